// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.nio.channels.Selector;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// A selector whose every wait lasts until the test ends it; it counts the wake-ups.
final class HeldSelector extends FakeSelector {
  private final Semaphore waits = new Semaphore(0);
  private final Semaphore ends = new Semaphore(0);
  private final AtomicInteger wakeUps = new AtomicInteger();

  @Override
  void waitFor(long timeoutMillis) {
    waits.release();
    ends.acquireUninterruptibly();
  }

  /// Returns once the loop waits.
  void awaitWait() {
    waits.acquireUninterruptibly();
  }

  void endWait() {
    ends.release();
  }

  int wakeUps() {
    return wakeUps.get();
  }

  @Override
  public Selector wakeup() {
    wakeUps.incrementAndGet();
    return this;
  }
}
