// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Finds changes of files by looking at them again and again. A change counts once the next look has found no other: a compiler writes
/// many files, and half of them are no program.
///
/// **Thread**: any; looks one at a time.
final class Watcher {
  private final Map<Root, Snapshot> last = new ConcurrentHashMap<>();

  /// A file that has changed, while others still do.
  private @Nullable Path changed;

  /// Adds a file, or all files below a folder: changes count from now on.
  void add(Path path) {
    add(Root.all(path));
  }

  /// Adds what is watched from now on.
  void add(Root root) {
    if (!last.containsKey(root)) {
      last.putIfAbsent(root, Snapshot.of(root));
    }
  }

  /// Looks at the files.
  ///
  /// @return a file that has changed, once all are quiet; else null
  @Nullable Path look() {
    Path different = difference();
    if (different != null) {
      if (changed == null) {
        changed = different;
      }
      return null;
    }
    Path result = changed;
    changed = null;
    return result;
  }

  /// Returns a file that has changed since the last look; null if none has.
  private @Nullable Path difference() {
    Path first = null;
    for (Root root : List.copyOf(last.keySet())) {
      Snapshot now = Snapshot.of(root);
      Snapshot before = last.put(root, now);
      Path different = before == null ? null : now.differenceFrom(before);
      if (first == null) {
        first = different;
      }
    }
    return first;
  }
}
