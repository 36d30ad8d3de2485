// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the debug page finds sources.
final class SourceFilesTest {
  @TempDir Path folder;

  private void write(String file, int lines) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(
        path,
        IntStream.rangeClosed(1, lines)
            .mapToObj(i -> "line " + i)
            .collect(Collectors.joining("\n")));
  }

  private List<String> around(String command, String type, @Nullable String file, int line) {
    return SourceFiles.of(folder, command)
        .around(new StackTraceElement(type, "get", file, line))
        .stream()
        .map(shown -> shown.number() + (shown.current() ? "> " : "  ") + shown.text())
        .toList();
  }

  @Test
  void linesAroundAFrameInMavensLayout() throws IOException {
    write("src/main/java/org/example/Story.java", 20);

    assertThat(around("", "org.example.Story$Part", "Story.java", 3))
        .startsWith("1  line 1", "2  line 2", "3> line 3", "4  line 4")
        .endsWith("8  line 8");
  }

  @Test
  void lastLinesOfAModuleBelow() throws IOException {
    write("web/src/main/java/Story.java", 3);

    assertThat(around("", "Story", "Story.java", 3))
        .containsExactly("1  line 1", "2  line 2", "3> line 3");
  }

  @Test
  void programOfOneFile() throws IOException {
    write("far/away/Story.java", 1);

    String command =
        "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher far/away/Story.java x";

    assertThat(around(command, "StoryHandler", "Story.java", 1)).containsExactly("1> line 1");
  }

  @Test
  void nothingOfWhatIsNotHere() throws IOException {
    write("secret.txt", 3);

    assertThat(around("", "org.example.Story", "Story.java", 3)).isEmpty();
    assertThat(around("", "Story", "../secret.txt", 1)).isEmpty();
    assertThat(around("", "Story", null, 1)).isEmpty();
  }
}
