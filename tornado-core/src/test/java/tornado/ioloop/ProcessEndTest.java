// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tornado.fixture.JavaCommand;

/// What programs do when they are asked to end, each in a JVM of its own.
@DisabledOnOs(OS.WINDOWS)
final class ProcessEndTest {
  private static final int SIGTERM = 128 + 15;

  private static Process start(String program) throws IOException {
    return new ProcessBuilder(JavaCommand.ofTests(EndingProgram.class.getName(), program))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// Has the program asked to end once it is ready, and returns what it prints until it has.
  private static List<String> terminate(Process program) throws IOException {
    try (BufferedReader says = program.inputReader(StandardCharsets.UTF_8)) {
      assertThat(says.readLine()).isEqualTo("ready");
      program.toHandle().destroy();
      return says.readAllLines();
    }
  }

  /// A second signal changes nothing, neither for better nor for worse.
  @Test
  void bodiesRunOnTheirLoopsAndAreWaitedFor() throws Exception {
    Process program = start("two loops");
    try (BufferedReader says = program.inputReader(StandardCharsets.UTF_8);
        var tell = program.outputWriter(StandardCharsets.UTF_8)) {
      assertThat(says.readLine()).isEqualTo("ready");
      program.toHandle().destroy();
      assertThat(says.readLine()).isEqualTo("ending true");

      program.toHandle().destroy();
      tell.write("now\n");
      tell.flush();

      assertThat(says.readAllLines()).containsExactly("told now", "second loop ends true");
      assertThat(program.waitFor()).isEqualTo(SIGTERM);
    }
  }

  @Test
  void limitIsKeptAndAFailureIsLogged() throws Exception {
    Process program = start("limit");

    List<String> lines = terminate(program);

    assertThat(lines)
        .containsExactlyInAnyOrder(
            "waits for ever",
            "ERROR Exception at the end of the process",
            "WARN the end of the process waits no longer: over 100 ms");
    assertThat(program.waitFor()).isEqualTo(SIGTERM);
  }

  @Test
  void loopThatDoesNotRunIsPassedOver() throws Exception {
    Process program = start("nothing to wait for");

    assertThat(terminate(program)).containsExactly("stops its loop");
    assertThat(program.waitFor()).isEqualTo(SIGTERM);
  }

  @Test
  void exitIsAnEndToo() throws Exception {
    Process program = start("exit");

    try (BufferedReader says = program.inputReader(StandardCharsets.UTF_8)) {
      assertThat(says.readAllLines()).containsExactlyInAnyOrder("ready", "ending");
    }
    assertThat(program.waitFor()).isEqualTo(3);
  }

  @Test
  void exitOnALoopHoldsIt() throws Exception {
    Process program = start("exit on the loop");

    try (BufferedReader says = program.inputReader(StandardCharsets.UTF_8)) {
      assertThat(says.readAllLines()).contains("ready").hasSize(2);
    }
    assertThat(program.waitFor()).isEqualTo(4);
  }

  @Test
  void mayBeTakenBackTwice() {
    try (var loop = new IOLoop()) {
      ProcessEnd end = ProcessEnd.register(loop, Duration.ofSeconds(1), () -> null);

      end.close();
      end.close();

      ProcessEnd.register(loop, Duration.ofSeconds(1), () -> null).close();
    }
  }

  @Test
  void limitHasToBePositive() {
    try (var loop = new IOLoop()) {
      assertThatThrownBy(() -> ProcessEnd.register(loop, Duration.ZERO, () -> null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("limit <= 0: PT0S");
    }
  }
}
