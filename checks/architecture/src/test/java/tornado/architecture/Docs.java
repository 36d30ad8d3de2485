// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What each package and public type says of itself, read from the sources.
final class Docs {
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "\\s*public\\s+((abstract|final|sealed|non-sealed|static|strictfp)\\s+)*"
              + "(class|interface|enum|record|@interface)\\s+(\\w+).*");

  private static final Pattern NULL_MARKED = Pattern.compile("(?m)^@NullMarked$");

  private Docs() {}

  /// Returns the folders with sources that have no package-info, or one that is not `@NullMarked`.
  static List<String> unmarkedPackages(Path sources) {
    return sourceFiles(sources).stream()
        .map(Path::getParent)
        .distinct()
        .filter(folder -> !folder.equals(sources))
        .filter(folder -> !marked(folder.resolve("package-info.java")))
        .map(Path::toString)
        .toList();
  }

  private static boolean marked(Path packageInfo) {
    return Files.exists(packageInfo)
        && NULL_MARKED.matcher(String.join("\n", lines(packageInfo))).find();
  }

  /// Returns the declarations of public types that have no `///` comment.
  static List<String> undocumentedTypes(Path sources) {
    List<String> found = new ArrayList<>();
    for (Path file : sourceFiles(sources)) {
      List<String> lines = lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (PUBLIC_TYPE.matcher(lines.get(i)).matches() && !documented(lines, i)) {
          found.add(file + ":" + (i + 1) + " " + lines.get(i).strip());
        }
      }
    }
    return found;
  }

  /// Climbs from a declaration over its annotations to the line above.
  private static boolean documented(List<String> lines, int declaration) {
    int i = declaration - 1;
    while (i >= 0 && lines.get(i).strip().startsWith("@")) {
      i--;
    }
    return i >= 0 && lines.get(i).strip().startsWith("///");
  }

  private static List<Path> sourceFiles(Path sources) {
    try (Stream<Path> files = Files.walk(sources)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
