// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.LoggerFactory;
import tornado.ioloop.IOLoop;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// The program of ReloadTest: its answer is what a file held when it started, so each generation shows itself. If that is `broken` it ends
/// with status 3 before it listens. It prints what it does.
///
/// Arguments: the port, the file, and others, which it prints.
final class ReloadedServer {
  private static final Duration CHECK_TIME = Duration.ofMillis(50);

  private ReloadedServer() {}

  static final class VersionHandler extends RequestHandler {
    private final String version;

    VersionHandler(String version) {
      this.version = version;
    }

    @Override
    public void get() {
      write(version);
    }
  }

  /// Ends the process.
  static final class ExitHandler extends RequestHandler {
    @Override
    public void get() {
      int status = Integer.parseInt(getArgument("status"));
      IOLoop.current().startThread("exit", () -> System.exit(status));
    }
  }

  static void main(String[] args) throws IOException {
    ReloadProcess.endWithTests();
    ((Logger) LoggerFactory.getLogger("tornado.general")).setLevel(Level.INFO);
    List<String> arguments = List.of(args);
    Path file = Path.of(arguments.get(1));
    String version = Files.readString(file);
    System.out.println("started " + arguments.subList(2, arguments.size()));
    if (version.equals("broken")) {
      System.exit(3);
    }
    Autoreload.start(CHECK_TIME);
    Autoreload.watch(file);
    Autoreload.addReloadHook(() -> System.out.println("hook of " + version));
    var server =
        Application.builder()
            .route("/", () -> new VersionHandler(version))
            .route("/exit", ExitHandler::new)
            .logFunction(_ -> {})
            .debug(true)
            .build()
            .listen(Integer.parseInt(arguments.getFirst()));
    System.out.println("port " + server.port() + " pid " + ProcessHandle.current().pid());
    IOLoop.current().start();
  }
}
