// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Requests for hosts that are ours, and for others.
final class AllowedHostsTest extends FilterFixture {
  private static final AllowedHosts FILTER =
      AllowedHosts.of("Example.com", ".example.org", "127.0.0.1", "[::1]");

  private static WireResponse get(WireClient client, String host) throws IOException {
    return client.exchange("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "EXAMPLE.com",
        "example.com:8888",
        "a.example.org",
        "a.b.example.org",
        "127.0.0.1:80",
        "[::1]:80"
      })
  void ours(String host) throws IOException {
    assertThat(get(serve(FILTER), host).body()).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example.com",
        "example.org",
        "badexample.org",
        "example.com.evil.com",
        "example.comm",
        "127.0.0.2",
        "localhost"
      })
  void others(String host) throws IOException {
    WireClient client = serve(FILTER);

    try (LogRecorder log = warnings()) {
      WireResponse response = get(client, host);

      assertThat(response.status()).isEqualTo("400 Bad Request");
      assertThat(response.body()).doesNotContain(host);
      assertThat(log.lines()).singleElement().asString().endsWith("not allowed: " + host);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "*", "*.example.com", "http://a", "a b", "a/b", "a:80 "})
  void whatIsNoHost(String host) {
    assertThatThrownBy(() -> AllowedHosts.of(host)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thereMustBeOne() {
    assertThatThrownBy(AllowedHosts::of).hasMessage("hosts is empty");
  }
}
