// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Once;

/// Templates within templates.
@Once
final class IncludeTest {
  private static String render(Map<String, String> templates, String name) {
    return Loader.of(templates).load(name).generateString(Map.of("x", "outer"));
  }

  @Test
  void includedTemplateSeesTheVariablesHere() {
    assertThat(
            render(
                Map.of(
                    "a", "{% set y = 1 %}{% for z in [2] %}{% include 'b' %}{% endfor %}",
                    "b", "{{ x }}{{ y }}{{ z }}"),
                "a"))
        .isEqualTo("outer12");
  }

  @Test
  void withGivesIncludedTemplateVariablesOfItsOwn() {
    assertThat(
            render(
                Map.of(
                    "a",
                    "{% include 'b' with {'x': 'inner', 'y': 1} %}{{ x }}",
                    "b",
                    "{{ x }}{{ y }}"),
                "a"))
        .isEqualTo("inner1outer");
  }

  @Test
  void nameMayBeComputed() {
    assertThat(render(Map.of("a", "{% include x ~ '.html' %}", "outer.html", "b"), "a"))
        .isEqualTo("b");
  }

  @Test
  void nameWithoutQuotesSaysSo() {
    assertThatThrownBy(() -> render(Map.of("a", "{% include null %}"), "a"))
        .hasMessage("name of a template is no string: put the name in quotes at a:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"include", "extends", "import"})
  void nameOfAFileWithoutQuotesSaysSo(String tag) {
    assertThatThrownBy(() -> render(Map.of("a", "{% " + tag + " inc.html %}"), "a"))
        .hasMessage(
            "'inc' is undefined or null; if it is the name of a template, put the name in quotes at a:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x.html",
        "inc",
        "inc-head.html",
        "parts/head.html",
        "../base.html",
        "./a.html",
        "404.html",
        "inc.html.peb"
      })
  void anyNameWithoutQuotesSaysSo(String name) {
    assertThatThrownBy(() -> render(Map.of("a", "{% include " + name + " %}"), "a"))
        .hasMessageContaining("put the name in quotes");
  }

  @Test
  void variablesSetByAnIncludedTemplateEndWithIt() {
    assertThat(
            render(Map.of("a", "{% include 'b' %}{{ y is defined }}", "b", "{% set y = 1 %}"), "a"))
        .isEqualTo("false");
  }

  @Test
  void templateSetsNoVariablesOfItsCaller() {
    Map<String, Object> values = new HashMap<>(Map.of("x", 1));

    Template.of("{% set x = 2 %}{% set y = 3 %}").generate(values);

    assertThat(values).containsExactly(Map.entry("x", 1));
  }

  @Test
  void levelsOfInheritance() {
    var templates =
        Map.of(
            "a",
                "[{% block b %}a{% endblock %}{% block c %}a{% endblock %}{% block d %}a{% endblock %}]",
            "b", "{% extends 'a' %}{% block c %}b{% endblock %}{% block d %}b{% endblock %}",
            "c", "{% extends 'b' %}{% block d %}c{{ parent() }}{% endblock %}");

    assertThat(render(templates, "c")).isEqualTo("[abcb]");
  }

  @Test
  void blocksNest() {
    var templates =
        Map.of(
            "a", "{% block b %}({% block c %}a{% endblock %}){% endblock %}",
            "b", "{% extends 'a' %}{% block c %}b{% endblock %}");

    assertThat(render(templates, "b")).isEqualTo("(b)");
  }

  @Test
  void blockMayBePrintedAgain() {
    assertThat(render(Map.of("a", "{% block t %}<{{ x }}>{% endblock %} {{ block('t') }}"), "a"))
        .isEqualTo("<outer> <outer>");
  }

  @Test
  void childKeepsWhatItSetsAndNothingElse() {
    var templates =
        Map.of(
            "a", "{{ title }}{% block b %}{% endblock %}",
            "b", "lost {% extends 'a' %}{{ x }}{% set title = 'T' %}{% if true %}lost{% endif %}");

    assertThat(render(templates, "b")).isEqualTo("T");
  }

  @Test
  void parentMayBeComputed() {
    assertThat(
            render(Map.of("a", "{% extends x == 'outer' ? 'b' : 'c' %}", "b", "b", "c", "c"), "a"))
        .isEqualTo("b");
  }

  @Test
  void embedIncludesWithOtherBlocks() {
    var templates =
        Map.of(
            "card",
            "<{% block title %}no title{% endblock %}|{% block text %}{{ y }}{% endblock %}>",
            "page",
            "{% for i in 1..2 %}{% embed 'card' with {'y': '&'} %}"
                + "{% block title %}{{ x }}{{ i }}{{ parent() }}{% endblock %}{% endembed %}{% endfor %}"
                + "{% block title %}own{% endblock %}{% include 'card' with {'y': 1} %}");

    assertThat(render(templates, "page"))
        .isEqualTo("<outer1no title|&amp;><outer2no title|&amp;>own<no title|1>");
  }

  /// Pebble itself forgets to escape there.
  @Test
  void blocksOfAnEmbedAreEscaped() {
    var templates =
        Map.of(
            "card", "{% block b %}{% endblock %}",
            "page", "{% embed 'card' %}{% block b %}{{ '<' ~ x }}{% endblock %}{% endembed %}");

    assertThat(render(templates, "page")).isEqualTo("&lt;outer");
  }

  @Test
  void errorInAnEmbedNamesBoth() {
    var templates =
        Map.of(
            "card", "\n{% block b %}{% endblock %}",
            "page", "{% embed 'card' %}\n\n{% block b %}{{ 1/0 }}{% endblock %}{% endembed %}");

    assertThatThrownBy(() -> render(templates, "page"))
        .hasMessageEndingWith(" at page:3 (via card:2, page:1)");
  }

  @Test
  void errorInACardNamesWhoEmbedsItOnce() {
    var templates = Map.of("card", "\n{{ 1/0 }}", "page", "\n{% embed 'card' %}{% endembed %}");

    assertThatThrownBy(() -> render(templates, "page"))
        .hasMessageEndingWith(" at card:2 (via page:2)");
  }

  @Test
  void whatIsNoMapIsRefused() {
    assertThatThrownBy(() -> render(Map.of("a", "{% include 'b' with [1] %}", "b", ""), "a"))
        .hasMessage("what stands behind 'with' is no map at a:1");
  }

  @Test
  void includeLoopIsAnError() {
    var templates = Map.of("a", "{% include 'b' %}", "b", "\n{% include 'a' %}");

    assertThatThrownBy(() -> render(templates, "a"))
        .isInstanceOf(TemplateError.class)
        .hasMessage(
            "nests deeper than 100, perhaps within itself: b at a:1"
                + " (via b:2, a:1, b:2, a:1, b:2, a:1, b:2, a:1, and 92 more)");
  }

  @Test
  void templateThatIncludesItselfIsAnError() {
    assertThatThrownBy(() -> render(Map.of("a", "{% include 'a' %}"), "a"))
        .hasMessageStartingWith("nests deeper than 100, perhaps within itself: a at a:1 (via a:1");
  }

  @Test
  void extendsLoopIsAnError() {
    var templates = Map.of("a", "{% extends 'b' %}", "b", "{% extends 'a' %}");

    assertThatThrownBy(() -> render(templates, "a"))
        .hasMessageStartingWith("nests deeper than 100, perhaps within itself: ");
  }

  @Test
  void includesThatExtendDoNotNestEither() {
    var templates =
        Map.of(
            "a",
            "{% for i in 1..200 %}{% include 'b' %}{% endfor %}",
            "b",
            "{% extends 'c' %}",
            "c",
            "");

    assertThat(render(templates, "a")).isEmpty();
  }

  @Test
  void includesOneAfterTheOtherDoNotNest() {
    assertThat(
            render(Map.of("a", "{% for i in 1..200 %}{% include 'b' %}{% endfor %}", "b", ""), "a"))
        .isEmpty();
  }
}
