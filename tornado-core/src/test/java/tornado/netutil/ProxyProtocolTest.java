// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProxyProtocolTest {
  private static final SocketAddress UNIX = UnixDomainSocketAddress.of("");

  private static SocketAddress address(String ip) {
    return new InetSocketAddress(InetAddress.ofLiteral(ip), 4711);
  }

  @Test
  void trustsTheNetworksGivenAndNoOther() {
    ProxyProtocol proxy = ProxyProtocol.builder().trust("10.0.0.0/8").trust("::1").build();

    assertThat(proxy.trusts(address("10.1.2.3"))).isTrue();
    assertThat(proxy.trusts(address("::1"))).isTrue();
    assertThat(proxy.trusts(address("127.0.0.1"))).isFalse();
    assertThat(proxy.trusts(UNIX)).isFalse();
    assertThat(proxy.trusts(InetSocketAddress.createUnresolved("10.1.2.3", 1))).isFalse();
  }

  @Test
  void mayTrustUnixSocketsOnly() {
    ProxyProtocol proxy = ProxyProtocol.builder().trustUnixSockets().build();

    assertThat(proxy.trusts(UNIX)).isTrue();
    assertThat(proxy.trusts(address("127.0.0.1"))).isFalse();
  }

  @Test
  void somebodyHasToBeTrusted() {
    assertThatThrownBy(() -> ProxyProtocol.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no proxy is trusted");
  }

  @Test
  void limitsHaveToMakeSense() {
    ProxyProtocol.Builder builder = ProxyProtocol.builder();

    assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).hasMessage("timeout <= 0: PT0S");
    assertThatThrownBy(() -> builder.maxHeaderSize(231)).hasMessage("byteCount < 232: 231");
    assertThatThrownBy(() -> builder.trust("10.0.0.1/8"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
