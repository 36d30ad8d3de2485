// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tornado.fixture.FakeClock;

/// A loop whose clock the test moves.
abstract class FakeTimeFixture extends LoopFixture {
  static final Duration SECOND = Duration.ofSeconds(1);

  final FakeClock clock;

  FakeTimeFixture() {
    var fake = new FakeClock();
    super(unwatched().clock(fake).build());
    clock = fake;
  }

  /// Runs `body` as a coroutine of a loop, then has that loop be idle once, which moves its clock to the next timer.
  ///
  /// @return how far the clock was moved: not at all if there is no timer
  static Duration idleAfter(Callable<?> body) {
    var clock = new FakeClock();
    var selector = new JumpingSelector(clock);
    try (IOLoop loop = unwatched().clock(clock).selector(selector).build()) {
      loop.<@Nullable Object>runSync(() -> {
        body.call();
        return Async.await(
            Async.<@Nullable Void>runOnExecutor(() -> {
              selector.jump();
              selector.awaitWait(loop);
              return null;
            }));
      });
      return Duration.ofNanos(clock.nanoTime());
    }
  }

  /// Moves the clock in the loop's next turn, behind what is queued already.
  final void advanceLater(Duration duration) {
    loop.addCallback(() -> clock.advance(duration));
  }
}
