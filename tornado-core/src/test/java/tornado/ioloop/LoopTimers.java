// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static tornado.ioloop.Async.await;

import java.util.concurrent.CompletableFuture;

/// What a loop still has to do, for tests of other packages.
public final class LoopTimers {
  private LoopTimers() {}

  /// Tells whether a timer is left; asked on the loop itself.
  public static boolean left(IOLoop loop) {
    var answer = new CompletableFuture<Boolean>();
    loop.addCallback(() -> answer.complete(loop.turns().nanosToWait() != Long.MAX_VALUE));
    return await(answer);
  }
}
