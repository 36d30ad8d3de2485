// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;

/// Requests that other sites cause, as browsers tell. The host of these requests is `a`.
final class CSRFPolicyTest extends WebFixture {
  private WireClient serve(CSRFPolicy policy) throws IOException {
    return serve(
        Application.builder().csrf(policy).route("/", handler(handler -> handler.write("ok"))));
  }

  private void assertForbidden(CSRFPolicy policy, String why, String... fields) throws IOException {
    WireClient client = serve(policy);

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.post("/", "", fields).code()).isEqualTo(403);
      assertThat(log.lines()).containsExactly("WARN 403 POST / (127.0.0.1): " + why);
    }
    assertThat(client.get("/", fields).body()).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none"})
  void requestOfTheSameOriginNeedsNoToken(String site) throws IOException {
    WireClient client = serve(CSRFPolicy.SAME_ORIGIN);

    assertThat(client.post("/", "", "Sec-Fetch-Site: " + site).body()).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "Same-Origin", "unknown"})
  void requestOfAnotherSiteIsForbiddenWhateverItsOriginSays(String site) throws IOException {
    assertForbidden(
        CSRFPolicy.SAME_ORIGIN,
        "request comes from another site",
        "Sec-Fetch-Site: " + site,
        "Origin: http://a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a", "https://a", "https://A", "https://a:443", "http://a:80"})
  void originOfTheSameHostNeedsNoToken(String origin) throws IOException {
    WireClient client = serve(CSRFPolicy.SAME_ORIGIN);

    assertThat(client.post("/", "", "Origin: " + origin).body()).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "http://b",
        "http://a.b",
        "http://a:8080",
        "https://a:80",
        "http://a/",
        "http://b@a",
        "a",
        "://a",
        "http://"
      })
  void otherOriginIsForbidden(String origin) throws IOException {
    assertForbidden(CSRFPolicy.SAME_ORIGIN, "request comes from another site", "Origin: " + origin);
  }

  @Test
  void trustedOriginPasses() throws IOException {
    WireClient client = serve(CSRFPolicy.trusting("https://Shop.example"));

    String[] fields = {"Sec-Fetch-Site: cross-site", "Origin: https://shop.example"};
    assertThat(client.post("/", "", fields).body()).isEqualTo("ok");
    assertForbidden(
        CSRFPolicy.trusting("https://shop.example"),
        "request comes from another site",
        "Origin: http://shop.example");
  }

  @Test
  void clientThatSaysNothingNeedsAToken() throws IOException {
    assertForbidden(CSRFPolicy.SAME_ORIGIN, "'_xsrf' argument missing from POST");
    assertThat(connect().post("/?_xsrf=xoxo", "", "Cookie: _xsrf=xoxo").body()).isEqualTo("ok");
  }

  @ParameterizedTest
  @CsvSource({"shop.example", "https://", "https://a/path", "null", "''"})
  void originThatIsNoneIsRefused(String origin) {
    assertThatThrownBy(() -> CSRFPolicy.trusting(origin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected scheme://host but was '" + origin + "'");
  }
}
