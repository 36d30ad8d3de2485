// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;

/// What hears of lines that are logged, before they are written.
///
/// **Thread**: any, several at a time.
interface LogListener {
  /// Returns the loop of the test it is for: what is logged on loops of other tests is not for it. Null hears all.
  @Nullable IOLoop loop();

  /// Hears a line.
  ///
  /// @param taken whether a listener that came later has taken it
  /// @return whether to take it: then it isn't written
  boolean hear(LoggedLine line, boolean taken);
}
