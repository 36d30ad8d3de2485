// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tornado.log.Log;

/// The source files of the program, where it runs among them: in the folders of Maven's and Gradle's layout at and below the working
/// directory, and beside a program of one file that was started as such.
///
/// **Thread**: any.
final class SourceFiles {
  private static final List<String> LAYOUTS =
      List.of("src/main/java", "src/test/java", "src/main/kotlin", "src", ".");

  /// How many lines before and after the one in question are shown.
  private static final int AROUND = 5;

  private final List<Path> roots;

  private SourceFiles(List<Path> roots) {
    this.roots = roots;
  }

  /// A line of a file.
  ///
  /// @param number from 1
  /// @param current whether it is the one in question
  record Line(int number, String text, boolean current) {}

  /// Returns the files of this process.
  ///
  /// @param command the command line of the JVM, whose first word that names a Java file is a program of one file
  static SourceFiles of(Path workingDirectory, String command) {
    var roots = new ArrayList<Path>();
    for (String word : command.split(" ", -1)) {
      Path file = workingDirectory.resolve(word);
      if (word.endsWith(".java") && file.getParent() != null) {
        roots.add(file.getParent());
        break;
      }
    }
    for (Path base : foldersOf(workingDirectory)) {
      LAYOUTS.stream().map(base::resolve).filter(Files::isDirectory).forEach(roots::add);
    }
    return new SourceFiles(roots);
  }

  /// Returns the lines around a frame's; empty if its source is not here.
  List<Line> around(StackTraceElement frame) {
    Path file = find(frame);
    if (file == null || frame.getLineNumber() < 1) {
      return List.of();
    }
    try (Stream<String> text = Files.lines(file)) {
      return around(text, frame.getLineNumber());
    } catch (IOException | UncheckedIOException e) {
      Log.general().debug("no source of {}: {}", frame, e.toString());
      return List.of();
    }
  }

  /// Returns the lines of a text that are around one; none around line 0, which no text has.
  static List<Line> around(Stream<String> text, int number) {
    if (number < 1) {
      return List.of();
    }
    int first = Math.max(1, number - AROUND);
    int last = number + AROUND;
    List<String> shown = text.skip(first - 1L).limit(last - first + 1L).toList();
    var lines = new ArrayList<Line>();
    for (int i = 0; i < shown.size(); i++) {
      lines.add(new Line(first + i, shown.get(i), first + i == number));
    }
    return lines;
  }

  private @Nullable Path find(StackTraceElement frame) {
    String fileName = frame.getFileName();
    if (fileName == null || !Path.of(fileName).equals(Path.of(fileName).getFileName())) {
      return null;
    }
    int dot = frame.getClassName().lastIndexOf('.');
    String folder = dot < 0 ? "" : frame.getClassName().substring(0, dot).replace('.', '/');
    for (Path root : roots) {
      Path file = root.resolve(folder).resolve(fileName);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }

  private static List<Path> foldersOf(Path workingDirectory) {
    var folders = new ArrayList<Path>(List.of(workingDirectory));
    try (Stream<Path> below = Files.list(workingDirectory)) {
      below.filter(Files::isDirectory).sorted().forEach(folders::add);
    } catch (IOException e) {
      Log.general().debug("no source folders: {}", e.toString());
    }
    return folders;
  }
}
