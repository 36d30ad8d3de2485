// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import org.jspecify.annotations.Nullable;

/// Where a page goes piece by piece: one piece at each `{% flush %}`, the last at its end.
///
/// A page that fails before its first piece was passed on leaves nothing behind.
@FunctionalInterface
public interface PageSink {
  /// Takes the next piece, which is never empty. It may wait.
  void write(String piece);

  /// Returns what brings parts that `{% defer %}` holds to their places when they are ready late. Null, as by default, if nothing does: then
  /// the page waits for each at its place.
  default @Nullable LateParts lateParts() {
    return null;
  }
}
