// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;

/// What an application knows of its static files: their versions, each as long as the file has the same time and size, and which are really
/// below their root. Two requests may find out the same at once.
///
/// **Thread**: any.
final class StaticFileCache {
  /// What is larger is read beside the loop.
  private static final long LARGE = 256 << 10;

  private record Known(FileTime modified, long size, String version) {}

  /// Makes out a file's version.
  interface Versions {
    String versionOf(Path file) throws IOException;
  }

  private final boolean keeping;
  private final Map<Path, Known> known = new ConcurrentHashMap<>();
  private final Map<Path, Path> roots = new ConcurrentHashMap<>();

  /// Which file each path was when it was last seen to be below its root.
  private final Map<Path, Object> confined = new ConcurrentHashMap<>();

  /// Makes an empty cache.
  ///
  /// @param keeping whether versions are kept at all
  StaticFileCache(boolean keeping) {
    this.keeping = keeping;
  }

  /// Returns the version of a file.
  ///
  /// @param attributes the file's; null for a content that is no file of this machine
  String version(Path file, @Nullable BasicFileAttributes attributes, Versions versions)
      throws IOException {
    if (attributes == null) {
      return versions.versionOf(file);
    }
    Known last = known.get(file);
    if (last != null
        && last.modified().equals(attributes.lastModifiedTime())
        && last.size() == attributes.size()) {
      return last.version();
    }
    String version =
        attributes.size() > LARGE && IOLoop.currentOrNull() != null
            ? Async.await(Async.runOnExecutor(() -> versions.versionOf(file)))
            : versions.versionOf(file);
    if (keeping) {
      known.put(file, new Known(attributes.lastModifiedTime(), attributes.size(), version));
    }
    return version;
  }

  /// Tells whether a file is below a root once symbolic links are followed. To follow them takes the system several times as long as
  /// anything else about a file, so it is done once for as long as the path leads to the same file: wherever its links lead then,
  /// what is served was below the root.
  boolean isReallyIn(Path root, Path file, BasicFileAttributes attributes) throws IOException {
    Object key = attributes.fileKey();
    if (key != null && key.equals(confined.get(file))) {
      return true;
    }
    if (!file.toRealPath().startsWith(realRoot(root))) {
      return false;
    }
    if (key != null && keeping) {
      confined.put(file, key);
    }
    return true;
  }

  private Path realRoot(Path root) throws IOException {
    Path real = roots.get(root);
    if (real == null) {
      real = root.toRealPath();
      roots.put(root, real);
    }
    return real;
  }
}
