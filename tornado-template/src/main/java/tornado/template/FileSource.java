// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Templates in files. Hidden files and folders are not listed: editors and version control keep theirs there.
///
/// **Thread**: any.
///
/// @param root the folder
record FileSource(Path root) implements TemplateSource {
  @Override
  public @Nullable String read(String name) throws IOException {
    // Made absolute, since no path begins with an empty one.
    Path base = root.toAbsolutePath().normalize();
    Path file;
    try {
      file = base.resolve(name).normalize();
    } catch (InvalidPathException ignored) {
      // No file of this system can have that name.
      return null;
    }
    return file.startsWith(base) && Files.isRegularFile(file) ? Files.readString(file) : null;
  }

  @Override
  public Set<String> names() throws IOException {
    var names = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> !name.startsWith(".") && !name.contains("/."))
          .forEach(names::add);
    } catch (UncheckedIOException e) {
      // Such as of a link to a folder that it is in.
      throw e.getCause();
    }
    return names;
  }

  @Override
  public String toString() {
    return "the folder " + root.toAbsolutePath().normalize();
  }
}
