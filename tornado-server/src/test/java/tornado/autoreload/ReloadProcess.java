// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tornado.fixture.JavaCommand;
import tornado.wire.WireClient;

/// A program in a JVM of its own that is reloaded, and whose generations share its output. Closing it kills the first generation, which the
/// others don't outlive.
final class ReloadProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader says;
  private final List<String> lines = new ArrayList<>();

  private ReloadProcess(Process process) {
    this.process = process;
    this.says = process.inputReader(StandardCharsets.UTF_8);
  }

  /// Starts `java` with the tests' class path and these words.
  static ReloadProcess java(String... words) throws IOException {
    return start(System.getProperty("java.class.path"), words);
  }

  /// Starts `java` with a class path and these words.
  static ReloadProcess start(String classPath, String... words) throws IOException {
    List<String> command = JavaCommand.withOurScheduler();
    command.addAll(List.of("-cp", classPath));
    command.addAll(List.of(words));
    return new ReloadProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /// Changes a file in a way that shows whatever the resolution of the system's times.
  static void write(Path file, String text) throws IOException {
    long millis = Files.exists(file) ? Files.getLastModifiedTime(file).toMillis() : 0;
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(millis + 2000));
  }

  /// Has this process end with the tests, should one of them be cut off. Later generations have to end with their supervisor by themselves.
  static void endWithTests() {
    if (Handover.own() == null) {
      ProcessHandle.current()
          .parent()
          .ifPresent(parent -> parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    }
  }

  Process process() {
    return process;
  }

  /// Returns the first line from here on that the program or its log says and that holds `text`.
  String line(String text) throws IOException {
    return line(line -> line.contains(text));
  }

  private String line(Predicate<String> wanted) throws IOException {
    for (String line = says.readLine(); line != null; line = says.readLine()) {
      lines.add(line);
      if (wanted.test(line)) {
        return line;
      }
    }
    throw new AssertionError("the program ended after " + lines);
  }

  /// Returns the lines so far that hold `text`.
  List<String> lines(String text) {
    return lines.stream().filter(line -> line.contains(text)).toList();
  }

  /// Reads up to where the next generation listens.
  Listening listening() throws IOException {
    String[] words = line(line -> line.startsWith("port ")).split(" ", -1);
    return new Listening(Integer.parseInt(words[1]), Long.parseLong(words[3]));
  }

  /// Reads what is left, and returns the status.
  int end() throws Exception {
    try (Stream<String> rest = says.lines()) {
      rest.forEach(lines::add);
    }
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /// A generation that listens.
  record Listening(int port, long pid) {
    String ask(String target) throws IOException {
      try (WireClient client = WireClient.connect(port)) {
        return client.get(target).body();
      }
    }

    /// Asks until the answer comes from a generation other than those before it, which may answer some requests yet.
    void becomes(String version) throws IOException {
      String answer = ask("/");
      while (!answer.equals(version)) {
        assertThat(answer).isIn("one", "two");
        answer = ask("/");
      }
    }

    ProcessHandle process() {
      return ProcessHandle.of(pid).orElseThrow();
    }
  }
}
