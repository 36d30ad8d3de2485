// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Tokens in forms against other sites. Python: web_test, XSRFTest, XSRFCookieNameTest and XSRFCookieKwargsTest.
final class XSRFTest extends WebFixture {
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
  private static final String MISSING = "'_xsrf' argument missing from POST";
  private static final String INVALID = "'_xsrf' argument has invalid format";
  private static final String MISMATCH = "XSRF cookie does not match POST argument";

  private String token = "";

  /// GET answers with the token, in the version that was asked for; POST with `ok`. The argument `user` says who it is.
  private static final class TokenHandler extends RequestHandler {
    @Override
    protected @Nullable String getCurrentUser() {
      return getArgument("user", null);
    }

    @Override
    public void get() {
      write(xsrfToken());
    }

    @Override
    public void post() {
      write("ok");
    }
  }

  private static Application.Builder app() {
    return Application.builder().route("/", TokenHandler::new).xsrfCookies(true);
  }

  private static String cookie(String value) {
    return "Cookie: _xsrf=" + value;
  }

  private void assertForbidden(String why, String target, String body, String... fields)
      throws IOException {
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(connect().post(target, body, fields).code()).isEqualTo(403);
      assertThat(log.lines()).singleElement().asString().endsWith(": " + why);
    }
  }

  @BeforeEach
  void getToken() throws IOException {
    token = serve(app()).get("/").body();
  }

  @Test
  void xsrfFailNoToken() throws IOException {
    assertForbidden(MISSING, "/", "");
    assertForbidden(MISSING, "/", "_xsrf=", FORM);
  }

  @Test
  void xsrfFailBodyNoCookie() throws IOException {
    assertForbidden(MISMATCH, "/", "_xsrf=" + token, FORM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3|00000000|00|1",
        "2|x|00|1",
        "2||00|1",
        "2|0000|00|1",
        "2|00000000||1",
        "2|00000000|00|x",
        "2|00000000|00",
        "2|",
      })
  void xsrfFailArgumentInvalidFormat(String given) throws IOException {
    assertForbidden(INVALID, "/", "", "X-Xsrftoken: " + given, cookie(token));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3|00000000|00|1", "2|", "2|x|00|1", "\"\""})
  void xsrfFailCookieInvalidFormat(String cookie) throws IOException {
    assertForbidden(MISMATCH, "/", "_xsrf=" + token, FORM, cookie(cookie));
  }

  @Test
  void xsrfFailCookieNoBody() throws IOException {
    assertForbidden(MISSING, "/", "", cookie(token));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deadbeef", "xoxo", "deadbee"})
  void xsrfSuccessShortOrNonHexToken(String own) throws IOException {
    WireResponse response = connect().post("/", "_xsrf=" + own, FORM, cookie(own));

    assertThat(response.body()).isEqualTo("ok");
  }

  @Test
  void xsrfSuccessPostBody() throws IOException {
    assertThat(connect().post("/", "_xsrf=" + token, FORM, cookie(token)).body()).isEqualTo("ok");
  }

  @Test
  void xsrfSuccessQueryString() throws IOException {
    assertThat(connect().post("/?_xsrf=" + token, "", cookie(token)).body()).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Xsrftoken", "X-CSRFToken"})
  void xsrfSuccessHeader(String field) throws IOException {
    assertThat(connect().post("/", "", field + ": " + token, cookie(token)).body()).isEqualTo("ok");
  }

  @Test
  void distinctTokens() throws IOException {
    List<String> tokens =
        List.of(connect().get("/").body(), connect().get("/").body(), connect().get("/").body());

    assertThat(tokens).doesNotHaveDuplicates().doesNotContain(token);
  }

  @Test
  void crossUser() throws IOException {
    String other = connect().get("/").body();

    for (String each : List.of(token, other)) {
      assertThat(connect().post("/", "_xsrf=" + each, FORM, cookie(each)).body()).isEqualTo("ok");
    }
    assertForbidden(MISMATCH, "/", "_xsrf=" + other, FORM, cookie(token));
  }

  @Test
  void refreshToken() throws IOException {
    WireClient client = connect();

    for (int i = 0; i < 3; i++) {
      WireResponse fresh = client.get("/", cookie(token));
      assertThat(fresh.body()).isNotEqualTo(token);
      assertThat(fresh.names()).doesNotContain("Set-Cookie");
      assertThat(client.post("/", "_xsrf=" + fresh.body(), FORM, cookie(token)).body())
          .isEqualTo("ok");
    }
  }

  @Test
  void otherMethodsThatChangeNothingNeedNone() throws IOException {
    assertThat(connect().exchange(WireClient.request("OPTIONS", "/")).code()).isEqualTo(405);
    assertThat(connect().head("/").code()).isEqualTo(200);
    assertForbidden(MISSING, "/", "");
  }

  @Test
  void cookieLastsForUsersOnly() throws IOException {
    assertThat(connect().get("/").field("Set-Cookie")).doesNotContain("expires");
    assertThat(connect().get("/?user=me").field("Set-Cookie")).contains("; expires=");
    assertThat(connect().get("/").field("Set-Cookie")).doesNotContain("expires");
  }

  @Test
  void brokenCookieIsReplaced() throws IOException {
    WireResponse response = connect().get("/", cookie("2|x"));

    assertThat(response.field("Set-Cookie")).startsWith("_xsrf=" + response.body() + "; Path=/");
  }
}
