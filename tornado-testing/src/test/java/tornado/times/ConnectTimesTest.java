// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tornado.httpclient.HTTPRequest;

/// How long the client's way to a connection takes, and may take.
@OnVirtualTime
final class ConnectTimesTest extends ClientTimesFixture {
  @Test
  void connectTimeout() {
    host().blackhole();

    assertThat(failure(request().connectTimeout(Duration.ofSeconds(20))))
        .isEqualTo(
            "PT20S HTTP 599: Timeout while connecting after 20000 ms (connectTimeout): " + URL);
  }

  @Test
  void connectTimeoutCountsTheLookup() {
    host().lookupTime(Duration.ofSeconds(15)).blackhole();

    assertThat(failure(request().connectTimeout(Duration.ofSeconds(20))))
        .startsWith("PT20S HTTP 599: Timeout while connecting");
  }

  @Test
  void handshakeTimeout() {
    serve(new Says(SECOND));
    String url = "https://" + HOST + ":80/";

    String why =
        failure(
            HTTPRequest.builder(url).requestTimeout(NEVER).connectTimeout(Duration.ofSeconds(3)));

    assertThat(why)
        .isEqualTo(
            "PT3S HTTP 599: Timeout during the TLS handshake after 3000 ms (connectTimeout): "
                + url);
  }

  @Test
  void waitForAnAnswerIsNoConnecting() {
    serve(new Says(Duration.ofHours(1), HEAD, "abcd"));

    assertThat(fetch(request().connectTimeout(SECOND)).text()).isEqualTo("abcd");
  }

  @Test
  void latencyOfTheNetworkCounts() {
    host().latency(Duration.ofSeconds(2));
    serve(new Says(Duration.ZERO, HEAD + "abcd"));

    assertThat(fetch(request()).text()).isEqualTo("abcd");
    // There and back to connect, and again to ask.
    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void brokenFamilyCostsAHeadStart() {
    serve(new Says(Duration.ZERO, HEAD + "abcd"));
    network().host("fd00::99").blackhole();
    network().host("both.example").resolvesTo("fd00::99", host().address().getHostAddress());

    String text = fetch(HTTPRequest.builder("http://both.example/").requestTimeout(NEVER)).text();

    assertThat(text).isEqualTo("abcd");
    assertThat(elapsed()).isEqualTo(Duration.ofMillis(300));
  }
}
