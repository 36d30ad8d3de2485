// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Once;

/// What nests without end, or deeper than there is room for, is an error with its place.
@Once
final class NestingTest {
  private static String render(String text) {
    return Loader.of(Map.of("a", text)).load("a").generateString(Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% extends 'a' %}",
        "{% embed 'a' %}{% endembed %}",
        "{% block b %}{% embed 'a' %}{% endembed %}{% endblock %}",
        "{% block b %}{% endblock %}{% embed 'a' %}{% block b %}{{ parent() }}{% endblock %}{% endembed %}",
        "{% block b %}{{ block('b') }}{% endblock %}",
        "{% block b %}{{ block('c') }}{% endblock %}{% block c %}{{ block('b') }}{% endblock %}",
        "{% macro m() %}{{ n() }}{% endmacro %}{% macro n() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m(x=m()) %}{% endmacro %}{{ m() }}",
        "{% macro m() %}{% include 'a' %}{% endmacro %}{{ m() }}",
        "{% import 'a' as a %}{% macro m() %}{{ a.m() }}{% endmacro %}{% include 'a' %}"
      })
  void loopIsAnError(String text) {
    assertThatThrownBy(() -> render(text))
        .isInstanceOf(TemplateError.class)
        .hasMessageStartingWith("nests deeper than 100, perhaps within itself: ")
        .hasMessageContaining(" at a:1");
  }

  @Test
  void blocksWithinEachOtherAreNoLoop() {
    var child = new StringBuilder("{% extends 'base' %}");
    var base = new StringBuilder("x");
    for (int i = 0; i < 40; i++) {
      base.insert(0, "{% block b" + i + " %}").append("{% endblock %}");
      child.append("{% block b" + i + " %}{{ parent() }}{% endblock %}");
    }

    var loader = Loader.of(Map.of("base", base.toString(), "child", child.toString()));

    assertThat(loader.load("child").generateString(Map.of())).isEqualTo("x");
  }

  @Test
  void valueThatHoldsItselfIsAnError() {
    var list = new ArrayList<Object>();
    list.add(List.of(list));

    assertThatThrownBy(() -> Template.of("\n{{ v }}").generate(Map.of("v", list)))
        .isInstanceOf(TemplateError.class)
        .hasMessage("values or expressions nest too deep at <string>:2");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ~ 'a'", " | upper", "[0]"})
  void expressionThatIsTooLongIsAnError(String more) {
    String text = "{{ 'a'" + more.repeat(200_000) + " }}";

    assertThatThrownBy(() -> render(text))
        .isInstanceOf(TemplateError.class)
        .hasMessageContaining("expressions nest too deep at a:");
  }

  @Test
  void pageGoesOnBehindAValueThatHoldsItself() {
    var list = new ArrayList<Object>();
    list.add(List.of(list));

    assertThat(
            Template.of("{% try %}{{ v }}{% except %}no{% endtry %} end")
                .generateString(Map.of("v", list)))
        .isEqualTo("no end");
  }
}
