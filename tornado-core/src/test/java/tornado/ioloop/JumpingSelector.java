// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import tornado.fixture.FakeClock;

/// A selector that, once it may, doesn't wait for timers: it moves the clock to the next one. Else it waits to be woken.
final class JumpingSelector extends FakeSelector {
  private final FakeClock clock;
  private final Semaphore wakeUps = new Semaphore(0);
  private final Semaphore waits = new Semaphore(0);
  private volatile boolean jumping;

  JumpingSelector(FakeClock clock) {
    this.clock = clock;
  }

  @Override
  void waitFor(long timeoutMillis) {
    if (timeoutMillis == 0 || !jumping) {
      waits.release();
      wakeUps.acquireUninterruptibly();
    } else if (!wakeUps.tryAcquire()) {
      clock.advance(Duration.ofMillis(timeoutMillis));
      waits.release();
    }
  }

  void jump() {
    jumping = true;
  }

  /// Makes `loop` do what is queued, and returns once it has waited, or moved the clock, after that.
  void awaitWait(IOLoop loop) {
    waits.drainPermits();
    loop.addCallback(() -> {});
    waits.acquireUninterruptibly();
  }

  @Override
  public Selector wakeup() {
    wakeUps.release();
    return this;
  }
}
