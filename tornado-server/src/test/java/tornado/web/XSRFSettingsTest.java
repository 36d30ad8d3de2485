// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// The settings of tokens, and when they are checked. Python: web_test, XSRFTest, XSRFCookieNameTest, XSRFCookieKwargsTest and
/// ErrorHandlerXSRFTest.
final class XSRFSettingsTest extends WebFixture {
  private final List<String> events = new CopyOnWriteArrayList<>();

  private Application.Builder app() {
    return Application.builder()
        .xsrfCookies(true)
        .route("/", handler(handler -> handler.write(handler.xsrfToken())));
  }

  private static int post(WireClient client, String token, String cookie) throws IOException {
    return client.post("/?_xsrf=" + token, "", "Cookie: " + cookie).code();
  }

  @ParameterizedTest
  @CsvSource({"1, '[0-9a-f]{32}'", "2, '2[|][0-9a-f]{8}[|][0-9a-f]{32}[|][0-9]{10}'"})
  void tokenHasTheVersionThatWasAskedFor(int version, String pattern) throws IOException {
    WireClient client = serve(app().xsrfCookieVersion(version));

    WireResponse response = client.get("/");

    assertThat(response.body()).matches(pattern);
    assertThat(response.field("Set-Cookie")).isEqualTo("_xsrf=" + response.body() + "; Path=/");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void versioning(int version) throws IOException {
    WireClient client = serve(app().xsrfCookieVersion(version));
    String v1 = "ab".repeat(16);
    String v2 = new XSRFToken(ByteString.decodeHex(v1), 1_300_000_000).encode(2, server().loop());

    for (String cookie : List.of(v1, v2)) {
      WireResponse response = client.get("/", "Cookie: _xsrf=" + cookie);
      assertThat(response.names()).doesNotContain("Set-Cookie");
      for (String token : List.of(v1, v2, response.body())) {
        assertThat(post(client, token, "_xsrf=" + cookie)).isEqualTo(200);
      }
    }
  }

  @Test
  void cookieName() throws IOException {
    WireClient client =
        serve(
            app()
                .xsrfCookieName("__Host-xsrf")
                .xsrfCookieOptions(CookieOptions.DEFAULT.withSecure(true)));

    WireResponse response = client.get("/");

    String token = response.body();
    assertThat(response.field("Set-Cookie")).isEqualTo("__Host-xsrf=" + token + "; Path=/; Secure");
    assertThat(post(client, token, "__Host-xsrf=" + token)).isEqualTo(200);
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(post(client, token, "_xsrf=" + token)).isEqualTo(403);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void xsrfHttponly() throws IOException {
    WireClient client = serve(app().xsrfCookieOptions(CookieOptions.DEFAULT.withHttpOnly(true)));

    assertThat(client.get("/").field("Set-Cookie")).contains("; HttpOnly; Path=/");
  }

  @Test
  void wrongSettingsAreFoundWhenTheyAreGiven() {
    assertThatThrownBy(() -> app().xsrfCookieVersion(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("xsrfCookieVersion < 1 or > 2: 3");
    assertThatThrownBy(() -> app().xsrfCookieName("a b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("xsrfCookieName is no cookie's name: a b");
  }

  @Test
  void withoutTheSettingNothingIsChecked() throws IOException {
    WireClient client = serve(app().xsrfCookies(false));

    assertThat(client.post("/", "").code()).isEqualTo(200);
  }

  @Test
  void errorXsrfAnd404Xsrf() throws IOException {
    WireClient client = serve(app().route("/error", () -> new ErrorHandler(417)));

    assertThat(client.post("/error", "").code()).isEqualTo(417);
    assertThat(client.post("/404", "").code()).isEqualTo(404);
  }

  @Test
  void formHasTheTokenOfTheCookie() throws IOException {
    WireClient client =
        serve(handler -> handler.write(handler.xsrfFormHtml() + handler.xsrfToken()));

    String body = client.get("/").body();

    String token = body.substring(body.indexOf('>') + 1);
    assertThat(body).startsWith("<input type=\"hidden\" name=\"_xsrf\" value=\"" + token + "\"/>");
  }

  private final class NotingHandler extends RequestHandler {
    @Override
    protected String decodeArgument(ByteString value, @Nullable String name) {
      events.add("decode");
      return value.utf8();
    }

    @Override
    protected void checkXsrfCookie() {
      events.add("check " + pathArgs());
    }

    @Override
    protected void prepare() {
      events.add("prepare");
    }

    @Override
    public void post() {
      events.add("post");
    }
  }

  @Test
  void checkIsBetweenThePathAndPrepareAndMayBeOverridden() throws IOException {
    WireClient client =
        serve(Application.builder().xsrfCookies(true).route("/(.*)", NotingHandler::new));

    assertThat(client.post("/a", "").code()).isEqualTo(200);

    assertThat(events).containsExactly("decode", "check [a]", "prepare", "post");
  }
}
