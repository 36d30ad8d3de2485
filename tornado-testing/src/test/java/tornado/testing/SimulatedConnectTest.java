// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;
import tornado.iostream.IOStream;
import tornado.netutil.BindOptions;
import tornado.netutil.ListeningSocket;
import tornado.netutil.Netutil;
import tornado.tcpclient.ConnectOptions;
import tornado.tcpclient.TCPClient;

/// Attempts to connect over a simulated network.
final class SimulatedConnectTest extends SimulatedNetworkFixture {
  @Test
  void hostRefuses() {
    run(() -> {
      listen();
      host().refuse();

      assertThat(failure(dial()))
          .isInstanceOf(ConnectException.class)
          .hasMessage("Connection refused");
    });
  }

  @Test
  void hostAcceptsAgainOnceRestored() {
    run(() -> {
      List<IOStream> accepted = listen();
      host().refuse().restore();

      await(dial());

      assertThat(accepted).hasSize(1);
    });
  }

  @Test
  void attemptsInTheDarkTimeOutAsOnLinux() {
    run(() -> {
      listen();
      host().blackhole();

      assertThat(failure(dial()))
          .isInstanceOf(ConnectException.class)
          .hasMessage("Connection timed out");
      assertThat(elapsed()).isEqualTo(Duration.ofSeconds(127));
    });
  }

  @Test
  void attemptsAreRepeated() {
    run(() -> {
      listen();
      network().partition("localhost", HOST);
      CompletableFuture<IOStream> connected = dial();
      await(Async.sleep(Duration.ofSeconds(2)));

      network().heal("localhost", HOST);
      await(connected);

      assertThat(elapsed()).isEqualTo(Duration.ofSeconds(3));
    });
  }

  @Test
  void addressOfNobodyCannotBeReached() {
    run(() -> {
      host().resolvesTo("192.0.2.1");
      network().host("other.example").resolvesTo("192.0.2.1");

      assertThat(failure(new TCPClient().connect("192.0.2.99", PORT)))
          .isInstanceOf(NoRouteToHostException.class)
          .hasMessage("No route to host");
    });
  }

  @Test
  void fullBacklogDoesNotAnswer() {
    run(() -> {
      host();
      var one = BindOptions.builder().backlog(1).build();
      ListeningSocket socket = Netutil.bindSockets(PORT, HOST, one).getFirst();
      await(dial());
      CompletableFuture<IOStream> second = dial();
      await(Async.sleep(Duration.ofMillis(500)));
      assertThat(second).isNotDone();

      Netutil.addAcceptHandler(socket, (connection, _) -> new IOStream(connection));
      await(second);

      assertThat(elapsed()).isEqualTo(Duration.ofSeconds(1));
    });
  }

  /// The connection there is ends with a reset, since nobody has it any more.
  @Test
  void clientThatGaveUpResetsWhatIsAccepted() {
    run(() -> {
      host().latency(Duration.ofMillis(80));
      List<IOStream> accepted = listen();
      var limit = ConnectOptions.builder().timeout(Duration.ofMillis(100)).build();
      CompletableFuture<IOStream> connected = new TCPClient().connect(HOST, PORT, limit);
      await(Async.sleep(Duration.ofSeconds(1)));
      assertThat(connected).isCompletedExceptionally();

      assertThat(failure(accepted.getFirst().readBytes(1))).hasMessage("Connection reset");
    });
  }

  @Test
  void secondFamilyStartsAfterAMoment() {
    run(() -> {
      network().host("fd00::99").blackhole();
      host().resolvesTo("fd00::99", "10.0.0.2");
      Netutil.addAcceptHandler(
          Netutil.bindSockets(PORT).getFirst(), (connection, _) -> new IOStream(connection));

      IOStream client = await(dial());

      assertThat(client.remoteAddress()).asString().contains("10.0.0.2");
      assertThat(elapsed()).isEqualTo(Duration.ofMillis(300));
    });
  }

  @Test
  void sourceIsOneOfTheNetworks() {
    run(() -> {
      List<IOStream> accepted = listen();
      InetAddress own = network().host("client.example").address();
      var from = ConnectOptions.builder().source(own.getHostAddress(), 0).build();

      await(new TCPClient().connect(HOST, PORT, from));

      assertThat(accepted.getFirst().remoteAddress()).asString().contains(own.getHostAddress());
    });
  }

  @Test
  void sourceThatNobodyHasIsRefused() {
    run(() -> {
      listen();
      var from = ConnectOptions.builder().source("192.0.2.1", 0).build();

      assertThat(failure(new TCPClient().connect(HOST, PORT, from)))
          .hasMessageContaining("Cannot assign requested address");
    });
  }
}
