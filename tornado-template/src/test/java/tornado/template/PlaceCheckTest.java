// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Once;

/// What [Loader#check] says of values that stand where their escaping doesn't keep them.
@Once
final class PlaceCheckTest {
  private static List<String> messages(Map<String, String> templates) {
    return Loader.of(templates).check().stream().map(TemplateError::getMessage).toList();
  }

  private static List<String> problems(String text) {
    return Loader.of(Map.of("a.html", text, "card.html", "{% block c %}{% endblock %}"))
        .check()
        .stream()
        .map(TemplateError::problem)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      textBlock =
          """
          <script>n = {{ x }}; @ x stands in a script but is escaped as html: use escape("json"), or within quotes escape("js")
          <SCRIPT type="module">n = '{{ x.y }}' @ x.y stands in a script but is escaped as html: use escape("json"), or within quotes escape("js")
          <p onclick="f('{{ x }}')"> @ x stands in the script of attribute onclick but is escaped as html: use escape("js") within quotes
          <a href="javascript:f('{{ x }}')"> @ x stands in the script of attribute href but is escaped as html: use escape("js") within quotes
          <style>p { color: {{ x }} } @ x stands in a style but is escaped as html: use escape("css"), or escape("html") for a number
          <p style="color: {{ x }}"> @ x stands in a style but is escaped as html: use escape("css"), or escape("html") for a number
          <a href="{{ x }}"> @ x begins the address in attribute href but is escaped as html: use escape("href")
          <p class={{ x }}> @ x is the value of attribute class, which needs quotes around it
          <p class=a-{{ x }}> @ x is the value of attribute class, which needs quotes around it
          <p {{ x }}> @ x stands in a tag where names are, for which there is no escaping: choose among names that are written out
          """)
  void saysWhatStandsWhereAndWhatToDo(String text, String problem) {
    assertThat(problems(text)).containsExactly(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p data-{{ x }}='a'>",
        "<p a {{ x }}>",
        "<h{{ x }}>",
        "<{{ x }}>",
        "<p a=1 b='2' {{ x }}>",
        "<p a='>' {{ x }}>",
        "<br/{{ x }}>"
      })
  void namesAreFoundAnywhereInATag(String text) {
    assertThat(problems(text)).singleElement().asString().startsWith("x stands in a tag");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src='{{ x }}'>",
        "<form action=\"{{ x }}\">",
        "<button formaction=\"{{ x }}\">",
        "<a xlink:href=\"{{ x }}\">",
        "<a HREF = \" {{ x }}\">",
        "<a href=\"{{ x }}/{{ y }}\">",
        "<a href=\"{{ x ~ '/a' }}\">",
        "<a href=\"{{ ' ' ~ x }}\">",
        "<a href=\"{{ a ? '/' : x | trim }}\">",
        "<a href=\"{% if a %}/{% endif %}{{ x }}\">",
        "{% for each in all %}<a href=\"{{ x }}\">{% endfor %}",
        "{% macro m(x) %}<a href=\"{{ x }}\">{% endmacro %}",
        "{% set x = y %}<a href=\"{{ x }}\">"
      })
  void addressesAreFoundWhereTheyBegin(String text) {
    assertThat(problems(text)).singleElement().asString().startsWith("x begins the address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p title=\"{{ x }}\" class='a {{ x }}'>{{ x }}</p>",
        "<title>{{ x }}</title><textarea><p {{ x }}></textarea>",
        "<!-- <script> {{ x }} --><!--><p>{{ x }}<!DOCTYPE {{ x }}>",
        "a < {{ x }} <3 {{ x }} </ {{ x }}>",
        "<script>a</script>{{ x }}<style></style >{{ x }}",
        "<script>if (a </script>{{ x }}",
        "<p onclick=\"f()\">{{ x }}",
        "<?xml version='1.0'?>{{ x }}",
        "<script src='a'/>{{ x }}"
      })
  void textAndQuotesAreWhatHtmlIsFor(String text) {
    assertThat(problems(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/{{ x }}",
        "https://{{ x }}",
        "#{{ x }}",
        "?{{ x }}",
        "{{ '/a' }}{{ x }}",
        "{{ '/a/' ~ x }}",
        "{{ \"/a/#{x}\" }}",
        "{{ staticUrl('a') }}",
        "{{ reverseUrl('a', x) }}",
        "{{ handler.reverseUrl('a') }}",
        "{{ request.path }}",
        "{{ _('/en') }}",
        "{{ x | escape('href') }}",
        "{{ x | url_escape }}",
        "{% raw x %}{{ x }}",
        "{% include 'a.html' %}{{ x }}",
        "{% embed 'a.html' %}{% endembed %}{{ x }}",
        "{% if a %}/a{% else %}/b{% endif %}{{ x }}",
        "{% apply trim %}/{% endapply %}{{ x }}"
      })
  void addressesThatBeginByTheProgramsOwnAreRight(String address) {
    assertThat(problems("<a href=\"" + address + "\">")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a'",
        "1",
        "1.5",
        "true",
        "null",
        "a - 1",
        "a == b",
        "not a",
        "a ? 'b' : 2",
        "a | length",
        "a | date('yyyy')",
        "a | raw",
        "a | escape('html')",
        "a | escape",
        "a | escape('js') | trim",
        "'a' | upper",
        "escape(a)",
        "m(a)",
        "macros.m(a)",
        "modules.Entry(a)",
        "loop.index",
        "number",
        "letter",
        "safe"
      })
  void valuesThatAreRightEverywhereAreNotReported(String value) {
    String before =
        "{% import 'm' as macros %}{% set safe = a | escape('js') %}"
            + "{% for number in 1..3 %}{% for letter in ['a', 'b'] %}";
    String text = before + "<p {{ # }}><script>{{ # }}</script>{% endfor %}{% endfor %}";

    assertThat(messages(Map.of("a.html", text.replace("#", value), "m", ""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "x | upper", "x ~ 'a'", "a ? 1 : x", "'a' ~ x | lower", "[1, x]"})
  void valuesOfWhichAPartMayBeAnyTextAreReported(String value) {
    assertThat(problems("<script>{{ " + value + " }}</script>"))
        .singleElement()
        .asString()
        .startsWith("x stands in a script");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          x.name.first @ x.name.first
          x["name"] @ x.name
          x[i] @ x[...]
          x.name(1) @ x.name(...)
          _("name") @ _(...)
          x | json_encode @ json_encode(...)
          """)
  void namesTheValueAsTheTemplateDoes(String value, String name) {
    assertThat(problems("<script>{{ " + value + " }}</script>"))
        .singleElement()
        .asString()
        .startsWith(name + " stands in a script");
  }

  @Test
  void otherEscapingsAreTheTemplatesOwnChoice() {
    String text = "{% autoescape 'js' %}<script>'{{ x }}'</script>{% endautoescape %}";

    assertThat(problems(text)).isEmpty();
    assertThat(
            Loader.builder(TemplateSource.map(Map.of("a.html", "<p {{ x }}>")))
                .autoescape("none")
                .build()
                .check())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "text/template, 0",
    "text/x-handlebars, 0",
    "{{ type }}, 0",
    "module, 1",
    "text/javascript, 1",
    "application/ld+json, 1",
    "'', 1"
  })
  void scriptsOfOtherTypesAreLeftAlone(String type, int count) {
    assertThat(problems("<script type=\"" + type + "\">{{ x }}</script>")).hasSize(count);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script{% if a %} defer{% endif %}>{{ x }}",
        "<script{% if a %} defer{% else %} async{% endif %}>{{ x }}",
        "<script>{% block b %}{{ x }}{% endblock %}",
        "<script>{% for a in b %}{{ x }}{% endfor %}",
        "<script>{% defer %}{{ x }}{% enddefer %}",
        "<script>{% try %}1{% except %}{{ x }}{% endtry %}",
        "<script>{% macro m() %}</script>{% endmacro %}{{ x }}",
        "{% block b %}<script>{% endblock %}{{ x }}",
        "{% if a %}<script>{% else %}<script defer>{% endif %}{{ x }}",
        "{% autoescape 'html' %}<script>{% endautoescape %}{{ x }}",
        "{% apply trim %}<script>{{ x }}</script>{% endapply %}{{ y }}",
        "{% embed 'card.html' %}{% block c %}<script>{{ x }}{% endblock %}{% endembed %}"
      })
  void tagsAreLookedThrough(String text) {
    assertThat(problems(text)).singleElement().asString().startsWith("x stands in a script");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% if a %}<script>{% endif %}{{ x }}",
        "{% for a in b %}<script>{% endfor %}{{ x }}",
        "{% if a %}<script>{% else %}<style>{% endif %}{{ x }}",
        "{% if a %}<script{% else %}<p{% endif %}>{{ x }}",
        "{% if a %}<p {% else %}b{% endif %}{{ x }}",
        "{% embed 'a.html' %}<script>{{ x }}{% endembed %}",
        "{% macro m() %}<script>{% endmacro %}{{ x }}",
        "<script>{% apply json_encode %}{{ x }}{% endapply %}",
        "<a {% if a %}href{% else %}title{% endif %}=\"{{ x }}\">",
        "<{% if a %}ol{% else %}ul{% endif %} title=\"{{ x }}\">{{ x }}"
      })
  void whatCannotBeToldIsNotReported(String text) {
    assertThat(problems(text)).isEmpty();
  }

  @Test
  void blocksForAnotherTemplateBeginAsText() {
    String child =
        "{% extends 'base.html' %}<script>{{ x }}{% block b %}{{ x }}<p {{ x }}>{% endblock %}";
    String base = "<script>{% block b %}{% endblock %}";

    assertThat(messages(Map.of("base.html", base, "child.html", child)))
        .singleElement()
        .asString()
        .startsWith("x stands in a tag");
  }

  @ParameterizedTest
  @CsvSource({
    "a.html, 1",
    "a.htm, 1",
    "a.xhtml, 1",
    "b.js/a, 1",
    "a.js, 0",
    "a.txt, 0",
    "b.html/a.css, 0"
  })
  void onlyHtmlIsLookedThrough(String name, int count) {
    assertThat(messages(Map.of(name, "<script>{{ x }}</script>"))).hasSize(count);
  }

  @Test
  void textWithoutTagsAndEndingIsNoHtml() {
    assertThat(messages(Map.of("mail", "From: <{{ address }}>"))).isEmpty();
  }

  @Test
  void everyMistakeHasItsLine() {
    String text =
        """
        <html>
        <head {{ a }}>
        <script nonce="{{ cspNonce() }}">
          var b = "{{ b }}",
              c = {{ c | escape("json") }}; // {{ d }}
        </script>
        </head>
        <body class={{ e }}><p title="{{ f }}">{{ g }}</p>
        {% if h %}
        <a
          href="{{ h }}" onclick="go('{{ i }}')">{{ j }}</a>
        {% endif %}
        </body>
        """;

    List<TemplateError> errors = Loader.of(Map.of("dir/a.html", text)).check();

    assertThat(errors)
        .extracting(error -> error.problem().charAt(0) + " " + error.positions())
        .containsExactly(
            "a [dir/a.html:2]",
            "b [dir/a.html:4]",
            "d [dir/a.html:5]",
            "e [dir/a.html:8]",
            "h [dir/a.html:11]",
            "i [dir/a.html:11]");
    assertThat(errors.getFirst().excerpt()).isEqualTo("<head {{ a }}>");
  }

  @Test
  void templatesWithSuchMistakesAreLoadedAndRendered() {
    Loader loader = Loader.of(Map.of("a.html", "<p {{ x }}>"));

    assertThat(loader.load("a.html").generateString(Map.of("x", "id"))).isEqualTo("<p id>");
  }
}
