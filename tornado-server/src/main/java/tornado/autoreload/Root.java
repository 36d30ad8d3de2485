// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import java.nio.file.Path;

/// What is watched: a file, or the files of a folder.
///
/// @param path the file or folder, which needs not exist
/// @param suffix what the names of a folder's files end with
/// @param depth how deep below a folder; 1 is the folder itself
///
/// **Thread**: any.
record Root(Path path, String suffix, int depth) {
  Root {
    path = path.toAbsolutePath().normalize();
  }

  /// Returns a file, or all files below a folder.
  static Root all(Path path) {
    return new Root(path, "", Integer.MAX_VALUE);
  }

  /// Returns an entry of the class path. The folder that the program runs in is often one for want of another; a log file or a database
  /// that the program writes there is no reason to restart it.
  static Root classes(Path entry) {
    boolean here = entry.toAbsolutePath().normalize().equals(Path.of("").toAbsolutePath());
    return new Root(entry, here ? ".class" : "", Integer.MAX_VALUE);
  }

  /// Returns the sources in a folder, but none below: it may be anybody's home.
  static Root sources(Path folder) {
    return new Root(folder, ".java", 1);
  }
}
