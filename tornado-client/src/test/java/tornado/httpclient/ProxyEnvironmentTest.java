// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The variables that name proxies, and the exceptions.
final class ProxyEnvironmentTest {
  private static @Nullable String proxyFor(String url, Map<String, String> variables) {
    ProxyServer proxy = ProxyEnvironment.of(variables).proxyFor(ClientURL.parse(url));
    return proxy == null ? null : proxy.kind() + " " + proxy;
  }

  @Test
  void eachSchemeHasItsOwn() {
    var variables =
        Map.of("http_proxy", "one:81", "https_proxy", "http://two/", "all_proxy", "three:83");

    assertThat(proxyFor("http://a/", variables)).isEqualTo("HTTP one:81");
    assertThat(proxyFor("https://a/", variables)).isEqualTo("HTTP two:80");
  }

  @Test
  void allProxyIsForTheRest() {
    var variables = Map.of("https_proxy", "one:81", "ALL_PROXY", "socks5h://two");

    assertThat(proxyFor("http://a/", variables)).isEqualTo("SOCKS5H two:1080");
    assertThat(proxyFor("https://a/", variables)).isEqualTo("HTTP one:81");
  }

  @Test
  void smallNamesCountBeforeCapitals() {
    var variables = Map.of("https_proxy", "one:81", "HTTPS_PROXY", "two:82", "NO_PROXY", "b");

    assertThat(proxyFor("https://a/", variables)).isEqualTo("HTTP one:81");
    assertThat(proxyFor("https://b/", variables)).isNull();
  }

  @Test
  void emptyMeansNone() {
    var variables = Map.of("http_proxy", " ", "all_proxy", "");

    assertThat(proxyFor("http://a/", variables)).isNull();
    assertThat(proxyFor("http://a/", Map.of())).isNull();
  }

  /// In a CGI program HTTP_PROXY is the request's field Proxy.
  @Test
  void httpProxyInCapitalsIsNotBelievedWithinCgi() {
    var variables =
        Map.of("HTTP_PROXY", "evil:1", "HTTPS_PROXY", "good:2", "REQUEST_METHOD", "GET");

    assertThat(proxyFor("http://a/", variables)).isNull();
    assertThat(proxyFor("https://a/", variables)).isEqualTo("HTTP good:2");
    assertThat(proxyFor("http://a/", Map.of("HTTP_PROXY", "good:1"))).isEqualTo("HTTP good:1");
  }

  @Test
  void userAndPasswordAreReadAndNotShown() {
    ProxyServer proxy = ProxyServer.parse("socks5://a%40b:c%3ad@[::1]:81");

    assertThat(proxy.username()).isEqualTo("a@b");
    assertThat(proxy.password()).isEqualTo("c:d");
    assertThat(proxy).hasToString("[::1]:81");
  }

  @ParameterizedTest
  @CsvSource({
    "https_proxy, https://u:secret@proxy:1, proxy is not http:",
    "all_proxy, socks4://u:secret@proxy:1, proxy is not http:",
    "http_proxy, http://u:secret@:1, url has no valid host",
    "http_proxy, http://u:secret@proxy:99999, port",
    "no_proxy, 10.1.2.3/8, expected a network's first address but was '10.1.2.3/8'",
  })
  void whatCannotBeUsedIsSaidByName(String name, String value, String message) {
    assertThatThrownBy(() -> ProxyEnvironment.of(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + ": ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *                        | far.example      | 80   | true
          example.com              | example.com      | 80   | true
          example.com              | a.b.example.com  | 80   | true
          .example.com             | example.com      | 80   | true
          .example.com             | a.example.com    | 80   | true
          EXAMPLE.com              | example.com.     | 80   | true
          example.com              | badexample.com   | 80   | false
          example.com              | example.com.evil | 80   | false
          a.example,  b.example    | b.example        | 80   | true
          a.example b.example      | b.example        | 80   | true
          example.com:8080         | example.com      | 8080 | true
          example.com:8080         | example.com      | 80   | false
          192.0.2.1                | 192.0.2.1        | 80   | true
          192.0.2.1                | 192.0.2.10       | 80   | false
          192.0.2.1                | 1.192.0.2.1      | 80   | false
          192.0.2.1:81             | 192.0.2.1        | 80   | false
          10.0.0.0/8               | 10.9.8.7         | 80   | true
          10.0.0.0/8               | 11.9.8.7         | 80   | false
          10.0.0.0/8               | far.example      | 80   | false
          ::1                      | ::1              | 80   | true
          [::1]:81                 | 0:0:0:0:0:0:0:1  | 81   | true
          fd00::/8                 | fd12::1          | 80   | true
          ''                       | far.example      | 80   | false
          ' , '                    | far.example      | 80   | false
          """)
  void exceptionsMatch(String list, String host, int port, boolean matched) {
    assertThat(NoProxy.parse(list).matches(host, port)).isEqualTo(matched);
  }
}
