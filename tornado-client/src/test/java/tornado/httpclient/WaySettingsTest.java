// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/// What builders take about the way to servers. Python: `proxy_host` and those beside it.
final class WaySettingsTest {
  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      UnaryOperator<HTTPRequest.Builder> settings) {
    return assertThatThrownBy(
            () -> settings.apply(HTTPRequest.builder("http://far.example/")).build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hostNeedsAPort() {
    assertRefused(request -> request.proxyHost("proxy")).hasMessage("proxyHost without proxyPort");
    assertRefused(request -> request.proxyHost("proxy").proxyPort(0))
        .hasMessage("proxyPort <= 0 or > 65535: 0");
    assertRefused(request -> request.proxyHost("proxy").proxyPort(65_536))
        .hasMessage("proxyPort <= 0 or > 65535: 65536");
  }

  @Test
  void hostIsNoUrl() {
    assertRefused(request -> request.proxyHost("http://u:secret@proxy").proxyPort(1))
        .hasMessageStartingWith("proxyHost is no host (proxy takes a URL): ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void loginNeedsAProxy() {
    assertRefused(request -> request.proxyUsername("u"))
        .hasMessage("proxyUsername without a proxy");
  }

  @Test
  void otherWaysToLogInAreNeverBasic() {
    assertRefused(request -> request.proxyAuthMode("digest"))
        .hasMessage("proxyAuthMode is not 'basic': 'digest'");
  }

  @Test
  void loginMustFitIntoSocks() {
    assertRefused(request -> request.proxy("socks5://u:@proxy"))
        .hasMessage("proxyPassword has no bytes, or more than SOCKS has room for: 0");
    assertRefused(request ->
            request.proxy("socks5h://proxy").proxyUsername("u").proxyPassword("\u00e9".repeat(128)))
        .hasMessage("proxyPassword has no bytes, or more than SOCKS has room for: 256");
  }

  @Test
  void ipv6AddressOfAProxyMayHaveBrackets() {
    for (String host : new String[] {"::1", "[::1]"}) {
      HTTPRequest request =
          HTTPRequest.builder("http://far.example/").proxyHost(host).proxyPort(81).build();

      Way way = Objects.requireNonNull(request.way());

      assertThat(way.proxy())
          .isEqualTo(new ProxyServer(ProxyServer.Kind.HTTP, "::1", 81, null, ""));
    }
  }

  @Test
  void nothingSaidIsNoWay() {
    assertThat(HTTPRequest.of("http://far.example/").way()).isNull();
    assertThat(HTTPRequest.builder("http://far.example/").allowIpv6(true).build().way()).isNull();
  }
}
