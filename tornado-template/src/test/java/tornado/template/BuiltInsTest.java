// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.fixture.Once;
import tornado.locale.Locales;

/// The functions and words that every template has.
@Once
final class BuiltInsTest {
  private static String render(String text) {
    return Template.of(text)
        .generateString(Map.of("v", "<a b&c>", "url", "see http://a.b/?c&d <", "s", " a \n b "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          {{ escape(v) }} @ &lt;a b&amp;c&gt;
          {{ xhtml_escape(v) }} @ &lt;a b&amp;c&gt;
          {{ url_escape(v) }} @ %3Ca+b%26c%3E
          {{ v | url_escape }} @ %3Ca+b%26c%3E
          {% raw json_encode([v, 1]) %} @ ["<a b&c>", 1]
          {{ json_encode(v) }} @ &quot;&lt;a b&amp;c&gt;&quot;
          {% raw json_encode(escape('<')) %} @ "&lt;"
          [{{ squeeze(s) }}] @ [a b]
          {{ linkify(url) }} @ see <a href="http://a.b/?c&amp;d">http://a.b/?c&amp;d</a> &lt;
          {{ linkify('www.a.b', extra_params='rel="x"') }} @ <a href="http://www.a.b" rel="x">www.a.b</a>
          {{ linkify('www.a.b', require_protocol=true) }} @ www.a.b
          {{ linkify('ftp://a', permitted_protocols=['ftp']) }} @ <a href="ftp://a">ftp://a</a>
          {{ linkify('http://a.b/123456789/1234567890', true) }} @ <a href="http://a.b/123456789/1234567890" title="http://a.b/123456789/1234567890">http://a.b/12345678...</a>
          {{ max(1, 3, 2) }}{{ min(1, 3) }} @ 31
          {{ datetime(0) }} @ 1970-01-01T00:00Z
          {{ datetime('2026-01-02T03:04:05Z').year }} @ 2026
          """)
  void computes(String text, String expected) {
    assertThat(render(text)).isEqualTo(expected);
  }

  @Test
  void programsMayCallThem() {
    assertThat(TemplateFunction.builtIn("squeeze").call(Arguments.of(" a  b "))).isEqualTo("a b");
    assertThatThrownBy(() -> TemplateFunction.builtIn("nothing"))
        .hasMessage("no function of every template is named nothing");
  }

  @Test
  void datetimeOfWhatProgramsHave() {
    var template = Template.of("{{ datetime(v) | date('yyyy-MM-dd HH:mm') }}");

    assertThat(template.generateString(Map.of("v", Instant.parse("2026-01-02T03:04:05Z"))))
        .isEqualTo("2026-01-02 03:04");
    assertThat(template.generateString(Map.of("v", Timestamp.from(Instant.EPOCH))))
        .isEqualTo("1970-01-01 00:00");
    assertThatThrownBy(() -> template.generateString(new HashMap<>(Map.of("v", true))))
        .hasMessage("datetime of what is no time: true at <string>:1");
  }

  @Test
  void numbersAndDatesAreInThePagesLanguage() {
    var template =
        Template.of("{{ 1234.5 | numberformat('#,##0.0') }} {{ datetime(0) | date('MMMM') }}");

    assertThat(
            template.generateString(
                Map.of("locale", Locales.builder().defaultLocale("de_DE").build().defaultLocale())))
        .isEqualTo("1.234,5 Januar");
    assertThat(template.generateString(Map.of())).startsWith("1,234.5 ");
  }

  @Test
  void truthIsAsInPython() {
    var template = Template.of("{{ v ? 'yes' : 'no' }}{% if not v %} not{% endif %}");

    assertThat(template.generateString(Map.of("v", ""))).isEqualTo("no not");
    assertThat(template.generateString(Map.of("v", 0))).isEqualTo("no not");
    assertThat(template.generateString(Map.of("v", Map.of()))).isEqualTo("no not");
    assertThat(template.generateString(Map.of("v", new int[0]))).isEqualTo("no not");
    assertThat(template.generateString(Map.of("v", "x"))).isEqualTo("yes");
    assertThat(template.generateString(Map.of("v", new Object()))).isEqualTo("yes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          {{ v and s }} @ true
          {{ v and '' }} @ false
          {{ '' or 0 or [] }} @ false
          {{ not v or s }} @ true
          {{ not (v and '') }} @ true
          {{ [] is empty }} @ true
          {{ v is not empty and v is not null }} @ true
          {{ 1 == 1 and not (1 == 2) }} @ true
          """)
  void operatorsTakeAnyValue(String text, String expected) {
    assertThat(render(text)).isEqualTo(expected);
  }

  @Test
  void whatPrintsNothingIsNotTrue() {
    var template =
        Template.of("{{ v ? 'yes' : 'no' }} {{ m() ? 'yes' : 'no' }}{% macro m() %}{% endmacro %}");

    assertThat(template.generateString(Map.of("v", new Markup("")))).isEqualTo("no no");
    assertThat(template.generateString(Map.of("v", new Markup("0")))).isEqualTo("yes no");
  }

  @ParameterizedTest
  @CsvSource({"sort, '[1, 2, 3]'", "rsort, '[3, 2, 1]'", "reverse, '[2, 1, 3]'"})
  void sortingChangesNothing(String filter, String expected) {
    var list = new ArrayList<>(List.of(3, 1, 2));
    var array = new Integer[] {3, 1, 2};
    var template = Template.of("{{ v | " + filter + " }}");

    assertThat(template.generateString(Map.of("v", list))).isEqualTo(expected);
    assertThat(template.generateString(Map.of("v", List.copyOf(list)))).isEqualTo(expected);
    assertThat(Template.of("{{ v | sort }}").generateString(Map.of("v", array)))
        .isEqualTo("[1, 2, 3]");
    assertThat(list).containsExactly(array).containsExactly(3, 1, 2);
  }
}
