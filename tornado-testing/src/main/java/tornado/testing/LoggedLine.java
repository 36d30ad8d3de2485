// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// What a logger was given, before anybody writes it.
///
/// **Thread**: any.
///
/// @param logger its name
/// @param level how grave it is
/// @param message what it says, its arguments filled in
/// @param failure what it shows the stack of, or null
record LoggedLine(String logger, Level level, String message, @Nullable Throwable failure) {
  /// Tells whether the logger has that name, or is below one that has.
  boolean isOf(String name) {
    return name.equals("ROOT") || logger.equals(name) || logger.startsWith(name + ".");
  }

  /// Tells whether it is as grave as that, or graver.
  boolean isAtLeast(Level least) {
    return level.toInt() >= least.toInt();
  }

  @Override
  public String toString() {
    return level + " " + logger + " " + message;
  }
}
