// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Certificates;
import tornado.fixture.LeakFixture;
import tornado.fixture.LogRecorder;
import tornado.iostream.IOStream;
import tornado.netutil.BindFailedException;
import tornado.netutil.ListeningSocket;
import tornado.netutil.Netutil;
import tornado.netutil.SSLOptions;
import tornado.netutil.UnresolvedHostException;
import tornado.util.TimeoutError;

/// Connects that fail or are given up leave no socket and no timer behind.
class ConnectLeakTest extends LeakFixture {
  private static final ConnectOptions LIMITED =
      ConnectOptions.builder().timeout(Duration.ofMinutes(1)).build();

  private static int refusingPort() throws Exception {
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    }
  }

  @Test
  void connectedAndClosed() {
    try (ListeningSocket listener = Netutil.bindSockets(0, "127.0.0.1").getFirst()) {
      assertNothingStays(
          () -> await(new TCPClient().connect("127.0.0.1", listener.port(), LIMITED)).close());
    }
  }

  @Test
  void refused() throws Exception {
    int port = refusingPort();

    assertNothingStays(() ->
        assertThatThrownBy(() -> await(new TCPClient().connect("127.0.0.1", port, LIMITED)))
            .isInstanceOf(ConnectFailedException.class));
  }

  @Test
  void refusedBySeveralAddresses() throws Exception {
    int port = refusingPort();
    List<InetSocketAddress> addresses =
        List.of(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
            new InetSocketAddress(InetAddress.ofLiteral("::1"), port));
    var client = new TCPClient((_, _, _) -> CompletableFuture.completedFuture(addresses));

    assertNothingStays(() ->
        assertThatThrownBy(() -> await(client.connect("two.test", port, LIMITED)))
            .isInstanceOf(ConnectFailedException.class));
  }

  @Test
  void notResolved() {
    assertNothingStays(() ->
        assertThatThrownBy(() -> await(new TCPClient().connect("a b", 80, LIMITED)))
            .isInstanceOf(UnresolvedHostException.class));
  }

  @Test
  void sourceThatCannotBeUsed() {
    var options = ConnectOptions.builder().source("203.0.113.8", 0).build();

    assertNothingStays(() ->
        assertThatThrownBy(() -> await(new TCPClient().connect("127.0.0.1", 80, options)))
            .isInstanceOf(BindFailedException.class));
  }

  @Test
  void timedOutWhileLookingUp() {
    var client = new TCPClient((_, _, _) -> new CompletableFuture<>());

    assertNothingStays(() -> {
      CompletableFuture<IOStream> connecting = client.connect("slow.test", 80, LIMITED);
      advance(Duration.ofMinutes(1));
      assertThatThrownBy(() -> await(connecting)).isInstanceOf(TimeoutError.class);
    });
  }

  /// After so many turns of the loop the attempt is looked up, dialled, connected, handed over.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void cancelledAfterSomeTurns(int turns) {
    try (ListeningSocket listener = Netutil.bindSockets(0, "127.0.0.1").getFirst()) {
      assertNothingStays(() -> {
        CompletableFuture<IOStream> connecting =
            new TCPClient().connect("127.0.0.1", listener.port(), LIMITED);
        for (int i = 0; i < turns; i++) {
          turn();
        }
        if (!connecting.cancel(true)) {
          await(connecting).close();
        }
      });
    }
  }

  @Test
  void handshakeThatFails() {
    var certificates = Certificates.inTemporaryFolder();
    var server = new EchoServer(certificates.server().build());
    run(() -> server.listen(0, "127.0.0.1"));
    var options = ConnectOptions.builder().ssl(certificates.client().build()).build();

    try (var _ = LogRecorder.of("tornado.general")) {
      assertNothingStays(() ->
          assertThatThrownBy(
                  () -> await(new TCPClient().connect("127.0.0.1", server.port(), options)))
              .isNotNull());
    }
    server.stop();
  }

  /// The server is reached and never answers.
  @Test
  void handshakeThatIsGivenUp() {
    var options =
        ConnectOptions.builder()
            .ssl(SSLOptions.client().build())
            .timeout(Duration.ofSeconds(30))
            .build();
    try (ListeningSocket listener = Netutil.bindSockets(0, "127.0.0.1").getFirst()) {
      assertNothingStays(() -> {
        CompletableFuture<IOStream> connecting =
            new TCPClient().connect("127.0.0.1", listener.port(), options);
        for (int i = 0; i < 10; i++) {
          turn();
        }
        // Before the handshake's own limit, which is a minute.
        advance(Duration.ofSeconds(30));
        assertThatThrownBy(() -> await(connecting)).isInstanceOf(TimeoutError.class);
      });
    }
  }
}
