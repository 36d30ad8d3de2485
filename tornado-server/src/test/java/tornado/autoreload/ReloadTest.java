// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tornado.autoreload.ReloadProcess.Listening;

/// A real program that is restarted when a file changes. Every change is one of this test's.
@DisabledOnOs(OS.WINDOWS)
final class ReloadTest {
  private static final int SIGTERM = 128 + 15;

  /// Makes the command line longer than what the JDK tells of it, as long class paths do.
  private static final String LONG = "-Dlong=" + "x".repeat(5000);

  @TempDir private Path folder;
  private Path version;

  @BeforeEach
  void writeVersion() throws IOException {
    version = folder.resolve("version");
    ReloadProcess.write(version, "one");
  }

  private ReloadProcess start() throws IOException {
    return start("0");
  }

  private ReloadProcess start(String port) throws IOException {
    return ReloadProcess.java(
        LONG, ReloadedServer.class.getName(), port, version.toString(), "an argument", "-m");
  }

  @Test
  void theNextGenerationHasTheArgumentsAndThePort() throws Exception {
    try (ReloadProcess program = start()) {
      Listening first = program.listening();
      assertThat(first.ask("/")).isEqualTo("one");

      ReloadProcess.write(version, "two");
      Listening second = program.listening();
      second.becomes("two");

      assertThat(program.lines("started")).containsOnly("started [an argument, -m]").hasSize(2);
      assertThat(program.lines("modified; restarting server")).hasSize(1);
      assertThat(second.port()).isEqualTo(first.port());
      assertThat(second.process().parent()).hasValue(program.process().toHandle());
    }
  }

  @Test
  void generationsFollowEachOther() throws Exception {
    try (ReloadProcess program = start()) {
      program.listening();
      ReloadProcess.write(version, "two");
      Listening second = program.listening();
      ProcessHandle process = second.process();

      ReloadProcess.write(version, "three");
      Listening third = program.listening();

      process.onExit().join();
      third.becomes("three");
      assertThat(third.process().parent()).hasValue(program.process().toHandle());
    }
  }

  @Test
  void hooksRunBeforeTheNextGenerationStarts() throws Exception {
    try (ReloadProcess program = start()) {
      program.listening();
      ReloadProcess.write(version, "two");
      program.line("hook of one");
      program.line("started");
      program.listening().becomes("two");

      ReloadProcess.write(version, "three");
      program.line("hook of two");
      program.line("started");
    }
  }

  @Test
  void aBrokenProgramLeavesTheOldOneRunning() throws Exception {
    try (ReloadProcess program = start()) {
      Listening first = program.listening();

      ReloadProcess.write(version, "broken");
      program.line("the new server ended with status 3 before it listened: the old one goes on");
      assertThat(first.ask("/")).isEqualTo("one");

      ReloadProcess.write(version, "two");
      program.listening().becomes("two");
    }
  }

  @Test
  void asksTheNewestToEndWhenItIsAskedTo() throws Exception {
    try (ReloadProcess program = start()) {
      program.listening();
      ReloadProcess.write(version, "two");
      Listening second = program.listening();
      second.becomes("two");
      ProcessHandle newest = second.process();

      program.process().toHandle().destroy();

      assertThat(program.end()).isEqualTo(SIGTERM);
      newest.onExit().join();
    }
  }

  @Test
  void noGenerationOutlivesAKilledSupervisor() throws Exception {
    try (ReloadProcess program = start()) {
      program.listening();
      ReloadProcess.write(version, "two");
      Listening second = program.listening();
      second.becomes("two");
      CompletableFuture<ProcessHandle> ended = second.process().onExit();

      program.process().destroyForcibly();

      ended.join();
    }
  }

  @Test
  void endsWithTheStatusOfAGenerationThatEnds() throws Exception {
    try (ReloadProcess program = start()) {
      program.listening();
      ReloadProcess.write(version, "two");
      Listening second = program.listening();
      second.becomes("two");

      second.ask("/exit?status=7");

      assertThat(program.end()).isEqualTo(7);
    }
  }

  @Test
  void aSecondStartByHandDoesNotShareThePort() throws Exception {
    try (ReloadProcess program = start()) {
      int port = program.listening().port();

      try (ReloadProcess again = start(Integer.toString(port))) {
        assertThat(again.end()).isEqualTo(1);
        assertThat(again.lines("can't listen on port " + port)).isNotEmpty();
      }
    }
  }

  @Test
  void aFileInAFolderOfTheClassPathCounts() throws Exception {
    Path classes = Files.createDirectories(folder.resolve("classes/some"));
    String path = System.getProperty("java.class.path") + java.io.File.pathSeparator;
    try (ReloadProcess program =
        ReloadProcess.start(
            path + folder.resolve("classes"),
            ReloadedServer.class.getName(),
            "0",
            version.toString())) {
      program.listening();

      ReloadProcess.write(classes.resolve("settings.properties"), "a=b");

      assertThat(program.line("modified; restarting server")).contains("settings.properties");
      program.listening();
    }
  }

  @Test
  void aDebuggerSwitchesItOff() throws Exception {
    String debugger = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";
    try (ReloadProcess program =
        ReloadProcess.java(debugger, ReloadedServer.class.getName(), "0", version.toString())) {
      program.line("autoreload is off: a debugger follows one process only");
      assertThat(program.listening().ask("/")).isEqualTo("one");
    }
  }
}
