// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The way from a pattern back to a path. Python: web_test, URLSpecReverseTest.
class ReverseTest {
  private static String reverse(String pattern, Object... args) {
    return new PathMatches(pattern).reverse(args);
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/favicon\\.ico, /favicon.ico",
    "^/favicon\\.ico$, /favicon.ico",
    "^/a, /a",
    "/a$, /a",
    "/a\\-b\\\\c, /a-b\\c",
    "'', ''",
  })
  void literalPatternsLoseTheirEscapes(String pattern, String path) {
    assertThat(reverse(pattern)).isEqualTo(path);
  }

  /// As in Tornado: what only looks literal is taken for it.
  @Test
  void repetitionsStandForThemselves() {
    assertThat(reverse("/a?")).isEqualTo("/a?");
  }

  @Test
  void reverseArguments() {
    assertThat(reverse("^/api/v1/foo/(\\w+)$", "bar")).isEqualTo("/api/v1/foo/bar");
    assertThat(reverse("/api\\.v1/foo/([0-9]+)/icon\\.png", 5)).isEqualTo("/api.v1/foo/5/icon.png");
    assertThat(reverse("/(?<a>.)(?<b>.)/(?<c>.*)", 1L, 2, true)).isEqualTo("/12/true");
  }

  @Test
  void argumentsArePercentEncodedButForSlashes() {
    assertThat(reverse("/(.*)", "1 + 1")).isEqualTo("/1%20%2B%201");
    assertThat(reverse("/(.*)", "a/b?c#d%")).isEqualTo("/a/b%3Fc%23d%25");
    assertThat(reverse("/(.*)", "\u00e9")).isEqualTo("/%C3%A9");
    assertThat(reverse("/(.*)", ByteString.decodeHex("e9"))).isEqualTo("/%E9");
    assertThat(reverse("/(.*)", "")).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"^/api/v\\d+/foo/(\\w+)$", "/(?:a)/(b)", "/((a)b)", "/[(]/(a)", "/\\(a", "/a\\$"})
  void nonReversible(String pattern) {
    assertThatThrownBy(() -> reverse(pattern, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pattern can't be reversed: " + pattern);
  }

  @Test
  void wrongNumberOfArgumentsIsRefused() {
    assertThatThrownBy(() -> reverse("/(a)/(b)", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 2 args for /(a)/(b) but was 1");
    assertThatThrownBy(() -> reverse("/a", "x")).hasMessage("expected 0 args for /a but was 1");
  }

  @Test
  void otherMatchersHaveNoWayBack() {
    assertThat(new AnyMatches().reverse()).isNull();
    assertThat(new HostMatches("a").reverse()).isNull();
  }
}
