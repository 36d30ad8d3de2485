// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Once;

/// `format` and `formatted`.
@Once
final class FormatTest {
  private static String render(String text) {
    return Template.of(text).generateString(Map.of("v", "seven"));
  }

  @Test
  void formats() {
    assertThat(render("{{ '%s+%d' | format(v, 1) }} {{ '%s'.formatted(v) }}"))
        .isEqualTo("seven+1 seven");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{ '%05d EUR' | format(v) }}", "{{ '%05d EUR'.formatted(v) }}"})
  void failureNamesTheFormat(String text) {
    assertThatThrownBy(() -> render(text))
        .isInstanceOf(TemplateError.class)
        .hasMessage(
            "format '%05d EUR' fails: IllegalFormatConversionException: d != java.lang.String at <string>:1");
  }
}
