// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.iostream.IOStreamOptions;
import tornado.netutil.BindOptions.Family;

class ConnectOptionsTest {
  private final ConnectOptions.Builder builder = ConnectOptions.builder();

  @Test
  void defaults() {
    ConnectOptions options = ConnectOptions.DEFAULT;

    assertThat(options.family()).isEqualTo(Family.ANY);
    assertThat(options.ssl()).isNull();
    assertThat(options.sourceIp()).isNull();
    assertThat(options.sourcePort()).isZero();
    assertThat(options.timeout()).isNull();
    assertThat(options.streamOptions()).isSameAs(IOStreamOptions.DEFAULT);
  }

  @Test
  void theSourceDecidesTheFamily() {
    assertThat(builder.source("127.0.0.1", 0).build().family()).isEqualTo(Family.INET);
    assertThat(builder.source("::1", 0).build().family()).isEqualTo(Family.INET6);
    assertThat(builder.source(null, 80).build().family()).isEqualTo(Family.ANY);
  }

  @Test
  void aSourceOfTheOtherFamilyIsRefused() {
    builder.family(Family.INET6).source("127.0.0.1", 0);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("source ip is not of family INET6: 127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "127.0.0.1:80", "[::1]"})
  void aSourceThatIsNoAddressIsRefused(String ip) {
    assertThatThrownBy(() -> builder.source(ip, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("source ip is no IP address: " + ip);
  }

  @Test
  void portsOutOfRangeAreRefused() {
    var client = new TCPClient();

    assertThatThrownBy(() -> builder.source(null, -1)).hasMessage("port < 0 or > 65535: -1");
    assertThatThrownBy(() -> builder.source(null, 65_536)).hasMessage("port < 0 or > 65535: 65536");
    assertThatThrownBy(() -> client.connect("localhost", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("port <= 0 or > 65535: 0");
    assertThatThrownBy(() -> client.connect("localhost", 65_536))
        .hasMessage("port <= 0 or > 65535: 65536");
  }

  @Test
  void timeoutsThatLeaveNoTimeAreRefused() {
    assertThatThrownBy(() -> builder.timeout(Duration.ZERO)).hasMessage("timeout <= 0: PT0S");
    assertThatThrownBy(() -> builder.timeout(Duration.ofMillis(-1)))
        .hasMessage("timeout <= 0: PT-0.001S");
  }
}
