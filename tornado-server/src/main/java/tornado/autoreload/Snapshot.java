// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The times and sizes of a root's files at one moment. Files and folders whose names begin with a dot are passed over, unless they are the
/// root: editors and version control write there all the time.
///
/// **Thread**: any.
record Snapshot(Map<Path, Stamp> files) {
  /// What changes when a file does.
  record Stamp(FileTime modified, long byteCount) {}

  /// Looks at the files. What can't be read is as if it were not there.
  static Snapshot of(Root root) {
    var walk = new Walk(root);
    try {
      Files.walkFileTree(root.path(), Set.of(FileVisitOption.FOLLOW_LINKS), root.depth(), walk);
    } catch (IOException ignored) {
      // The walk passes over what fails; what it has seen so far counts.
    }
    return new Snapshot(walk.stamps);
  }

  /// Returns a file that is new, gone, or another than in `before`; null if there is none.
  @Nullable Path differenceFrom(Snapshot before) {
    Set<Path> all = new TreeSet<>(files.keySet());
    all.addAll(before.files.keySet());
    for (Path file : all) {
      if (!Objects.equals(before.files.get(file), files.get(file))) {
        return file;
      }
    }
    return null;
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Root root;
    private final Map<Path, Stamp> stamps = new HashMap<>();

    private Walk(Root root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return hidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      boolean wanted = file.equals(root.path()) || file.toString().endsWith(root.suffix());
      if (wanted && !hidden(file) && !attributes.isDirectory()) {
        stamps.put(file, new Stamp(attributes.lastModifiedTime(), attributes.size()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    private boolean hidden(Path path) {
      return !path.equals(root.path()) && path.getFileName().toString().startsWith(".");
    }
  }
}
