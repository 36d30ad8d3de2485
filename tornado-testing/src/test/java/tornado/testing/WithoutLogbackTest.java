// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.fixture.Once;
import tornado.log.Log;

/// A program that has no Logback: a JVM of its own, whose class path is ours but for that.
@Once
final class WithoutLogbackTest {
  /// Tests that want to know what is logged.
  static final class Logging extends AsyncTestCase {
    @Test
    void expects() {
      new ExpectLog("tornado.general", "not good").close();
    }

    @Test
    void warns() {
      Log.general().warn("not good");
    }
  }

  /// What the other JVM runs: a line for each test and what it failed with.
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      Map<String, @Nullable Throwable> results = new TreeMap<>(RunTests.of(Logging.class));
      results.forEach((test, failure) -> System.out.println(test + " " + failure));
    }
  }

  private static List<String> run() throws IOException, InterruptedException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("logback"))
            .collect(Collectors.joining(File.pathSeparator));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "-cp", classPath, Program.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }

  @Test
  void expectLogSaysWhatIsMissingAndWarningsPass() throws Exception {
    List<String> lines = run();

    assertThat(lines.getFirst())
        .startsWith(
            "expects() java.lang.IllegalStateException: what is logged can be seen with Logback only")
        .contains("NOP", "add ch.qos.logback:logback-classic");
    assertThat(lines.getLast()).isEqualTo("warns() null");
  }
}
