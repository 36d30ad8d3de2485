// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPUtil;

/// How cookies are written. Python: web_test, CookieTest.
final class NewCookiesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final NewCookies cookies = new NewCookies();

  private String line(String name, String value, UnaryOperator<CookieOptions> change) {
    cookies.set(name, value, change.apply(CookieOptions.DEFAULT), NOW);
    return lines().getLast();
  }

  private List<String> lines() {
    var headers = new HTTPHeaders();
    cookies.addTo(headers);
    return headers.getList("Set-Cookie");
  }

  @Test
  void setCookieDomain() {
    assertThat(
            line("unicode_args", "blah", options -> options.withDomain("foo.com").withPath("/foo")))
        .isEqualTo("unicode_args=blah; Domain=foo.com; Path=/foo");
  }

  @Test
  void setCookieMaxAge() {
    assertThat(line("foo", "bar", options -> options.withMaxAge(Duration.ofSeconds(10))))
        .isEqualTo("foo=bar; Max-Age=10; Path=/");
  }

  @Test
  void zeroMaxAgeIsSaid() {
    assertThat(line("foo", "bar", options -> options.withMaxAge(Duration.ZERO)))
        .isEqualTo("foo=bar; Max-Age=0; Path=/");
  }

  @Test
  void setCookieExpiresDays() {
    assertThat(line("foo", "bar", options -> options.withExpiresDays(10)))
        .isEqualTo("foo=bar; expires=Sun, 11 Jan 2026 00:00:00 GMT; Path=/");
    assertThat(line("foo", "bar", options -> options.withExpiresDays(0)))
        .isEqualTo("foo=bar; expires=Thu, 01 Jan 2026 00:00:00 GMT; Path=/");
  }

  @Test
  void expiresCountsBeforeExpiresDays() {
    assertThat(
            line("foo", "bar", options -> options.withExpires(Instant.EPOCH).withExpiresDays(10)))
        .isEqualTo("foo=bar; expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/");
  }

  @Test
  void setCookieFalseFlags() {
    assertThat(line("a", "1", options -> options.withSecure(true)))
        .isEqualTo("a=1; Path=/; Secure");
    assertThat(line("b", "1", options -> options.withSecure(false))).isEqualTo("b=1; Path=/");
    assertThat(line("c", "1", options -> options.withHttpOnly(true)))
        .isEqualTo("c=1; HttpOnly; Path=/");
    assertThat(line("d", "1", options -> options.withHttpOnly(false))).isEqualTo("d=1; Path=/");
  }

  @Test
  void allAttributesInTheirOrder() {
    UnaryOperator<CookieOptions> all =
        options ->
            options
                .withSecure(true)
                .withSameSite(CookieOptions.SameSite.LAX)
                .withPath("/p")
                .withPartitioned(true)
                .withMaxAge(Duration.ofSeconds(5))
                .withHttpOnly(true)
                .withExpires(Instant.EPOCH)
                .withDomain("ex.com");

    assertThat(line("a", "v@()", all))
        .isEqualTo(
            "a=\"v@()\"; Domain=ex.com; expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Max-Age=5;"
                + " Partitioned; Path=/p; SameSite=Lax; Secure");
  }

  @Test
  void withoutAPathNoneIsSaid() {
    assertThat(line("a", "1", options -> options.withPath(null))).isEqualTo("a=1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '`',
      value = {
        "a=b -> \"a=b\"",
        "a\"b -> \"a\\\"b\"",
        "a\\b -> \"a\\\\b\"",
        "a;b -> \"a\\073b\"",
        "a,b -> \"a\\054b\"",
        "\u00e9 -> \"\\351\"",
        "\u007f -> \"\\177\"",
        "()/<=>?@[]{} -> \"()/<=>?@[]{}\"",
        "aZ09!#$%&'*+-.^_`|~: -> aZ09!#$%&'*+-.^_`|~:",
        "path -> path",
      })
  void valuesAreQuotedWhereTheyMustBeAndReadBack(String value, String expected) {
    String line = line("a", value, options -> options.withPath(null));

    assertThat(line).isEqualTo("a=" + expected);
    assertThat(HTTPUtil.parseCookie(line)).containsEntry("a", value);
  }

  @Test
  void emptyValueIsAPairOfQuotes() {
    assertThat(line("a", "", options -> options)).isEqualTo("a=\"\"; Path=/");
  }

  @Test
  void clearedCookieEndedAYearAgo() {
    cookies.clear("zz", CookieOptions.DEFAULT.withSecure(true), NOW);

    assertThat(lines())
        .containsExactly("zz=\"\"; expires=Wed, 01 Jan 2025 00:00:00 GMT; Path=/; Secure");
  }

  /// Browsers don't take one that says `SameSite=None` unless it is secure, not even to forget it.
  @Test
  void clearedCookieHasTheAttributesItWasSetWith() {
    CookieOptions options =
        CookieOptions.DEFAULT
            .withSecure(true)
            .withHttpOnly(true)
            .withSameSite(CookieOptions.SameSite.NONE)
            .withPath("/a")
            .withDomain("example.com");

    cookies.clear("zz", options, NOW);

    assertThat(lines())
        .containsExactly(
            "zz=\"\"; Domain=example.com; expires=Wed, 01 Jan 2025 00:00:00 GMT; HttpOnly; Path=/a; SameSite=None; Secure");
  }

  @Test
  void clearedCookieHasNoEndOfItsOwn() {
    CookieOptions plain = CookieOptions.DEFAULT;

    assertThatThrownBy(() -> cookies.clear("a", plain.withMaxAge(Duration.ZERO), NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("options of a cookie that is cleared say when it ends: ");
    assertThatThrownBy(() -> cookies.clear("a", plain.withExpires(NOW), NOW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> cookies.clear("a", plain.withExpiresDays(1), NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "a;b", "a=b", "a\r\nb", "a\u007f", "\u00e9", "Path", "expires"})
  void illegalName(String name) {
    assertThatThrownBy(() -> cookies.set(name, "v", CookieOptions.DEFAULT, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid cookie attribute name: '")
        .hasMessageMatching("[ -~]*");
    assertThat(lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a;b", "a\tb", "a\nb", "a\rb", "\u0000", "\u007f", "\u4e2d"})
  void illegalDomainOrPath(String text) {
    assertThatThrownBy(() -> CookieOptions.DEFAULT.withDomain(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid cookie attribute domain: character 0x");
    assertThatThrownBy(() -> CookieOptions.DEFAULT.withPath(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid cookie attribute path: character 0x");
  }

  @Test
  void setCookieForbiddenChar() {
    for (char c = 0; c <= 0x7f; c++) {
      String text = "a" + c + "b";
      if (c <= ' ') {
        assertThatThrownBy(() -> cookies.set("x", text, CookieOptions.DEFAULT, NOW))
            .isInstanceOf(IllegalArgumentException.class);
      }
      if (c <= ' ' || c == ';' || c == 0x7f) {
        assertThatThrownBy(() -> cookies.set(text, "x", CookieOptions.DEFAULT, NOW))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CookieOptions.DEFAULT.withDomain(text))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CookieOptions.DEFAULT.withPath(text))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }

    assertThat(lines()).isEmpty();
  }

  @Test
  void messageDoesNotTellTheValue() {
    assertThatThrownBy(() -> cookies.set("a", "secret b", CookieOptions.DEFAULT, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid cookie value of a: character 0x20 at 6");
  }
}
