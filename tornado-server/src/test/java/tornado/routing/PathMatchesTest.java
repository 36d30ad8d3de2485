// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Paths and their groups. Python: web_test, DecodeURLTest; routing_test.
class PathMatchesTest {
  private static @Nullable Match match(String pattern, String target) {
    return new PathMatches(pattern).match(FakeRequest.to(target));
  }

  private static List<@Nullable String> args(String pattern, String target) {
    var texts = new ArrayList<@Nullable String>();
    Match found = match(pattern, target);
    if (found == null) {
      throw new AssertionError(pattern + " does not match " + target);
    }
    found.pathArgs().forEach(arg -> texts.add(arg == null ? null : arg.utf8()));
    return texts;
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "/, /, true",
    "/, //, false",
    "/a, /a, true",
    "/a, /a?b=c, true",
    "/a, /A, false",
    "/a, /a/, false",
    "/a, /ab, false",
    "/a, /b/a, false",
    "/a, /%61, false",
    "/a%20b, /a%20b, true",
    "/a-b_c~d, /a-b_c~d, true",
    "//a, //a, true",
    "//a, /a, false",
    "/a., /a., true",
    "/a., /ab, true",
    "/a\\., /ab, false",
    "^/a$, /a, true",
    "^/a$, /ab, false",
    "/a|/b, /b, true",
    "/a|/b, /ab, false",
    "/a.*, /a/b/c, true",
    "'', /, false",
    "/.*, *, false",
    ".*, *, true",
  })
  void wholePathHasToMatchAsItCame(String pattern, String target, boolean matches) {
    assertThat(match(pattern, target) != null).isEqualTo(matches);
  }

  /// Patterns without anything special are compared as text; behind a group that never matters they go through the regular expression.
  @ParameterizedTest
  @ValueSource(strings = {"/", "/a", "/a%2Fb", "//a", "/caf\u00e9", "/a~-_,;=&!'@:"})
  void literalPatternsMatchWhatTheirExpressionDoes(String path) {
    for (String target : List.of(path, path + "x", "/x" + path, path.toUpperCase(Locale.ROOT))) {
      boolean literal = match(path, target) != null;
      boolean expression = match("(?:" + path + ")", target) != null;

      assertThat(literal).isEqualTo(expression);
    }
  }

  @Test
  void unnamedGroupsAreGivenInOrder() {
    assertThat(args("/(\\w+)/(\\d+)", "/story/12?x=y")).containsExactly("story", "12");
    assertThat(args("/a", "/a")).isEmpty();
  }

  @Test
  void namedGroupsAreGivenByName() {
    Match found = match("/(?<year>\\d+)/(?<month>\\d+)", "/2026/11");

    assertThat(found)
        .extracting(Match::pathKwargs)
        .hasToString("{year=[text=2026], month=[text=11]}");
    assertThat(new PathMatches("/(?<b>.)(?<a>.)").groupNames()).containsExactly("b", "a");
  }

  @Test
  void groupThatTookNoPartIsNull() {
    assertThat(args("/a(/\\d+)?(/x)?", "/a/x")).containsExactly(null, "/x");
    assertThat(args("/a/(.*)", "/a/")).containsExactly("");
    assertThat(match("/a(?<id>/\\d+)?", "/a"))
        .extracting(Match::pathKwargs)
        .isEqualTo(Collections.singletonMap("id", null));
  }

  @Test
  void encodedSlashIsNoSlash() {
    assertThat(args("/([^/]+)/([^/]+)", "/a%2Fb/c")).containsExactly("a/b", "c");
    assertThat(match("/([^/]+)", "/a/b")).isNull();
  }

  @Test
  void groupsArePercentDecodedAndPlusIsKept() {
    assertThat(args("/(.*)", "/a%20b+c%3Fd%e2%82%ac")).containsExactly("a b+c?d\u20ac");
    assertThat(args("/(.*)", "/100%25%zz%")).containsExactly("100%%zz%");
  }

  @Test
  void decodedGroupsAreBytes() {
    Match found = match("/(.*)", "/%E9%00");

    assertThat(found).isEqualTo(new Match(List.of(ByteString.decodeHex("e900")), Map.of()));
  }

  @Test
  void mixOfNamedAndUnnamedGroupsIsRefused() {
    assertThatThrownBy(() -> new PathMatches("/(?<a>x)/(y)"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pattern mixes named and unnamed groups: /(?<a>x)/(y)");
  }

  @Test
  void patternThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new PathMatches("/(")).isInstanceOf(PatternSyntaxException.class);
  }

  @Test
  void tellsAboutItsGroups() {
    var matcher = new PathMatches("/(a)/(?:b)/(c)");

    assertThat(matcher.groupCount()).isEqualTo(2);
    assertThat(matcher.groupNames()).isEmpty();
    assertThat(matcher.pattern().pattern()).isEqualTo("/(a)/(?:b)/(c)");
    assertThat(matcher).hasToString("PathMatches(/(a)/(?:b)/(c))");
  }
}
