// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.FakeClock;
import tornado.httpserver.HTTPServer;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;
import tornado.wire.WireServer;

/// Fields of the response. Python: web_test, HeaderInjectionTest, ClearHeaderTest, Header204Test and others.
final class HeadersTest extends WebFixture {
  @Test
  void multiHeader() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setHeader("X-A", "1");
          handler.setHeader("x-a", "2");
          handler.addHeader("X-B", "1");
          handler.addHeader("x-b", "2");
          handler.addHeader("X-C", "gone");
          handler.setHeader("X-C", "");
        });

    WireResponse response = client.get("/");

    assertThat(response.all("X-A")).containsExactly("2");
    assertThat(response.all("X-B")).containsExactly("1", "2");
    assertThat(response.all("X-C")).containsExactly("");
  }

  @Test
  void clearHeader() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setHeader("X-D", "gone");
          handler.setHeader("X-E", "kept");
          handler.clearHeader("x-D");
          handler.clearHeader("X-Nowhere");
          handler.clearHeader("Server");
        });

    WireResponse response = client.get("/");

    assertThat(response.names()).doesNotContain("X-D", "Server");
    assertThat(response.field("X-E")).isEqualTo("kept");
  }

  @Test
  void headers204() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setStatus(204);
          handler.finish();
        });

    WireResponse response = client.get("/");

    assertThat(response.code()).isEqualTo(204);
    assertThat(response.names()).doesNotContain("Content-Length", "Transfer-Encoding");
  }

  /// Every control character but the tab, and none in the empty value.
  @Test
  void setHeader() throws IOException {
    WireClient client =
        serve(handler -> {
          for (char c = 0; c <= 0x7f; c++) {
            String value = "a" + c + "b";
            if ((c < ' ' && c != '\t') || c == 0x7f) {
              assertThatThrownBy(() -> handler.setHeader("X-Any", value))
                  .hasMessageStartingWith("Unsafe header value of X-Any: ");
            } else {
              handler.setHeader("X-Any", value);
            }
          }
          handler.setHeader("X-Any", "");
          handler.finish("ok");
        });

    WireResponse response = client.get("/");

    assertThat(response.body()).isEqualTo("ok");
    assertThat(response.all("X-Any")).containsExactly("");
  }

  @Test
  void valuesMayBeNumbersDatesAndBytes() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setHeader("X-Int", 1);
          handler.setHeader("X-Long", Long.MIN_VALUE);
          handler.setHeader("X-Date", Instant.parse("2026-11-24T08:05:09.999Z"));
          handler.setHeader("X-Bytes", ByteString.decodeHex("61e9c3a9"));
          handler.setHeader("X-Text", "\tx\u00e9 ~\u0080\u00ff");
        });

    WireResponse response = client.get("/");

    assertThat(response.field("X-Int")).isEqualTo("1");
    assertThat(response.field("X-Long")).isEqualTo("-9223372036854775808");
    assertThat(response.field("X-Date")).isEqualTo("Tue, 24 Nov 2026 08:05:09 GMT");
    assertThat(response.field("X-Bytes")).isEqualTo("a\u00e9\u00c3\u00a9");
    assertThat(response.field("X-Text")).isEqualTo("\tx\u00e9 ~\u0080\u00ff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Evil: 1", "\n", "\r", "\u0000", "a\u000bb", "\u007f", "\u0100"})
  void headerInjection(String value) throws IOException {
    WireClient client =
        serve(handler -> {
          assertThatThrownBy(() -> handler.setHeader("X-A", value))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageStartingWith("Unsafe header value of X-A: ");
          assertThatThrownBy(() -> handler.addHeader("X-A", value))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageStartingWith("Unsafe header value of X-A: ");
          handler.write("refused");
        });

    WireResponse response = client.get("/");

    assertThat(response.body()).isEqualTo("refused");
    assertThat(response.names()).doesNotContain("X-A", "X-Evil");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:", "a\r\n", "\u00e9", "(a)"})
  void namesThatAreNoTokensAreRefused(String name) throws IOException {
    WireClient client =
        serve(handler -> {
          assertThatThrownBy(() -> handler.setHeader(name, "x"))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("header name");
          assertThatThrownBy(() -> handler.addHeader(name, "x"))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("header name");
          handler.write("refused");
        });

    assertThat(client.get("/").body()).isEqualTo("refused");
  }

  private static final class DefaultsHandler extends RequestHandler {
    @Override
    protected void setDefaultHeaders() {
      setHeader("X-Default", "1");
      setHeader("Server", "mine");
      setHeader("X-Path", request().path());
    }

    @Override
    public void get() {
      setHeader("X-Default", "2");
      setHeader("X-Own", "1");
      setStatus(201);
      write("gone");
      clear();
      write("kept");
    }

    @Override
    public void post() {
      setHeader("X-Own", "1");
      throw new HTTPError(403);
    }
  }

  @Test
  void clearStartsAnew() throws IOException {
    WireClient client = serve(DefaultsHandler::new);

    WireResponse response = client.get("/a");

    assertThat(response.status()).isEqualTo("200 OK");
    assertThat(response.body()).isEqualTo("kept");
    assertThat(response.field("X-Default")).isEqualTo("1");
    assertThat(response.names()).doesNotContain("X-Own");
  }

  @Test
  void defaultHeadersAreThereOnErrorPagesToo() throws IOException {
    WireClient client = serve(DefaultsHandler::new);

    WireResponse response = client.post("/a", "");

    assertThat(response.status()).isEqualTo("403 Forbidden");
    assertThat(response.field("X-Default")).isEqualTo("1");
    assertThat(response.field("Server")).isEqualTo("mine");
    assertThat(response.field("X-Path")).isEqualTo("/a");
    assertThat(response.names()).doesNotContain("X-Own");
  }

  @Test
  void dateHeader() throws IOException {
    var clock = new FakeClock();
    Application application =
        Application.builder().route("/", handler(RequestHandler::finished)).build();
    try (WireServer server = new WireServer(new HTTPServer(application), clock);
        WireClient client = server.connect()) {
      String first = client.get("/").field("Date");
      server.advance(clock, Duration.ofMillis(999));
      String same = client.get("/").field("Date");
      server.advance(clock, Duration.ofMillis(1));
      String next = client.get("/").field("Date");

      assertThat(first).isEqualTo("Thu, 01 Jan 2026 00:00:00 GMT");
      assertThat(same).isEqualTo(first);
      assertThat(next).isEqualTo("Thu, 01 Jan 2026 00:00:01 GMT");
    }
  }
}
