// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Cookies of requests and answers, and when they are sent. Python: web_test, CookieTest and ClearAllCookiesTest.
final class CookiesTest extends WebFixture {
  private static List<String> set(WireResponse response) {
    return response.all("Set-Cookie");
  }

  @Test
  void setCookie() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setCookie("str", "asdf");
          handler.setCookie("unicode", "qwer");
          handler.setCookie("bytes", "zxcv");
        });

    assertThat(set(client.get("/")))
        .containsExactly("str=asdf; Path=/", "unicode=qwer; Path=/", "bytes=zxcv; Path=/");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"foo=bar, bar", "foo=\"bar\", bar", "/=exception;, default", "x=y, default"})
  void getCookie(String field, String expected) throws IOException {
    WireClient client = serve(handler -> handler.write(handler.getCookie("foo", "default")));

    assertThat(client.get("/", "Cookie: " + field).body()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "foo=a=b       > a=b",
        "foo=\"a=b\"   > a=b",
        "foo=\"a;b\"   > \"a",
        "foo=a\\073b   > a\\073b",
        "foo=\"a\\073b\" > a;b",
        "foo=\"a\\\"b\" > a\"b",
      })
  void cookieSpecialChar(String field, String expected) throws IOException {
    WireClient client = serve(handler -> handler.write(handler.getCookie("foo", "none")));

    assertThat(client.get("/", "Cookie: " + field).body()).isEqualTo(expected);
  }

  @Test
  void cookiesOfTheRequestAreNotThoseOfTheAnswer() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setCookie("a", "new");
          handler.write(handler.cookies() + " " + handler.getCookie("b"));
        });

    assertThat(client.get("/", "Cookie: a=old").body()).isEqualTo("{a=old} null");
  }

  @Test
  void setCookieOverwrite() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setCookie("a", "b", CookieOptions.DEFAULT.withDomain("example.com"));
          handler.setCookie("c", "d", CookieOptions.DEFAULT.withDomain("example.com"));
          handler.setCookie("a", "e");
        });

    assertThat(set(client.get("/")))
        .containsExactly("c=d; Domain=example.com; Path=/", "a=e; Path=/");
  }

  @Test
  void linesComeBehindTheOtherFields() throws IOException {
    WireClient client = serve(handler -> handler.setCookie("a", "b"));

    assertThat(client.get("/").names()).endsWith("Content-Length", "Set-Cookie");
  }

  @Test
  void cookiesOutliveTheFieldsAnErrorForgets() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setCookie("a", "b");
          handler.setHeader("X-Gone", "1");
          throw new HTTPError(403);
        });

    WireResponse response = client.get("/");

    assertThat(response.code()).isEqualTo(403);
    assertThat(response.names()).doesNotContain("X-Gone");
    assertThat(set(response)).containsExactly("a=b; Path=/");
  }

  @Test
  void cookiesAreSentWithTheFirstFlush() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setCookie("a", "b");
          handler.write("x");
          handler.flush();
          assertThatThrownBy(() -> handler.setCookie("late", "1"))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("a cookie was set after the head was sent");
        });

    WireResponse response = client.get("/");

    assertThat(set(response)).containsExactly("a=b; Path=/");
    assertThat(response.body()).isEqualTo("x");
  }

  @Test
  void cookieMayBeSetJustBeforeTheHead() throws IOException {
    WireClient client = serve(handler -> handler.beforeHead(() -> handler.setCookie("a", "b")));

    assertThat(set(client.get("/"))).containsExactly("a=b; Path=/");
  }

  @Test
  void clearAllCookies() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.clearAllCookies();
          handler.write("ok");
        });

    assertThat(set(client.get("/", "Cookie: foo=bar; baz=xyzzy")))
        .hasSize(2)
        .allMatch(line -> line.matches("(foo|baz)=\"\"; expires=.* GMT; Path=/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "\r\nX-Evil:1", "\u0000", "a\tb", "\u4e2d"})
  void valueThatCannotBeSentIsRefused(String value) throws IOException {
    WireClient client = serve(handler -> handler.setCookie("a", value));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      WireResponse response = client.get("/");

      assertThat(response.code()).isEqualTo(500);
      assertThat(response.names()).doesNotContain("Set-Cookie", "X-Evil");
      assertThat(log.lines()).hasSize(1);
    }
  }
}
