// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.nio.file.Path;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.resource.ResourceFactory;

/// Jetty's ResourceHandler as it comes, which keeps small files in memory.
public final class JettyStatic {
  private JettyStatic() {}

  /// Serves on the port given the files of the folder given.
  public static void main(String[] args) throws Exception {
    var files = new ResourceHandler();
    files.setBaseResource(ResourceFactory.of(files).newResource(Path.of(args[1])));
    JettyHello.serve(Integer.parseInt(args[0]), new ContextHandler(files, "/static"));
  }
}
