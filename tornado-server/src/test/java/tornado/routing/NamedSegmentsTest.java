// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `{name}` in path patterns.
final class NamedSegmentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/story/{id} /story/(?<id>[^/]+)",
        "/{a}/{b} /(?<a>[^/]+)/(?<b>[^/]+)",
        "/{year:[0-9]{4}}/{slug:[a-z-]+} /(?<year>[0-9]{4})/(?<slug>[a-z-]+)",
        "/files/{path:.*} /files/(?<path>.*)",
        "/{brace:\\}} /(?<brace>\\})",
        "/{letter:\\p{L}} /(?<letter>\\p{L})",
      })
  void shortFormsBecomeGroups(String pattern, String expanded) {
    assertThat(NamedSegments.expand(pattern)).isEqualTo(expanded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/[0-9]{4}",
        "/[0-9]{1,2}",
        "/\\{name}",
        "/\\p{Alpha}",
        "/\\\\p",
        "/(?<id>a)"
      })
  void regularExpressionsStay(String pattern) {
    assertThat(NamedSegments.expand(pattern)).isEqualTo(pattern);
  }

  @Test
  void backslashBeforeABackslashEscapesNoBrace() {
    assertThat(NamedSegments.expand("/\\\\{id}")).isEqualTo("/\\\\(?<id>[^/]+)");
  }

  @Test
  void malformedShortFormsAreNamed() {
    assertThatThrownBy(() -> NamedSegments.expand("/{story_id}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected a name of ASCII letters and digits but was 'story_id' in pattern /{story_id}");
    assertThatThrownBy(() -> NamedSegments.expand("/{id:[0-9]+"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'{' without '}' in pattern /{id:[0-9]+");
  }

  @Test
  void matchAndWayBack() {
    var matcher = new PathMatches("/story/{id:[0-9]+}/{slug}");

    assertThat(matcher.match(FakeRequest.to("/story/7/a%20b")))
        .isEqualTo(
            new Match(
                List.of(),
                Map.of("id", ByteString.encodeUtf8("7"), "slug", ByteString.encodeUtf8("a b"))));
    assertThat(matcher.match(FakeRequest.to("/story/7/a/b"))).isNull();
    assertThat(matcher.match(FakeRequest.to("/story/x/a"))).isNull();
    assertThat(matcher.reverse(7, "a b")).isEqualTo("/story/7/a%20b");
  }

  @Test
  void namedAndUnnamedGroupsDoNotMix() {
    assertThatThrownBy(() -> new PathMatches("/{id}/([a-z]+)"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pattern mixes named and unnamed groups: /{id}/([a-z]+)");
  }
}
