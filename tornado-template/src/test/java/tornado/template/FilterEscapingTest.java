// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.pebbletemplates.pebble.extension.core.CoreExtension;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Once;

/// Filters that pass what comes from outside on, whose results are escaped for all that.
@Once
final class FilterEscapingTest {
  private static final String TAG = "<b>";

  static Set<String> filters() {
    var names = new TreeSet<>(new CoreExtension().getFilters().keySet());
    names.addAll(BuiltIns.FUNCTIONS.keySet());
    return names;
  }

  private static String render(String expression, Object value) {
    return Template.of("{{ " + expression + " }}").generateString(Map.of("v", value, "tag", TAG));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void noFilterLetsMarkupThrough(String name) {
    for (Object value : List.of(TAG, "PGI+", List.of(TAG), Map.of(TAG, TAG), new String[] {TAG})) {
      assertThat(renderIfTaken("v | " + name, value)).doesNotContainIgnoringCase(TAG);
    }
  }

  /// Returns nothing if the filter takes no such value.
  private static String renderIfTaken(String expression, Object value) {
    try {
      return render(expression, value);
    } catch (TemplateError e) {
      return "";
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "['a', 'b'] | join(tag)",
        "missing | default(tag)",
        "'%s' | format(tag)",
        "'a' | replace({'a': tag})",
        "['a'] | merge([tag])",
        "('a' ~ tag) | split('a') | last",
        "('a' ~ tag) | slice(1, 4)",
        "(tag ~ tag) | abbreviate(7)",
        "1 | numberformat(\"#'\" ~ tag ~ \"'\")",
        "datetime(0) | date(\"yyyy'\" ~ tag ~ \"'\")",
        "true ? tag : ''",
        "\"#{tag}\""
      })
  void noArgumentLetsMarkupThrough(String expression) {
    assertThat(render(expression, "")).doesNotContain(TAG).contains("&lt;b&gt;");
  }

  @Test
  void datesAreEscapedWhateverTheyAreOf() {
    for (Object time : List.of(Timestamp.from(Instant.EPOCH), Instant.EPOCH, 0)) {
      assertThat(render("v | date(\"''\" ~ \"'\" ~ tag ~ \"'\")", time))
          .isEqualTo("&#x27;&lt;b&gt;");
    }
  }
}
