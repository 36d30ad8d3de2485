// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks.template;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.resolve.ResourceCodeResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Pages of JTE, compiled to classes when they are loaded.
final class JteTemplates {
  private JteTemplates() {}

  static Renderer load(Page page) throws IOException {
    Path classes = Files.createTempDirectory("jte");
    TemplateEngine engine =
        TemplateEngine.create(new ResourceCodeResolver("templates/jte"), classes, ContentType.Html);
    String name = page.template(".jte");
    Map<String, Object> values = page.data();
    return () -> {
      var output = new StringOutput(page.length());
      engine.render(name, values, output);
      return output.toString();
    };
  }
}
