// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tornado.fixture.FakeClock;

/// A simulation that moves a [FakeClock], always chooses what became ready last, and has no network.
final class FakeSimulation implements Simulation, Sockets {
  final FakeClock clock = new FakeClock();
  final List<Integer> choices = new ArrayList<>();
  int mostElsewhere;

  IOLoop newLoop() {
    return IOLoop.builder().clock(clock).simulation(this).build();
  }

  @Override
  public int choose(int count) {
    choices.add(count);
    return count - 1;
  }

  @Override
  public long pass(long deadlineNanos, int elsewhere) {
    mostElsewhere = Math.max(mostElsewhere, elsewhere);
    if (elsewhere > 0 || deadlineNanos == Long.MAX_VALUE) {
      return TimeUnit.MINUTES.toNanos(1);
    }
    clock.advance(Duration.ofNanos(deadlineNanos - clock.nanoTime()));
    return 0;
  }

  @Override
  public Sockets sockets() {
    return this;
  }

  @Override
  public Transport open(@Nullable InetSocketAddress source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Listener listen(InetSocketAddress address, int backlog) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<List<InetAddress>> resolve(String host) {
    throw new UnsupportedOperationException();
  }
}
