// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tornado.fixture.JavaCommand;
import tornado.fixture.Once;

/// Which scheduler coroutines get, and what the one line at the start says, for each way to start a JVM.
@Once
final class SchedulerChoiceTest {
  private static final String[] FLAG = {"--add-opens", "java.base/java.lang=ALL-UNNAMED"};
  private static final String PROPERTY = "-Dtornado.coroutines=jdk";

  private static String[] onClassPath(String... options) {
    var arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    arguments.add(SchedulerChoice.class.getName());
    return arguments.toArray(String[]::new);
  }

  /// The library as a named module; the program is patched into it.
  private static String[] onModulePath(String... options) {
    Predicate<String> tests = path -> path.endsWith("test-classes");
    List<String> paths =
        Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    String modules =
        paths.stream().filter(tests.negate()).collect(Collectors.joining(File.pathSeparator));
    String patch = "tornado.core=" + paths.stream().filter(tests).findFirst().orElseThrow();
    var arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-p", modules, "--patch-module", patch));
    arguments.addAll(
        List.of("--add-reads", "tornado.core=ch.qos.logback.classic,ch.qos.logback.core"));
    arguments.addAll(List.of("--add-modules", "ch.qos.logback.classic"));
    arguments.addAll(List.of("-m", "tornado.core/" + SchedulerChoice.class.getName()));
    return arguments.toArray(String[]::new);
  }

  private static List<String> run(String... arguments) throws IOException, InterruptedException {
    List<String> command = JavaCommand.shortLived();
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = reader.readAllLines();
      process.waitFor();
      return lines;
    }
  }

  @Test
  void withTheFlag() throws Exception {
    assertThat(run(onClassPath(FLAG)))
        .containsExactly(
            "INFO coroutines run on their IOLoop's thread (-Dtornado.coroutines=jdk: on the JDK's scheduler)",
            "in loop: true",
            "module: null");
  }

  @Test
  void withoutTheFlag() throws Exception {
    assertThat(run(onClassPath()))
        .containsExactly(
            "INFO coroutines run on the JDK's scheduler; for one thread hop less give java --add-opens java.base/java.lang=ALL-UNNAMED",
            "in loop: false",
            "module: null");
  }

  @Test
  void propertyAsksForTheJDKsScheduler() throws Exception {
    assertThat(run(onClassPath(FLAG[0], FLAG[1], PROPERTY)))
        .containsExactly(
            "INFO coroutines run on the JDK's scheduler; -Dtornado.coroutines=jdk was given",
            "in loop: false",
            "module: null");
  }

  /// The flag opens the package to unnamed modules only.
  @Test
  void flagWorksForANamedModule() throws Exception {
    assertThat(run(onModulePath(FLAG))).contains("in loop: true", "module: tornado.core");
  }

  @Test
  void namedModuleWithoutTheFlag() throws Exception {
    assertThat(run(onModulePath())).contains("in loop: false", "module: tornado.core");
  }
}
