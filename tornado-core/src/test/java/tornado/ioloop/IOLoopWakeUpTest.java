// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LoopThread;
import tornado.fixture.Race;

/// No wake-up may get lost. Regression: to take removed channels off, the loop looks at its selector without waiting, which used up a
/// wake-up that came between.
final class IOLoopWakeUpTest {
  private static final int ROUNDS = 1000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void callbackRunsThoughAChannelWasJustRemoved(long seed) throws Exception {
    Pipe pipe = Pipe.open();
    try (var race = new Race(seed);
        var thread = new LoopThread()) {
      IOLoop loop = thread.loop();
      for (int round = 0; round < ROUNDS; round++) {
        var removed = new CountDownLatch(1);
        var ran = new CountDownLatch(1);

        race.run(
            () -> loop.addCallback(() -> addAndRemove(loop, pipe, removed)),
            () -> {
              Race.spinUntil(() -> removed.getCount() == 0);
              loop.addCallback(ran::countDown);
            });

        ran.await();
      }
    } finally {
      close(pipe);
    }
  }

  private static void addAndRemove(IOLoop loop, Pipe pipe, CountDownLatch removed) {
    loop.addHandler(pipe.source(), (_, _) -> {}, IOLoop.NONE);
    loop.removeHandler(pipe.source());
    removed.countDown();
  }

  private static void close(Pipe pipe) throws IOException {
    pipe.source().close();
    pipe.sink().close();
  }
}
