// SPDX-License-Identifier: Apache-2.0
package tornado.template;

/// Where a page goes piece by piece: one piece at each `{% flush %}`, the last at its end.
///
/// A page that fails before its first piece was passed on leaves nothing behind.
@FunctionalInterface
public interface PageSink {
  /// Takes the next piece, which is never empty. It may wait.
  void write(String piece);
}
