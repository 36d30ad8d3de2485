// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Python: netutil_test, TestPortAllocation and IsValidIPTest.
final class NetutilTest {
  @Test
  void samePortAllocation() {
    List<ListeningSocket> sockets = Netutil.bindSockets(0, "localhost");

    assertThat(sockets).extracting(ListeningSocket::port).containsOnly(sockets.getFirst().port());
    assertThat(sockets.getFirst().port()).isPositive();
    sockets.forEach(ListeningSocket::close);
  }

  @Test
  void bindsIpv4BeforeIpv6() {
    List<ListeningSocket> sockets = Netutil.bindSockets(0, "localhost");

    assertThat(sockets)
        .extracting(socket -> ip(socket) instanceof Inet4Address)
        .isSortedAccordingTo((a, b) -> Boolean.compare(b, a));
    sockets.forEach(ListeningSocket::close);
  }

  @Test
  void reusePort() {
    var options = BindOptions.builder().reusePort(true).build();

    ListeningSocket first = Netutil.bindSockets(0, "127.0.0.1", options).getFirst();
    ListeningSocket second = Netutil.bindSockets(first.port(), "127.0.0.1", options).getFirst();

    assertThat(second.port()).isEqualTo(first.port());
    first.close();
    second.close();
  }

  @Test
  void allInterfacesWithReusableAddressNotBlocking() throws Exception {
    List<ListeningSocket> sockets = Netutil.bindSockets(0);

    assertThat(sockets).hasSize(1);
    var channel = ((ChannelListener) sockets.getFirst().listener()).channel();
    assertThat(ip(sockets.getFirst()).isAnyLocalAddress()).isTrue();
    assertThat(channel.getOption(StandardSocketOptions.SO_REUSEADDR)).isTrue();
    assertThat(channel.isBlocking()).isFalse();
    sockets.getFirst().close();
    assertThat(sockets.getFirst().closed()).isTrue();
  }

  @Test
  void familyChoosesAddresses() {
    var options = BindOptions.builder().family(BindOptions.Family.INET).build();

    List<ListeningSocket> local = Netutil.bindSockets(0, "localhost", options);
    List<ListeningSocket> everywhere = Netutil.bindSockets(0, null, options);

    assertThat(local).hasSize(1);
    assertThat(ip(local.getFirst())).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
    assertThat(ip(everywhere.getFirst())).isEqualTo(InetAddress.ofLiteral("0.0.0.0"));
    local.forEach(ListeningSocket::close);
    everywhere.forEach(ListeningSocket::close);
  }

  @Test
  void backlogMustBePositive() {
    assertThatThrownBy(() -> BindOptions.builder().backlog(0)).hasMessage("backlog <= 0: 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "4.4.4.4",
        "255.255.255.255",
        "::1",
        "::",
        "2620:0:1cfe:face:b00c::3",
        "2001:DB8::1",
        "::ffff:1.2.3.4"
      })
  void isValidIp(String ip) {
    assertThat(Netutil.isValidIp(ip)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n",
        " 127.0.0.1",
        "127.0.0.1 ",
        "127.0.0.1\n",
        "\0",
        "\0127.0.0.1",
        "localhost",
        "www.google.com",
        "4.4.4.4<",
        "4.4.4",
        "4",
        "256.1.1.1",
        "1.2.3.4.5",
        "[::1]",
        "::1%lo",
        ":::1",
        "1::2::3",
        "12345::",
        "\u0661.2.3.4",
        "\uff11::1",
        "fe80::g",
        ".",
        ":"
      })
  void isNotAValidIp(String text) {
    assertThat(Netutil.isValidIp(text)).isFalse();
  }

  @Test
  void hundredCharactersAreNotAValidIp() {
    assertThat(Netutil.isValidIp("x".repeat(100))).isFalse();
    assertThat(Netutil.isValidIp("1".repeat(100))).isFalse();
  }

  private static InetAddress ip(ListeningSocket socket) {
    return ((InetSocketAddress) socket.localAddress()).getAddress();
  }
}
