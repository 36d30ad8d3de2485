// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThatCode;
import static tornado.ioloop.Async.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.fixture.LoopFixture;
import tornado.iostream.IOStream;
import tornado.iostream.IOStreamOptions;
import tornado.iostream.StreamBufferFullError;
import tornado.iostream.StreamClosedError;
import tornado.netutil.BindFailedException;
import tornado.netutil.BindOptions.Family;
import tornado.netutil.Resolver;
import tornado.netutil.UnresolvedHostException;

/// Connections over the loopback interface. Carried over from Tornado's `tcpclient_test.TCPClientTest`.
class TCPClientTest extends LoopFixture {
  private void doTestConnect(String listenOn, String host, ConnectOptions options) {
    run(() -> {
      var server = new EchoServer();
      server.listen(0, listenOn);

      IOStream stream = await(new TCPClient().connect(host, server.port(), options));

      await(stream.write("hello\n"));
      assertThat(await(stream.readUntil("\n")).utf8()).isEqualTo("hello\n");
      stream.close();
      server.stop();
    });
  }

  private static void assumeIPv6() {
    assumeThatCode(() -> new ServerSocket(0, 1, InetAddress.ofLiteral("::1")).close())
        .doesNotThrowAnyException();
  }

  /// Knows every host by these addresses.
  private static Resolver knowing(String... ips) {
    return (_, port, _) ->
        CompletableFuture.completedFuture(Arrays.stream(ips).map(ip -> address(ip, port)).toList());
  }

  private static InetSocketAddress address(String ip, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
  }

  private static int refusingPort() throws Exception {
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    }
  }

  @Test
  void connectIpv4Ipv4() {
    doTestConnect("127.0.0.1", "127.0.0.1", ConnectOptions.builder().family(Family.INET).build());
  }

  @Test
  void connectIpv4Dual() {
    doTestConnect("127.0.0.1", "localhost", ConnectOptions.builder().family(Family.INET).build());
  }

  @Test
  void connectIpv6Ipv6() {
    assumeIPv6();
    doTestConnect("::1", "::1", ConnectOptions.builder().family(Family.INET6).build());
  }

  @Test
  void connectUnspecIpv4() {
    doTestConnect("127.0.0.1", "127.0.0.1", ConnectOptions.DEFAULT);
  }

  @Test
  void connectUnspecIpv6() {
    assumeIPv6();
    doTestConnect("::1", "::1", ConnectOptions.DEFAULT);
  }

  @Test
  void connectUnspecDual() {
    doTestConnect("localhost", "localhost", ConnectOptions.DEFAULT);
  }

  /// The host has addresses of both families, and the server listens on the second only.
  @Test
  void connectIpv6Dual() {
    assumeIPv6();
    run(() -> {
      var server = new EchoServer();
      server.listen(0, "::1");

      IOStream stream =
          await(new TCPClient(knowing("127.0.0.1", "::1")).connect("dual.test", server.port()));

      assertThat(stream.remoteAddress()).isEqualTo(address("::1", server.port()));
      stream.close();
      server.stop();
    });
  }

  @Test
  void refusedIpv4() throws Exception {
    int port = refusingPort();

    run(() ->
        assertThatThrownBy(() -> await(new TCPClient().connect("127.0.0.1", port)))
            .isInstanceOf(ConnectFailedException.class)
            .hasMessage("127.0.0.1:" + port + ": Connection refused")
            .hasCauseInstanceOf(java.net.ConnectException.class));
  }

  @Test
  void eachAddressThatRefusedIsListed() throws Exception {
    assumeIPv6();
    int port = refusingPort();

    run(() ->
        assertThatThrownBy(
                () -> await(new TCPClient(knowing("127.0.0.1", "::1")).connect("two.test", port)))
            .isInstanceOf(ConnectFailedException.class)
            .hasMessage(
                "127.0.0.1:%d: Connection refused; [0:0:0:0:0:0:0:1]:%d: Connection refused",
                port, port));
  }

  @Test
  void sourceIpFail() {
    run(() -> {
      var options = ConnectOptions.builder().source("203.0.113.8", 0).build();

      assertThatThrownBy(() -> await(new TCPClient().connect("127.0.0.1", 1, options)))
          .isInstanceOf(BindFailedException.class)
          .hasMessage("can't connect from 203.0.113.8:0: Cannot assign requested address");
    });
  }

  @Test
  void sourceIpSuccess() {
    doTestConnect(
        "127.0.0.1", "127.0.0.1", ConnectOptions.builder().source("127.0.0.1", 0).build());
  }

  @Test
  void sourcePortFail() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var options = ConnectOptions.builder().source(null, taken.getLocalPort()).build();

      run(() ->
          assertThatThrownBy(() -> await(new TCPClient().connect("127.0.0.1", 1, options)))
              .isInstanceOf(BindFailedException.class)
              .hasMessage(
                  "can't connect from 127.0.0.1:%d: Address already in use", taken.getLocalPort()));
    }
  }

  @Test
  void theServerSeesOurAddress() {
    InetAddress own = InetAddress.ofLiteral("127.0.0.2");
    assumeThatCode(() -> new ServerSocket(0, 1, own).close()).doesNotThrowAnyException();
    run(() -> {
      var server = new EchoServer();
      server.listen(0, "127.0.0.1");
      var options = ConnectOptions.builder().source("127.0.0.2", 0).build();

      IOStream stream = await(new TCPClient().connect("localhost", server.port(), options));

      assertThat(((InetSocketAddress) await(server.firstClient())).getAddress()).isEqualTo(own);
      stream.close();
      server.stop();
    });
  }

  /// From an address of one family no server of the other can be reached.
  @Test
  void onlyAddressesOfTheSourcesFamilyAreTried() {
    run(() -> {
      var options = ConnectOptions.builder().source("127.0.0.1", 0).build();

      assertThatThrownBy(() -> await(new TCPClient().connect("::1", 1, options)))
          .isInstanceOf(UnresolvedHostException.class);
    });
  }

  @Test
  void unknownHostFails() {
    run(() ->
        assertThatThrownBy(() -> await(new TCPClient().connect("an.invalid", 80)))
            .isInstanceOf(UnresolvedHostException.class)
            .hasMessageContaining("an.invalid"));
  }

  @Test
  void aResolverThatBreaksItsPromiseIsNoReasonToHang() {
    run(() -> {
      Resolver empty = (_, _, _) -> CompletableFuture.completedFuture(List.of());
      Resolver unresolved =
          (host, port, _) ->
              CompletableFuture.completedFuture(
                  List.of(InetSocketAddress.createUnresolved(host, port)));

      assertThatThrownBy(() -> await(new TCPClient(empty).connect("a.test", 80)))
          .isInstanceOf(UnresolvedHostException.class);
      assertThatThrownBy(() -> await(new TCPClient(unresolved).connect("a.test", 80)))
          .isInstanceOf(ConnectFailedException.class)
          .hasMessage("a.test:80: a.test");
    });
  }

  @Test
  void theStreamHasTheLimitsAskedFor() {
    var limits = IOStreamOptions.builder().maxBufferSize(100).build();
    var options = ConnectOptions.builder().streamOptions(limits).build();
    try (var _ = LogRecorder.of("tornado.general")) {
      run(() -> {
        var server = new EchoServer();
        server.listen(0, "127.0.0.1");
        IOStream stream = await(new TCPClient().connect("127.0.0.1", server.port(), options));

        stream.write("x".repeat(1000) + "\n");

        assertThatThrownBy(() -> await(stream.readUntil("\n")))
            .isInstanceOfSatisfying(
                StreamClosedError.class,
                e -> assertThat(e.realError()).isInstanceOf(StreamBufferFullError.class));
        server.stop();
      });
    }
  }
}
