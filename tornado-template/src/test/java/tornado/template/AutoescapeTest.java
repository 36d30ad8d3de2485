// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tornado.fixture.Once;

/// Escaping by default and by tags, as in Tornado's `template_test.AutoEscapeTest`.
@Once
final class AutoescapeTest {
  private static final Map<String, String> TEMPLATES =
      Map.of(
          "escaped.html", "{% autoescape xhtml_escape %}{{ name }}",
          "unescaped.html", "{% autoescape None %}{{ name }}",
          "default.html", "{{ name }}",
          "include.html",
              """
              escaped: {% include 'escaped.html' %}
              unescaped: {% include 'unescaped.html' %}
              default: {% include 'default.html' %}
              """,
          "escaped_block.html",
              "{% autoescape xhtml_escape %}{% block name %}base: {{ name }}{% endblock %}",
          "unescaped_block.html",
              "{% autoescape None %}{% block name %}base: {{ name }}{% endblock %}",
          "escaped_extends_unescaped.html",
              "{% autoescape xhtml_escape %}{% extends \"unescaped_block.html\" %}",
          "escaped_overrides_unescaped.html",
              "{% autoescape xhtml_escape %}{% extends \"unescaped_block.html\" %}"
                  + "{% block name %}extended: {{ name }}{% endblock %}",
          "unescaped_extends_escaped.html",
              "{% autoescape None %}{% extends \"escaped_block.html\" %}",
          "unescaped_overrides_escaped.html",
              "{% autoescape None %}{% extends \"escaped_block.html\" %}"
                  + "{% block name %}extended: {{ name }}{% endblock %}");

  private static String render(Loader loader, String template, Object name) {
    return loader.load(template).generateString(Map.of("name", name));
  }

  private static String render(String text, Object name) {
    return Template.of(text).generateString(Map.of("name", name));
  }

  @Test
  void defaultOff() {
    var loader = Loader.builder(TemplateSource.map(TEMPLATES)).autoescape("none").build();
    String name = "Bobby <table>s";

    assertThat(render(loader, "escaped.html", name)).isEqualTo("Bobby &lt;table&gt;s");
    assertThat(render(loader, "unescaped.html", name)).isEqualTo("Bobby <table>s");
    assertThat(render(loader, "default.html", name)).isEqualTo("Bobby <table>s");
    assertThat(render(loader, "include.html", name))
        .isEqualTo(
            """
            escaped: Bobby &lt;table&gt;s
            unescaped: Bobby <table>s
            default: Bobby <table>s
            """);
  }

  @Test
  void defaultOn() {
    var loader = Loader.builder(TemplateSource.map(TEMPLATES)).autoescape("xhtml_escape").build();
    String name = "Bobby <table>s";

    assertThat(render(loader, "escaped.html", name)).isEqualTo("Bobby &lt;table&gt;s");
    assertThat(render(loader, "unescaped.html", name)).isEqualTo("Bobby <table>s");
    assertThat(render(loader, "default.html", name)).isEqualTo("Bobby &lt;table&gt;s");
    assertThat(render(loader, "include.html", name))
        .isEqualTo(
            """
            escaped: Bobby &lt;table&gt;s
            unescaped: Bobby <table>s
            default: Bobby &lt;table&gt;s
            """);
  }

  @Test
  void unextendedBlock() {
    var loader = Loader.of(TEMPLATES);

    assertThat(render(loader, "escaped_block.html", "<script>")).isEqualTo("base: &lt;script&gt;");
    assertThat(render(loader, "unescaped_block.html", "<script>")).isEqualTo("base: <script>");
  }

  @Test
  void extendedBlock() {
    var loader = Loader.of(TEMPLATES);

    assertThat(render(loader, "escaped_extends_unescaped.html", "<script>"))
        .isEqualTo("base: <script>");
    assertThat(render(loader, "escaped_overrides_unescaped.html", "<script>"))
        .isEqualTo("extended: &lt;script&gt;");
    assertThat(render(loader, "unescaped_extends_escaped.html", "<script>"))
        .isEqualTo("base: &lt;script&gt;");
    assertThat(render(loader, "unescaped_overrides_escaped.html", "<script>"))
        .isEqualTo("extended: <script>");
  }

  @Test
  void rawExpression() {
    assertThat(render("expr: {{ name }}\nraw: {% raw name %}", "<>&\""))
        .isEqualTo("expr: &lt;&gt;&amp;&quot;\nraw: <>&\"");
  }

  @Test
  void customEscape() {
    TemplateFunction quoted = args -> "'" + args.text(0).replace("'", "\\'") + "'";
    var loader =
        Loader.builder(
                TemplateSource.map(Map.of("foo.py", "{% autoescape quoted %}s = {{ name }}\n")))
            .global("quoted", quoted)
            .build();

    assertThat(render(loader, "foo.py", "<html>")).isEqualTo("s = '<html>'\n");
    assertThat(render(loader, "foo.py", "';exit()")).isEqualTo("s = '\\';exit()'\n");
    assertThat(render(loader, "foo.py", List.of("no string"))).isEqualTo("s = '[no string]'\n");
  }

  @Test
  void rawFilterPrintsAsItIs() {
    assertThat(render("{{ name | raw }}", "<b>")).isEqualTo("<b>");
  }

  @Test
  void markupIsPrintedAsItIs() {
    assertThat(render("{{ name }}", new Markup("<b>"))).isEqualTo("<b>");
  }

  @Test
  void literalsOfTheTemplateArePrintedAsTheyAre() {
    assertThat(render("{{ '<b>' }}", "")).isEqualTo("<b>");
  }

  @Test
  void bothSidesOfAChoiceAreEscaped() {
    assertThat(render("{{ true ? name : name }}{{ false ? name : name }}", "<"))
        .isEqualTo("&lt;&lt;");
  }

  @Test
  void literalSideOfAChoiceIsPrintedAsItIs() {
    assertThat(render("<a {{ true ? 'class=\"on\"' : name }} {{ false ? '\"' : name }}>", "<"))
        .isEqualTo("<a class=\"on\" &lt;>");
  }

  @Test
  void markupStaysMarkupInVariablesArgumentsAndMacros() {
    String macro = "{% macro m(a) %}{{ a }}{% endmacro %}";

    assertThat(render(macro + "{% set x = m('<') %}{{ x }}{{ m(m('<')) }}", ""))
        .isEqualTo("&lt;&lt;");
    assertThat(render(macro + "{{ m(name) }}", new Markup("<b>"))).isEqualTo("<b>");
    assertThat(render("{{ name | upper }}{{ name | length }}", new Markup("<b>")))
        .isEqualTo("&lt;B&gt;3");
  }

  @Test
  void whatIsPutTogetherIsEscaped() {
    assertThat(render("{{ '<' ~ name }} {{ \"#{name}\" }}", "<b>"))
        .isEqualTo("&lt;&lt;b&gt; &lt;b&gt;");
  }

  @Test
  void partBetweenTagsHasItsOwnEscaping() {
    assertThat(
            render("{{ name }}{% autoescape false %}{{ name }}{% endautoescape %}{{ name }}", "<"))
        .isEqualTo("&lt;<&lt;");
  }

  @Test
  void tagsNest() {
    assertThat(
            render(
                "{% autoescape false %}{{ name }}{% autoescape 'html' %}{{ name }}"
                    + "{% endautoescape %}{{ name }}{% endautoescape %}{{ name }}",
                "<"))
        .isEqualTo("<&lt;<&lt;");
  }

  @Test
  void tagWithoutEndHoldsToTheEndOfItsBlock() {
    assertThat(render("{% block a %}{% autoescape false %}{{ name }}{% endblock %}{{ name }}", "<"))
        .isEqualTo("<&lt;");
  }

  @Test
  void unknownEscapingIsRefused() {
    assertThatThrownBy(() -> Template.of("{% autoescape 'htlm' %}"))
        .isInstanceOf(ParseError.class)
        .hasMessage("escaping is unknown: htlm, did you mean 'html'? at <string>:1");
    assertThatThrownBy(() -> Loader.builder(TemplateSource.map(Map.of())).autoescape("x").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("autoescape is unknown: x");
  }

  /// Places where Pebble's own visitor does not look.
  @Test
  void escapesWithinAllTagsThatHoldOthers() {
    String inner = "{{ name }}";

    assertThat(render("{% apply trim %}" + inner + "{% endapply %}", "<")).isEqualTo("&lt;");
    assertThat(render("{% filter trim %}" + inner + "{% endfilter %}", "<")).isEqualTo("&lt;");
    assertThat(render("{% for x in [1] %}" + inner + "{% endfor %}", "<")).isEqualTo("&lt;");
    assertThat(render("{% for x in [] %}{% else %}" + inner + "{% endfor %}", "<"))
        .isEqualTo("&lt;");
    assertThat(render("{% if false %}{% elseif true %}" + inner + "{% endif %}", "<"))
        .isEqualTo("&lt;");
    assertThat(render("{% macro m(name) %}" + inner + "{% endmacro %}{{ m(name) }}", "<"))
        .isEqualTo("&lt;");
  }

  @Test
  void textOfTheTemplateItselfIsNotEscaped() {
    assertThat(render("{{ '<b>' }}{{ '<b>' ~ '</b>' }}{{ true ? '<i>' ~ '</i>' : name }}", "<"))
        .isEqualTo("<b><b></b><i></i>");
    assertThat(render("{{ '<b>' ~ name }}{{ true ? '<b>' ~ name : '' }}", "<"))
        .isEqualTo("&lt;b&gt;&lt;&lt;b&gt;&lt;");
  }

  @Test
  void chosenBlockIsNotEscapedAgain() {
    assertThat(
            render("{% block b %}<i>{{ name }}</i>{% endblock %}{{ true ? block('b') : '' }}", "<"))
        .isEqualTo("<i>&lt;</i><i>&lt;</i>");
  }
}
