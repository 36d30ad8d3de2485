// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.util.List;

/// Something that a loop has under way; see [IOLoop#activities].
///
/// @param kind what it is
/// @param state what it does now: what a coroutine waits for and since when, when a timer is due, which channel is watched
/// @param origin where it was made, innermost call first
/// @param stack where a coroutine is now, innermost call first; empty for anything else, and for one that has not begun
///
/// **Thread**: any.
public record Activity(
    Kind kind, String state, List<StackTraceElement> origin, List<StackTraceElement> stack) {
  /// What a loop may have under way.
  public enum Kind {
    /// A coroutine that has not ended.
    COROUTINE,

    /// A timer that is not due yet.
    TIMER,

    /// A channel that has a handler: a connection, or a listening socket.
    CHANNEL
  }

  /// Makes an activity.
  public Activity {
    origin = List.copyOf(origin);
    stack = List.copyOf(stack);
  }
}
