// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.FakeClock;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;

/// Cookies that browsers can't change. Python: web_test, SecureCookieV1Test and SecureCookieV2Test.
final class SignedCookiesTest extends WebFixture {
  private static final Map<Integer, String> SECRETS =
      Map.of(0, "ajklasdf0ojaisdf", 1, "aslkjasaolwkjsdf");

  /// Sets the cookie for POST, and reads it for GET.
  private Application.Builder app() {
    return Application.builder()
        .route(
            "/",
            handler(handler -> {
              if (handler.request().method().equals("POST")) {
                handler.setSignedCookie("foo", "bar");
              } else {
                handler.write(
                    handler.getSignedCookie("foo")
                        + " "
                        + handler.getSignedCookieKeyVersion("foo"));
              }
            }));
  }

  private static String cookie(WireClient client) throws IOException {
    String line = client.post("/", "").field("Set-Cookie");
    return "Cookie: " + line.substring(0, line.indexOf(';'));
  }

  @Test
  void roundTrip() throws IOException {
    WireClient client = serve(app().cookieSecret("secret"));

    assertThat(client.get("/", cookie(client)).body()).isEqualTo("bar OptionalInt[0]");
    assertThat(client.get("/").body()).isEqualTo("null OptionalInt.empty");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void keyVersionRoundtrip(int keyVersion) throws IOException {
    WireClient client = serve(app().cookieSecrets(SECRETS, keyVersion));

    assertThat(client.get("/", cookie(client)).body())
        .isEqualTo("bar OptionalInt[" + keyVersion + "]");
  }

  @Test
  void keyVersionIncrementVersion() throws IOException {
    String cookie = cookie(serve(app().cookieSecrets(SECRETS, 0)));
    stop();

    WireClient newer = serve(app().cookieSecrets(SECRETS, 1));

    assertThat(newer.get("/", cookie).body()).isEqualTo("bar OptionalInt[0]");
  }

  @Test
  void keyVersionInvalidateVersion() throws IOException {
    String cookie = cookie(serve(app().cookieSecrets(SECRETS, 0)));
    stop();

    var left = new HashMap<Integer, String>(SECRETS);
    left.remove(0);
    WireClient newer = serve(app().cookieSecrets(left, 1));

    assertThat(newer.get("/", cookie).body()).isEqualTo("null OptionalInt[0]");
  }

  @Test
  void cookieLastsThirtyDaysAndIsAcceptedFor31() throws IOException {
    var clock = new FakeClock();
    WireClient client = serve(app().cookieSecret("secret"), clock);

    String cookie = cookie(client);

    assertThat(client.post("/", "").field("Set-Cookie"))
        .endsWith("; expires=Sat, 31 Jan 2026 00:00:00 GMT; Path=/");
    server().advance(clock, Duration.ofDays(31));
    assertThat(connect().get("/", cookie).body()).startsWith("bar");
    server().advance(clock, Duration.ofSeconds(1));
    assertThat(connect().get("/", cookie).body()).startsWith("null");
  }

  @Test
  void optionsSayHowLong() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .cookieSecret("secret")
                .route(
                    "/",
                    handler(handler -> {
                      CookieOptions secure = CookieOptions.DEFAULT.withSecure(true);
                      handler.setSignedCookie("a", "1", secure);
                      handler.setSignedCookie("b", "1", secure.withMaxAge(Duration.ofMinutes(1)));
                      handler.setCookie("c", handler.createSignedValue("c", "1"));
                    })));

    var lines = client.get("/").all("Set-Cookie");

    assertThat(lines.get(0)).contains("; expires=").endsWith("; Path=/; Secure");
    assertThat(lines.get(1)).doesNotContain("expires").endsWith("; Max-Age=60; Path=/; Secure");
    assertThat(lines.get(2)).endsWith("\"; Path=/");
  }

  @Test
  void valueMayComeFromElsewhereAndBeLimited() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .cookieSecret("secret")
                .route(
                    "/",
                    handler(handler -> {
                      var bytes = ByteString.decodeHex("e9");
                      var options =
                          SignedValue.Options.DEFAULT.withValue(
                              handler.createSignedValue("foo", bytes));
                      assertThat(handler.getSignedCookieBytes("foo", options)).isEqualTo(bytes);
                      assertThat(handler.getSignedCookie("other", options)).isNull();
                      assertThat(handler.getSignedCookie("foo", options.withMaxAgeDays(-1)))
                          .isNull();
                      assertThat(handler.getSignedCookieBytes("foo")).isNull();
                      handler.write("ok");
                    })));

    assertThat(client.get("/").body()).isEqualTo("ok");
  }

  @Test
  void tamperedCookieIsNone() throws IOException {
    WireClient client = serve(app().cookieSecret("secret"));

    String cookie = cookie(client);

    assertThat(client.get("/", cookie.replace("YmFy", "YmFz")).body()).startsWith("null");
  }

  @Test
  void missingSecretIsNamed() throws IOException {
    WireClient client =
        serve(handler -> {
          assertThatThrownBy(() -> handler.getSignedCookie("a"))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage(
                  "setting cookieSecret is missing: give it to Application.builder().cookieSecret()");
          handler.setSignedCookie("a", "b");
        });

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").code()).isEqualTo(500);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void wrongSecretsAreFoundWhenTheyAreGiven() {
    assertThatThrownBy(() -> Application.builder().cookieSecret(""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Application.builder().cookieSecrets(SECRETS, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
