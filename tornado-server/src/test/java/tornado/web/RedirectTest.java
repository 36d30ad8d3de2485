// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Redirects. Python: web_test, RedirectHandler's tests and others.
final class RedirectTest extends WebFixture {
  @Test
  void redirectIsA302WithoutABody() throws IOException {
    WireClient client = serve(handler -> handler.redirect("/a?b=c#d"));

    WireResponse response = client.get("/");

    assertThat(response.status()).isEqualTo("302 Found");
    assertThat(response.names())
        .containsExactly("Server", "Content-Type", "Date", "Location", "Content-Length");
    assertThat(response.field("Location")).isEqualTo("/a?b=c#d");
    assertThat(response.field("Content-Length")).isEqualTo("0");
    assertThat(client.post("/", "").status()).isEqualTo("302 Found");
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 303, 307, 308, 399})
  void redirect(int status) throws IOException {
    WireClient client = serve(handler -> handler.redirect("/", status));

    assertThat(client.get("/").code()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 299, 400})
  void otherStatusesAreNoRedirects(int status) throws IOException {
    WireClient client =
        serve(handler -> {
          assertThatThrownBy(() -> handler.redirect("/", status))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessage("status < 300 or > 399: " + status);
          handler.write("refused");
        });

    assertThat(client.get("/").body()).isEqualTo("refused");
  }

  @Test
  void locationIsSentInUTF8() throws IOException {
    WireClient client = serve(handler -> handler.redirect("/\u00e9/\u4e2d"));

    String location = client.get("/").field("Location");

    assertThat(new String(location.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
        .isEqualTo("/\u00e9/\u4e2d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/\r\nX-Evil: 1", "/\n", "/\u0000", "/\u007f"})
  void locationWithControlCharactersIsRefused(String url) throws IOException {
    WireClient client = serve(handler -> handler.redirect(url));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      WireResponse response = client.get("/");

      assertThat(response.status()).isEqualTo("500 Internal Server Error");
      assertThat(response.names()).doesNotContain("Location", "X-Evil");
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void redirectAfterTheHeadIsRefused() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.flush();
          assertThatThrownBy(() -> handler.redirect("/"))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("redirect after the head was sent");
          handler.write("refused");
        });

    assertThat(client.get("/").body()).isEqualTo("refused");
  }
}
