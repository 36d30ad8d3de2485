// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tornado.autoreload.ReloadProcess.Listening;
import tornado.fixture.Once;

/// Programs that are run again and again. From Tornado's `autoreload_test`.
@Once
@DisabledOnOs(OS.WINDOWS)
final class MainTest {
  /// On the class path, and so watched.
  @TempDir private Path folder;

  private Path word;

  @BeforeEach
  void nameFile() {
    word = folder.resolve("word");
  }

  private ReloadProcess run(String... arguments) throws IOException {
    String classPath = System.getProperty("java.class.path") + File.pathSeparator + folder;
    var words = new ArrayList<String>(List.of(Main.class.getName()));
    words.addAll(List.of(arguments));
    return ReloadProcess.start(classPath, words.toArray(String[]::new));
  }

  @Test
  void reloadWrapperArgs() throws Exception {
    ReloadProcess.write(word, "0");
    try (ReloadProcess main =
        run(Script.class.getName(), word.toString(), "a b", "--c", "-m", "d")) {
      main.line("started [a b, --c, -m, d] to 0");

      ReloadProcess.write(word, "2");

      main.line("started [a b, --c, -m, d] to 2");
    }
  }

  @Test
  void reloadWrapperUntilSuccess() throws Exception {
    ReloadProcess.write(word, "2");
    try (ReloadProcess main = run("--until-success", Script.class.getName(), word.toString())) {
      main.line("started [] to 2");

      ReloadProcess.write(word, "0");

      assertThat(main.end()).isZero();
      assertThat(main.lines("started [] to 0")).hasSize(1);
    }
  }

  @Test
  void reloadWrapperPreservation() throws Exception {
    ReloadProcess.write(word, "one");
    try (ReloadProcess main = run(ReloadedServer.class.getName(), "0", word.toString())) {
      Listening first = main.listening();
      assertThat(first.process().parent()).hasValue(main.process().toHandle());

      ReloadProcess.write(word, "two");
      Listening second = main.listening();

      second.becomes("two");
      assertThat(second.process().parent()).hasValue(main.process().toHandle());
      assertThat(second.port()).isEqualTo(first.port());
    }
  }

  @Test
  void aSourceFileThatCanNotBeCompiledIsTriedAgain() throws Exception {
    Path source = folder.resolve("Hello.java");
    ReloadProcess.write(source, "void main() { IO.println(1 }");
    try (ReloadProcess main = run(source.toString())) {
      main.line("error: compilation failed");

      ReloadProcess.write(source, "void main() { IO.println(\"compiled\"); }");

      main.line("compiled");
    }
  }

  @Test
  void aProgramThatRunsIsEndedFirst() throws Exception {
    ReloadProcess.write(word, "stay");
    try (ReloadProcess main = run("--until-success", Script.class.getName(), word.toString())) {
      main.line("started [] to stay");

      ReloadProcess.write(word, "0");

      assertThat(main.end()).isZero();
    }
  }

  @Test
  void waitsForAChangeAtTheEndOfAProgram() throws Exception {
    ReloadProcess.write(word, "wait");
    try (ReloadProcess program = ReloadProcess.java(Script.class.getName(), word.toString())) {
      program.line("waits");

      ReloadProcess.write(word, "3");
      program.line("started [] to 3");

      ReloadProcess.write(word, "0");
      program.line("started [] to 0");
    }
  }

  @Test
  void aTargetIsNeeded() throws Exception {
    try (ReloadProcess main = run("--until-success")) {
      assertThat(main.end()).isEqualTo(1);
      assertThat(main.lines("usage: java [OPTIONS] tornado.autoreload.Main")).hasSize(1);
    }
  }

  @Test
  void anUnknownOptionIsNoTarget() throws Exception {
    try (ReloadProcess main = run("--until-failure", Script.class.getName())) {
      assertThat(main.end()).isEqualTo(1);
    }
  }
}
