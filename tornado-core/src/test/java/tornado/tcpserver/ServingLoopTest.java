// SPDX-License-Identifier: Apache-2.0
package tornado.tcpserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tornado.fixture.FakeClock;
import tornado.fixture.Race;
import tornado.ioloop.IOLoop;
import tornado.iostream.internal.MemoryTransport;
import tornado.netutil.internal.Accepted;

/// What becomes of a connection that is handed to a loop that ends.
final class ServingLoopTest {
  private static final InetSocketAddress PEER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);

  private final AtomicInteger served = new AtomicInteger();
  private final ServingLoop loop =
      new ServingLoop(new IOLoop(), (_, _) -> served.incrementAndGet());

  /// Tells whether the other end of a connection is closed.
  private static boolean gone(MemoryTransport.Pair ends) throws Exception {
    return ends.left().read(ByteBuffer.allocate(1)) < 0;
  }

  @Test
  void connectionThatTheLoopHasNotTakenIsClosedAtItsEnd() throws Exception {
    MemoryTransport.Pair ends = MemoryTransport.pair();

    boolean taken = loop.take(new Accepted(ends.right(), PEER));
    loop.close();

    assertThat(taken).isTrue();
    assertThat(served).hasValue(0);
    assertThat(gone(ends)).isTrue();
  }

  @Test
  void endedLoopTakesNone() throws Exception {
    MemoryTransport.Pair ends = MemoryTransport.pair();
    loop.close();

    boolean taken = loop.take(new Accepted(ends.right(), PEER));

    assertThat(taken).isFalse();
    assertThat(gone(ends)).isFalse();
  }

  /// Whichever comes first: the connection is refused, or closed.
  @Test
  void connectionThatMeetsTheEndIsNotLost() throws Exception {
    try (var race = new Race(7)) {
      for (int i = 0; i < 300; i++) {
        var ending = new ServingLoop(new IOLoop(), (_, _) -> served.incrementAndGet());
        MemoryTransport.Pair ends = MemoryTransport.pair();
        var taken = new boolean[1];

        race.run(() -> taken[0] = ending.take(new Accepted(ends.right(), PEER)), ending::close);

        assertThat(gone(ends)).isEqualTo(taken[0]);
      }
    }
    assertThat(served).hasValue(0);
  }

  /// Connections that do not close keep no loop for longer than a second.
  @Test
  void graceIsASecond() {
    var clock = new FakeClock();
    var inner = IOLoop.builder().clock(clock).build();
    var patient = new ServingLoop(inner, (_, _) -> {});
    CompletableFuture<?> ended = patient.end(new CompletableFuture<>());
    inner.addCallback(() -> inner.addCallback(() -> clock.advance(ServingLoop.GRACE)));

    patient.run();

    assertThat(ended).isDone();
    assertThat(inner.closed()).isTrue();
  }
}
