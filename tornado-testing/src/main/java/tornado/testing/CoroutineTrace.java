// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import tornado.ioloop.Activity;
import tornado.ioloop.IOLoop;

/// Where a coroutine is, and what it waits for; goes with what a test failed with.
final class CoroutineTrace extends Throwable {
  private static final long serialVersionUID = 1L;

  private CoroutineTrace(Activity coroutine) {
    super("coroutine: " + coroutine.state(), null, false, true);
    setStackTrace(coroutine.stack().toArray(new StackTraceElement[0]));
  }

  /// Adds the traces of all coroutines of a loop to a failure. To be called on the loop.
  static <T extends Throwable> T addAll(IOLoop loop, T failure) {
    TestLoop.activities(loop).stream()
        .filter(activity -> activity.kind() == Activity.Kind.COROUTINE)
        .map(CoroutineTrace::new)
        .forEach(failure::addSuppressed);
    return failure;
  }
}
