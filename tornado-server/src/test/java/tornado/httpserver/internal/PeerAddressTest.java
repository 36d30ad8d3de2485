// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "::1, ::1",
    "::, ::",
    "1::, 1::",
    "2001:db8::1, 2001:db8::1",
    "2001:DB8:0:0:0:0:2:1, 2001:db8::2:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "0:0:1:2:3:4:5:6, ::1:2:3:4:5:6",
    "::ffff:1.2.3.4, 1.2.3.4",
    "fe80::1%1, fe80::1",
  })
  void showsTheShortForm(String literal, String shown) {
    var address = new InetSocketAddress(InetAddress.ofLiteral(literal), 80);

    assertThat(PeerAddress.ip(address)).isEqualTo(shown);
    assertThat(PeerAddress.forLog(address)).isEqualTo(shown);
  }

  @Test
  void peerWithoutAnIPAddressHasTheUnspecifiedOne() {
    SocketAddress unix = UnixDomainSocketAddress.of("/run/tornado.sock");

    assertThat(PeerAddress.ip(unix)).isEqualTo("0.0.0.0");
    assertThat(PeerAddress.forLog(unix)).isEqualTo("/run/tornado.sock");
    assertThat(PeerAddress.ip(InetSocketAddress.createUnresolved("nowhere", 80)))
        .isEqualTo("0.0.0.0");
  }
}
