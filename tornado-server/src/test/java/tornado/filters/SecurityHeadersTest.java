// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Fields by which browsers guard their users.
final class SecurityHeadersTest extends FilterFixture {
  private static final String HTTPS = "X-Forwarded-Proto: https";

  private static void assertDefaults(WireResponse response) {
    assertThat(response.all("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(response.all("X-Frame-Options")).containsExactly("DENY");
    assertThat(response.all("Referrer-Policy")).containsExactly("strict-origin-when-cross-origin");
    assertThat(response.names()).doesNotContain("Content-Security-Policy");
  }

  @Test
  void defaults() throws IOException {
    WireClient client = serve(SecurityHeaders.builder().build());

    assertDefaults(client.get("/"));
    assertDefaults(client.get("/missing"));
  }

  @Test
  void handlersKeepTheirOwn() throws IOException {
    WireClient client =
        serve(
            handler -> handler.setHeader("X-Frame-Options", "SAMEORIGIN"),
            SecurityHeaders.builder().build());

    assertThat(client.get("/").all("X-Frame-Options")).containsExactly("SAMEORIGIN");
  }

  @Test
  void strictTransportSecurityOverTLSOnly() throws IOException {
    WireClient client = serve(SecurityHeaders.builder().build());

    assertThat(client.get("/").names()).doesNotContain("Strict-Transport-Security");
    assertThat(client.get("/", HTTPS).field("Strict-Transport-Security"))
        .isEqualTo("max-age=31536000");
  }

  @Test
  void strictTransportSecurityOfSubDomains() throws IOException {
    WireClient client =
        serve(SecurityHeaders.builder().hsts(Duration.ofHours(1)).includeSubDomains(true).build());

    assertThat(client.get("/", HTTPS).field("Strict-Transport-Security"))
        .isEqualTo("max-age=3600; includeSubDomains");
  }

  @Test
  void whatIsSwitchedOff() throws IOException {
    WireClient client =
        serve(
            SecurityHeaders.builder().hsts(null).frames(SecurityHeaders.Frames.EVERYBODY).build());

    assertThat(client.get("/", HTTPS).names())
        .doesNotContain("Strict-Transport-Security", "X-Frame-Options");
  }

  @Test
  void otherValues() throws IOException {
    WireClient client =
        serve(
            SecurityHeaders.builder()
                .frames(SecurityHeaders.Frames.SAME_ORIGIN)
                .referrerPolicy("no-referrer")
                .contentSecurityPolicy("default-src 'self'")
                .build());

    WireResponse response = client.get("/");

    assertThat(response.field("X-Frame-Options")).isEqualTo("SAMEORIGIN");
    assertThat(response.field("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(response.field("Content-Security-Policy")).isEqualTo("default-src 'self'");
  }

  @Test
  void eachRequestHasANonce() throws IOException {
    WireClient client =
        serve(
            handler -> handler.write(handler.cspNonce()),
            SecurityHeaders.builder()
                .contentSecurityPolicy("script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'")
                .build());

    WireResponse first = client.get("/");
    WireResponse second = client.get("/");

    String nonce = first.body();
    assertThat(nonce).hasSize(24).isNotEqualTo(second.body());
    assertThat(first.field("Content-Security-Policy"))
        .isEqualTo("script-src 'nonce-%s'; style-src 'nonce-%s'".formatted(nonce, nonce));
  }

  @Test
  void nonceOfAnErrorPage() throws IOException {
    WireClient client =
        serve(
            SecurityHeaders.builder().contentSecurityPolicy("script-src 'nonce-{nonce}'").build());

    assertThat(client.get("/missing").field("Content-Security-Policy"))
        .matches("script-src 'nonce-[A-Za-z0-9+/]{22}=='");
  }

  @Test
  void wrongValues() {
    SecurityHeaders.Builder builder = SecurityHeaders.builder();

    assertThatThrownBy(() -> builder.hsts(Duration.ofSeconds(-1))).hasMessage("maxAge < 0: PT-1S");
    assertThatThrownBy(() -> builder.referrerPolicy("some"))
        .hasMessage("expected a referrer policy but was 'some'");
    assertThatThrownBy(() -> builder.contentSecurityPolicy("a\nb"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
