// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.tcpclient.ScriptedDialer.A;
import static tornado.tcpclient.ScriptedDialer.B;
import static tornado.tcpclient.ScriptedDialer.C;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;
import tornado.ioloop.CancelledError;
import tornado.ioloop.Scope;
import tornado.iostream.IOStream;
import tornado.util.TimeoutError;

/// Connects that nobody waits for any more. Python: tcpclient_test, TCPClientTest.test_connect_timeout.
class TCPClientEndTest extends ConnectorFixture {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final ConnectOptions LIMITED = ConnectOptions.builder().timeout(LIMIT).build();

  private final CompletableFuture<List<InetSocketAddress>> resolved = new CompletableFuture<>();
  private final TCPClient client = new TCPClient((_, _, _) -> resolved, (_, _) -> dialer);
  private CompletableFuture<IOStream> result = new CompletableFuture<>();

  private void connect(ConnectOptions options) {
    step(() -> result = client.connect("host.test", 80, options));
  }

  private void resolve(InetSocketAddress... addresses) {
    step(() -> resolved.complete(List.of(addresses)));
  }

  private void assertTimedOut() {
    assertThat(result).isCompletedExceptionally();
    assertThat(result.exceptionNow())
        .isInstanceOf(TimeoutError.class)
        .hasMessage("waited for a connection to host.test:80 for more than 5000 ms");
    assertOpen();
  }

  @Test
  void connectTimeout() {
    connect(LIMITED);

    pass(LIMIT.minusNanos(1));
    assertThat(result).isNotDone();
    pass(Duration.ofNanos(1));

    assertTimedOut();
  }

  @Test
  void noAttemptFollowsTheLimit() {
    connect(LIMITED);
    resolve(A, B, C);
    pass(LIMIT);

    fail(A);

    assertTimedOut();
    assertThat(dialer.pending()).doesNotContain(B);
  }

  @Test
  void cancellingClosesAllAttempts() {
    connect(ConnectOptions.DEFAULT);
    resolve(A, B, C);
    pass(HEAD_START);

    step(() -> result.cancel(true));

    assertOpen();
    assertThat(result).isCancelled();
  }

  @Test
  void cancellingWhileTheHostIsLookedUpDialsNobody() {
    connect(ConnectOptions.DEFAULT);
    step(() -> result.cancel(true));

    resolve(A);

    assertPending();
  }

  /// The connection is there, but whoever asked has gone before the loop's next turn.
  @Test
  void aConnectionThatComesWithTheCancellationIsClosed() {
    connect(ConnectOptions.DEFAULT);
    resolve(A);

    step(() -> {
      dialer.succeed(A);
      result.cancel(true);
    });

    assertOpen();
  }

  @Test
  void anAttemptEndsWithTheScopeThatStartedIt() {
    Scope scope = Scope.open(loop);
    var asked = new CompletableFuture<Boolean>();
    step(() ->
        scope.start(() -> {
          result = client.connect("host.test", 80);
          asked.complete(true);
        }));
    loop.runSync(() -> Async.await(asked));
    resolve(A);
    assertPending(A);

    step(() -> scope.cancel("the client left"));

    assertThat(result.exceptionNow()).isInstanceOf(CancelledError.class);
    assertOpen();
  }

  @Test
  void aLookUpThatIsCancelledCancelsTheConnect() {
    connect(ConnectOptions.DEFAULT);

    step(() -> resolved.cancel(true));

    assertThat(result).isCancelled();
  }
}
