// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tornado.fixture.LoopFixture;
import tornado.iostream.IOStream;

/// Connections that leave by a named interface.
final class NetworkInterfaceTest extends LoopFixture {
  private ConnectOptions byLoopback = ConnectOptions.DEFAULT;

  @BeforeEach
  void find() throws Exception {
    NetworkInterface loopback =
        NetworkInterface.getByInetAddress(InetAddress.ofLiteral("127.0.0.1"));
    byLoopback = ConnectOptions.builder().networkInterface(loopback).build();
  }

  @Test
  void startsFromItsAddress() {
    run(() -> {
      var server = new EchoServer();
      server.listen(0, "127.0.0.1");

      IOStream stream = await(new TCPClient().connect("127.0.0.1", server.port(), byLoopback));

      assertThat(stream.localAddress())
          .isInstanceOfSatisfying(
              InetSocketAddress.class,
              local -> assertThat(local.getAddress().isLoopbackAddress()).isTrue());
      stream.close();
      server.stop();
    });
  }

  @Test
  void familyThatItHasNoAddressOfIsSkipped() {
    NetworkInterface loopback = Objects.requireNonNull(byLoopback.networkInterface());
    boolean v6 = loopback.inetAddresses().anyMatch(Inet6Address.class::isInstance);
    List<InetSocketAddress> addresses =
        Stream.of("::1", "127.0.0.1")
            .map(ip -> new InetSocketAddress(InetAddress.ofLiteral(ip), 1))
            .toList();
    var client = new TCPClient((_, _, _) -> CompletableFuture.completedFuture(addresses));

    run(() ->
        assertThatThrownBy(() -> await(client.connect("two.test", 1, byLoopback)))
            .isInstanceOf(ConnectFailedException.class)
            .hasMessageContaining(v6 ? "Connection refused" : " has no IPv6 address")
            .hasMessageContaining("127.0.0.1:1: Connection refused"));
  }
}
