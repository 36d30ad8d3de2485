// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The program curl, a client that nobody here wrote.
final class Curl {
  private Curl() {}

  /// Skips the test, and says so, where there is no curl.
  static void assumeThere() {
    String path = System.getenv().getOrDefault("PATH", "");
    boolean there =
        Arrays.stream(path.split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl")));
    assumeTrue(there, "curl is missing");
  }

  /// Returns what curl prints, its complaints included. It gives up after 20 seconds.
  static String run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "20"));
    // Proxies of the environment are none of ours.
    command.addAll(List.of("--noproxy", "*"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
