// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Requests of pages of other origins.
final class CORSTest extends FilterFixture {
  private static final String ORIGIN = "Origin: https://a.com";
  private static final String ASKS = "Access-Control-Request-Method: PUT";
  private static final CORS A_COM = CORS.builder().allowOrigins("https://a.com").build();

  private static WireResponse preflight(WireClient client, String... fields) throws IOException {
    return client.exchange(WireClient.request("OPTIONS", "/", fields));
  }

  @Test
  void allowedOriginMayRead() throws IOException {
    WireResponse response = serve(A_COM).get("/", ORIGIN);

    assertThat(response.body()).isEqualTo("ok");
    assertThat(response.all("Access-Control-Allow-Origin")).containsExactly("https://a.com");
    assertThat(response.all("Vary")).containsExactly("Origin");
    assertThat(response.names())
        .doesNotContain("Access-Control-Allow-Credentials", "Access-Control-Allow-Methods");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://b.com",
        "http://a.com",
        "https://a.com:8443",
        "https://a.com.b.com",
        "https://x.a.com",
        "null",
        "*"
      })
  void otherOriginsAreServedButMayNotRead(String origin) throws IOException {
    WireResponse response = serve(A_COM).get("/", "Origin: " + origin);

    assertThat(response.body()).isEqualTo("ok");
    assertThat(response.names()).noneMatch(name -> name.startsWith("Access-Control"));
    assertThat(response.all("Vary")).containsExactly("Origin");
  }

  @Test
  void answersVaryWithoutAnOriginToo() throws IOException {
    assertThat(serve(A_COM).get("/").field("Vary")).isEqualTo("Origin");
  }

  @Test
  void errorPagesMayBeRead() throws IOException {
    WireResponse response = serve(A_COM).get("/missing", ORIGIN);

    assertThat(response.code()).isEqualTo(404);
    assertThat(response.field("Access-Control-Allow-Origin")).isEqualTo("https://a.com");
  }

  @Test
  void preflightIsAnswered() throws IOException {
    CORS filter =
        CORS.builder()
            .allowOrigins("https://a.com")
            .allowMethods("GET", "PUT")
            .allowHeaders("X-One", "X-Two")
            .exposeHeaders("X-Three")
            .allowCredentials(true)
            .maxAge(Duration.ofHours(1))
            .build();

    WireResponse response = preflight(serve(filter), ORIGIN, ASKS);

    assertThat(response.status()).isEqualTo("204 No Content");
    assertThat(response.fields())
        .contains(
            "Vary: Origin",
            "Vary: Access-Control-Request-Method, Access-Control-Request-Headers",
            "Access-Control-Allow-Origin: https://a.com",
            "Access-Control-Allow-Credentials: true",
            "Access-Control-Allow-Methods: GET, PUT",
            "Access-Control-Allow-Headers: X-One, X-Two",
            "Access-Control-Max-Age: 3600");
    assertThat(response.names()).doesNotContain("Access-Control-Expose-Headers");
  }

  @Test
  void preflightByDefault() throws IOException {
    WireResponse response = preflight(serve(A_COM), ORIGIN, ASKS);

    assertThat(response.field("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, POST");
    assertThat(response.field("Access-Control-Max-Age")).isEqualTo("600");
    assertThat(response.names())
        .doesNotContain("Access-Control-Allow-Headers", "Access-Control-Allow-Credentials");
  }

  @Test
  void preflightOfAnotherOriginIsRefused() throws IOException {
    WireClient client = serve(A_COM);

    try (LogRecorder log = warnings()) {
      WireResponse response = preflight(client, "Origin: https://b.com", ASKS);

      assertThat(response.code()).isEqualTo(403);
      assertThat(response.names()).noneMatch(name -> name.startsWith("Access-Control"));
      assertThat(response.all("Vary")).contains("Origin");
      assertThat(log.lines()).singleElement().asString().endsWith("Origin is not allowed");
    }
  }

  @Test
  void otherOptionsAreTheHandlers() throws IOException {
    WireClient client = serve(A_COM);

    assertThat(preflight(client, ORIGIN).code()).isEqualTo(405);
    assertThat(preflight(client, ASKS).code()).isEqualTo(405);
  }

  @Test
  void anyOrigin() throws IOException {
    WireResponse response =
        serve(CORS.builder().allowAnyOrigin().exposeHeaders("X-One", "X-Two").build())
            .get("/", "Origin: https://anyone");

    assertThat(response.field("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(response.field("Access-Control-Expose-Headers")).isEqualTo("X-One, X-Two");
    assertThat(response.names()).doesNotContain("Vary");
  }

  @Test
  void originsByPattern() throws IOException {
    WireClient client =
        serve(CORS.builder().allowOriginPattern("https://([a-z]+\\.)?a\\.com").build());

    assertThat(client.get("/", "Origin: https://x.a.com").field("Access-Control-Allow-Origin"))
        .isEqualTo("https://x.a.com");
    assertThat(client.get("/", "Origin: https://x.a.com.b").field("Access-Control-Allow-Origin"))
        .isEmpty();
  }

  @Test
  void credentialsGoWithNamedOriginsOnly() {
    CORS.Builder builder = CORS.builder().allowAnyOrigin().allowCredentials(true);

    assertThatThrownBy(builder::build).hasMessage("credentials for any origin: name the origins");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.com",
        "https://a.com/",
        "https://*",
        "https://A.com",
        "https://",
        "https://a b"
      })
  void whatIsNoOrigin(String origin) {
    assertThatThrownBy(() -> CORS.builder().allowOrigins(origin))
        .hasMessage("expected an origin but was '" + origin + "'");
  }

  @Test
  void wrongOptions() {
    CORS.Builder builder = CORS.builder();

    assertThatThrownBy(builder::build).hasMessage("no origin is allowed");
    assertThatThrownBy(() -> builder.allowMethods("A B"))
        .hasMessage("expected a token but was 'A B'");
    assertThatThrownBy(() -> builder.allowHeaders("")).hasMessage("expected a token but was ''");
    assertThatThrownBy(() -> builder.exposeHeaders("a,b"))
        .hasMessage("expected a token but was 'a,b'");
    assertThatThrownBy(() -> builder.maxAge(Duration.ofSeconds(-1)))
        .hasMessage("maxAge < 0: PT-1S");
  }
}
