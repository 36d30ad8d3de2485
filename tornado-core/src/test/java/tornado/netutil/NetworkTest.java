// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "192.0.2.128/25, 192.0.2.128, true",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.0, false",
    "192.0.2.1/32, 192.0.2.1, true",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fc00::1, false",
    "::1, ::1, true",
    "::/0, ::1, true",
    "::/0, 127.0.0.1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
  })
  void containsWhatBeginsWithItsBits(String network, String address, boolean contained) {
    assertThat(Network.parse(network).contains(InetAddress.ofLiteral(address)))
        .isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/+8",
        "10.0.0.0/ 8",
        "10/8",
        "::/129",
        "localhost",
        "10.0.0.0/8/8",
        "fe80::1%1"
      })
  void refusesWhatIsNoNetwork(String text) {
    assertThatThrownBy(() -> Network.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("but was '" + text + "'");
  }

  /// Who writes `10.1.2.3/8` may have meant the one address.
  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3/8", "10.0.0.1/31", "::1/127", "0.0.0.1/0"})
  void refusesAnAddressThatIsNotTheFirst(String text) {
    assertThatThrownBy(() -> Network.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a network's first address but was '%s'", text);
  }

  @Test
  void blockOfWhatIsNoAddressIsRefused() {
    ByteString v4 = ByteString.of(new byte[4]);

    assertThatThrownBy(() -> new Network(ByteString.of(new byte[5]), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("first is no address: 0000000000");
    assertThatThrownBy(() -> new Network(v4, 33))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bits < 0 or > 32: 33");
    assertThatThrownBy(() -> new Network(v4, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
