// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The site in a JVM of its own, started from the module path as a user does.
record SiteProcess(Process process) implements AutoCloseable {
  static SiteProcess start(int port) throws IOException {
    return start(port, modulePath());
  }

  /// Starts it for development, with one more folder on the module path.
  static SiteProcess debug(Path folder) throws IOException {
    return start(0, modulePath() + File.pathSeparator + folder, "-Dtornado.site.debug=true");
  }

  private static SiteProcess start(int port, String modulePath, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dtornado.site.port=" + port);
    command.addAll(List.of(options));
    command.addAll(List.of("--module-path", modulePath));
    command.addAll(List.of("--add-modules", "ch.qos.logback.classic"));
    command.addAll(List.of("--module", "tornado.site/tornado.site.Main"));
    return new SiteProcess(new ProcessBuilder(command).start());
  }

  private static String modulePath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// Returns the next line of its standard output; null at the end.
  @Nullable String readLine() throws IOException {
    return process.inputReader().readLine();
  }

  /// Returns what is left of its standard error.
  String errors() {
    return process.errorReader().lines().collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
