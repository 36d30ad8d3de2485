// SPDX-License-Identifier: Apache-2.0
package tornado.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.fixture.LoopFixture;

/// Children that can't be started.
class SubprocessStartTest extends LoopFixture {
  @TempDir private Path folder;

  private void assertCannotStart(Subprocess.Builder builder, String... words) {
    run(() ->
        assertThatThrownBy(builder::start)
            .isInstanceOf(SubprocessException.class)
            .hasMessageContainingAll(words)
            .hasCauseInstanceOf(java.io.IOException.class));
  }

  @Test
  void aCommandThatIsNotThere() {
    assertCannotStart(
        Subprocess.builder("no-such-command", "--secret=1"),
        "can't start no-such-command: ",
        "No such file or directory");
  }

  @Test
  void aCommandThatMayNotBeRun() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "no program");

    assertCannotStart(
        Subprocess.builder(text.toString()), "can't start " + text, "Permission denied");
  }

  @Test
  void aFolderThatIsNotThere() {
    Path missing = folder.resolve("missing");

    assertCannotStart(
        Subprocess.builder("true").directory(missing),
        "can't start true: ",
        "folder does not exist: " + missing);
  }

  @Test
  void anArgumentThatCannotBePassed() {
    assertCannotStart(Subprocess.builder("echo", "a\0b"), "can't start echo: ", "null character");
  }

  @Test
  void aVariableThatCannotBeNamed() {
    var builder = Subprocess.builder("true").environment("A=B", "c");

    run(() ->
        assertThatThrownBy(builder::start)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("A=B"));
  }

  @Test
  void cpuCountIsThatOfTheMachine() {
    assertThat(Subprocess.cpuCount()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }
}
