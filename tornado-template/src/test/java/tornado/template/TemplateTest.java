// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.Once;

/// Templates, as in Tornado's `template_test.TemplateTest`, in this language's words: `endif` where Tornado says `end`.
@Once
final class TemplateTest {
  private static String generate(String text, Map<String, ?> values) {
    return Template.of(text).generateString(values);
  }

  @Test
  void simple() {
    assertThat(Template.of("Hello {{ name }}!").generate(Map.of("name", "Ben")))
        .isEqualTo(ByteString.encodeUtf8("Hello Ben!"));
  }

  @Test
  void bytes() {
    assertThat(generate("Hello {{ name }}!", Map.of("name", ByteString.encodeUtf8("Bén"))))
        .isEqualTo("Hello Bén!");
  }

  @Test
  void expressions() {
    assertThat(generate("2 + 2 = {{ 2 + 2 }}", Map.of())).isEqualTo("2 + 2 = 4");
  }

  @Test
  void comment() {
    assertThat(generate("Hello{# TODO i18n #} {{ name }}!", Map.of("name", "Ben")))
        .isEqualTo("Hello Ben!");
  }

  @Test
  void include() {
    var loader =
        Loader.of(
            Map.of(
                "index.html", "{% include \"header.html\" %}\nbody text",
                "header.html", "header text"));

    assertThat(loader.load("index.html").generateString(Map.of()))
        .isEqualTo("header text\nbody text");
  }

  @Test
  void extendsAnother() {
    var loader =
        Loader.of(
            Map.of(
                "base.html",
                """
                <title>{% block title %}default title{% endblock %}</title>
                <body>{% block body %}default body{% endblock %}</body>
                """,
                "page.html",
                """
                {% extends "base.html" %}
                {% block title %}page title{% endblock %}
                {% block body %}page body{% endblock %}
                """));

    assertThat(loader.load("page.html").generateString(Map.of()))
        .isEqualTo("<title>page title</title>\n<body>page body</body>\n");
  }

  @Test
  void relativeLoad() {
    var loader =
        Loader.of(
            Map.of(
                "a/1.html", "{% include '2.html' %}",
                "a/2.html", "{% include '../b/3.html' %}",
                "b/3.html", "ok"));

    assertThat(loader.load("a/1.html").generateString(Map.of())).isEqualTo("ok");
  }

  @Test
  void unicodeTemplate() {
    assertThat(generate("é", Map.of())).isEqualTo("é");
  }

  @Test
  void unicodeLiteralExpression() {
    assertThat(generate("{{ \"é\" }}", Map.of())).isEqualTo("é");
  }

  @Test
  void customNamespace() {
    TemplateFunction increment = args -> ((Long) args.positional().getFirst()) + 1;
    var loader =
        Loader.builder(TemplateSource.map(Map.of("test.html", "{{ inc(5) }}")))
            .global("inc", increment)
            .build();

    assertThat(loader.load("test.html").generateString(Map.of())).isEqualTo("6");
  }

  @Test
  void apply() {
    assertThat(applyUpper(arguments -> arguments.text(0).toUpperCase(Locale.ROOT)))
        .isEqualTo("FOO É");
  }

  @Test
  void bytesApply() {
    assertThat(
            applyUpper(
                arguments -> ByteString.encodeUtf8(arguments.text(0).toUpperCase(Locale.ROOT))))
        .isEqualTo("FOO É");
  }

  private static String applyUpper(TemplateFunction shout) {
    var source = TemplateSource.map(Map.of("a", "{% apply shout %}foo é{% endapply %}"));

    return Loader.builder(source)
        .pageFunctions("shout")
        .build()
        .load("a")
        .generateString(Map.of("shout", shout));
  }

  @Test
  void applyFilterOfTheLanguage() {
    assertThat(generate("{% apply upper %}foo é{% endapply %}", Map.of())).isEqualTo("FOO É");
  }

  @Test
  void ifOrElse() {
    var template = Template.of("{% if x > 4 %}yes{% else %}no{% endif %}");

    assertThat(template.generateString(Map.of("x", 5))).isEqualTo("yes");
    assertThat(template.generateString(Map.of("x", 3))).isEqualTo("no");
  }

  @Test
  void ifEmptyBody() {
    assertThat(generate("{% if true %}{% else %}{% endif %}", Map.of())).isEmpty();
  }

  @Test
  void commentDirective() {
    assertThat(generate("{% comment blah blah %}foo", Map.of())).isEqualTo("foo");
  }

  @Test
  void breakContinue() {
    String page =
        generate(
            """
            {% for i in range(0, 9) %}
                {% if i == 2 %}
                    {% continue %}
                {% endif %}
                {{ i }}
                {% if i == 6 %}
                    {% break %}
                {% endif %}
            {% endfor %}\
            """,
            Map.of());

    assertThat(page.replaceAll("\\s", "")).isEqualTo("013456");
  }

  @Test
  void breakOutsideLoop() {
    assertThatThrownBy(() -> Template.of("{% break %}"))
        .isInstanceOf(ParseError.class)
        .hasMessage("break stands in no loop at <string>:1");
  }

  @Test
  void breakInApply() {
    assertThatThrownBy(() ->
            Template.of("{% for i in [] %}{% apply upper %}{% break %}{% endapply %}{% endfor %}"))
        .isInstanceOf(ParseError.class);
  }

  @Test
  void nonASCIIName() {
    var loader = Loader.of(Map.of("tést.html", "hello"));

    assertThat(loader.load("tést.html").generateString(Map.of())).isEqualTo("hello");
  }
}
