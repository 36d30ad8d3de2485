// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import tornado.fixture.LoopFixture;
import tornado.iostream.IOStream;

/// A connector whose attempts and whose clock the test moves, one step of the loop after the other.
abstract class ConnectorFixture extends LoopFixture {
  static final Duration HEAD_START = Duration.ofMillis(300);

  final ScriptedDialer dialer = new ScriptedDialer(loop);
  private final AtomicReference<Connector> connector = new AtomicReference<>();
  private CompletableFuture<IOStream> winner = new CompletableFuture<>();

  /// Runs `action` on the loop, and what comes of it in the next turns.
  final void step(Runnable action) {
    loop.addCallback(() -> {
      action.run();
      loop.addCallback(() -> loop.addCallback(() -> loop.addCallback(loop::stop)));
    });
    loop.start();
  }

  final void startConnect(InetSocketAddress... addresses) {
    step(() -> {
      connector.set(new Connector(loop, List.of(addresses), dialer));
      winner = connector.get().start();
    });
  }

  final void succeed(InetSocketAddress address) {
    step(() -> dialer.succeed(address));
  }

  final void fail(InetSocketAddress address) {
    step(() -> dialer.fail(address));
  }

  final void pass(Duration time) {
    step(() -> clock.advance(time));
  }

  /// Does what the client does when its limit has passed.
  final void stop() {
    step(connector.get()::stop);
  }

  final CompletableFuture<IOStream> winner() {
    return winner;
  }

  final void assertPending(InetSocketAddress... addresses) {
    assertThat(dialer.pending()).containsExactlyInAnyOrder(addresses);
  }

  final void assertOpen(InetSocketAddress... addresses) {
    assertThat(dialer.open()).containsExactlyInAnyOrder(addresses);
  }

  final void assertWinner(InetSocketAddress address) {
    assertThat(winner).isCompletedWithValue(dialer.stream(address));
    assertOpen(address);
  }

  final void assertFailed(String message) {
    assertThat(winner).isCompletedExceptionally();
    assertThat(winner.exceptionNow())
        .isInstanceOf(ConnectFailedException.class)
        .hasMessage(message);
    assertOpen();
  }
}
