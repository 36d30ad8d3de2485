// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;

/// What an application knows of its static files: their versions, each as long as the file has the same time and size. Two requests may
/// find out the same at once.
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

  /// Makes an empty cache.
  ///
  /// @param keeping whether versions are kept at all
  StaticFileCache(boolean keeping) {
    this.keeping = keeping;
  }

  /// Returns the version of a file.
  String version(Path file, Versions versions) throws IOException {
    BasicFileAttributes attributes = attributes(file);
    if (attributes == null) {
      // A content that is no file of this machine.
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

  /// Returns where a root really is, symbolic links followed.
  Path realRoot(Path root) throws IOException {
    Path real = roots.get(root);
    if (real == null) {
      real = root.toRealPath();
      roots.put(root, real);
    }
    return real;
  }

  private static @Nullable BasicFileAttributes attributes(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class);
    } catch (IOException ignored) {
      // What the file lacks shows when it is read.
      return null;
    }
  }
}
