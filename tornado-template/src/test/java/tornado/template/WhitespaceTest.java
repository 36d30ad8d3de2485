// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tornado.fixture.Once;
import tornado.fixture.Vectors;

/// White space in templates, as in Tornado's `template_test.AutoEscapeTest`, where these tests stand.
@Once
final class WhitespaceTest {
  private static final Map<String, String> TWO =
      Map.of("foo.html", "\t\tfoo\n\n", "bar.txt", "\t\tbar\n\n");

  static List<JsonNode> vectors() {
    return Vectors.cases("template_whitespace");
  }

  private static String render(Loader loader, String name) {
    return loader.load(name).generateString(Map.of());
  }

  private static Loader loader(Whitespace mode) {
    return Loader.builder(TemplateSource.map(TWO)).whitespace(mode).build();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void filterWhitespace(JsonNode vector) {
    Whitespace mode = Whitespace.named(vector.get("mode").asString());

    assertThat(mode.filter(vector.get("input").asString()))
        .isEqualTo(vector.get("output").asString());
  }

  @Test
  void unknownModeIsRefused() {
    assertThatThrownBy(() -> Whitespace.named("narrow"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("whitespace mode is unknown: narrow");
  }

  @Test
  void manualMinimizeWhitespace() {
    var loader =
        Loader.of(
            Map.of(
                "foo.txt",
                """
                {% for i in items
                  %}{% if i > 0 %}, {% endif %}{#
                  #}{{i
                  }}{% endfor
                %}\
                """));

    assertThat(loader.load("foo.txt").generateString(Map.of("items", List.of(0, 1, 2, 3, 4))))
        .isEqualTo("0, 1, 2, 3, 4");
  }

  @Test
  void whitespaceByFilename() {
    var loader =
        Loader.of(
            Map.of(
                "foo.html", "   \n\t\n asdf\t   ",
                "bar.js", " \n\n\n\t qwer     ",
                "baz.txt", "\t    zxcv\n\n",
                "include.html", "  {% include 'baz.txt' %} \n ",
                "include.txt", "\t\t{% include 'foo.html' %}    "));

    assertThat(render(loader, "foo.html")).isEqualTo("\nasdf ");
    assertThat(render(loader, "bar.js")).isEqualTo("\nqwer ");
    assertThat(render(loader, "baz.txt")).isEqualTo("\t    zxcv\n\n");
    assertThat(render(loader, "include.html")).isEqualTo(" \t    zxcv\n\n\n");
    assertThat(render(loader, "include.txt")).isEqualTo("\t\t\nasdf     ");
  }

  @Test
  void whitespaceByLoader() {
    assertThat(render(loader(Whitespace.ALL), "foo.html")).isEqualTo("\t\tfoo\n\n");
    assertThat(render(loader(Whitespace.ALL), "bar.txt")).isEqualTo("\t\tbar\n\n");
    assertThat(render(loader(Whitespace.SINGLE), "foo.html")).isEqualTo(" foo\n");
    assertThat(render(loader(Whitespace.SINGLE), "bar.txt")).isEqualTo(" bar\n");
    assertThat(render(loader(Whitespace.ONELINE), "foo.html")).isEqualTo(" foo ");
    assertThat(render(loader(Whitespace.ONELINE), "bar.txt")).isEqualTo(" bar ");
  }

  @Test
  void whitespaceDirective() {
    var loader =
        Loader.of(
            Map.of(
                "foo.html",
                """
                {% whitespace oneline %}
                    {% for i in range(0, 2) %}
                        {{ i }}
                    {% endfor %}
                {% whitespace all %}
                    pre\tformatted
                """));

    assertThat(render(loader, "foo.html")).isEqualTo("  0  1  2  \n    pre\tformatted\n");
  }

  @Test
  void preformattedTextIsKept() {
    assertThat(Whitespace.ONELINE.filter("a  b\n<pre>  c\n\n</pre>"))
        .isEqualTo("a  b\n<pre>  c\n\n</pre>");
  }

  @Test
  void printedValuesAreKept() {
    var loader = Loader.of(Map.of("foo.html", "a  {{ x }}"));

    assertThat(loader.load("foo.html").generateString(Map.of("x", "\n  \n"))).isEqualTo("a \n  \n");
  }

  @Test
  void dashTakesWhiteSpaceBesideATagAway() {
    assertThat(
            Template.of("a  {{- 1 -}}  b {%- if true -%} c {% endif %}").generateString(Map.of()))
        .isEqualTo("a1bc ");
  }
}
