// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tornado.fixture.Once;

/// `for`, `while` and what leaves them.
@Once
final class LoopTest {
  private static String render(String text) {
    return Template.of(text).generateString(Map.of("v", List.of("a", "b", "c"), "n", 0));
  }

  @Test
  void goesThroughListsArraysAndMaps() {
    var template = Template.of("{% for x in v %}{{ x }};{% endfor %}");

    assertThat(template.generateString(Map.of("v", List.of(1, 2)))).isEqualTo("1;2;");
    assertThat(template.generateString(Map.of("v", new int[] {1, 2}))).isEqualTo("1;2;");
    assertThat(template.generateString(Map.of("v", new String[] {"a"}))).isEqualTo("a;");
    assertThat(template.generateString(Map.of("v", Map.of("a", 1)))).isEqualTo("a=1;");
  }

  @Test
  void elseIsForNoValues() {
    assertThat(render("{% for x in [] %}{{ x }}{% else %}none{% endfor %}")).isEqualTo("none");
    assertThat(render("{% for x in null %}{{ x }}{% else %}none{% endfor %}")).isEqualTo("none");
    assertThat(render("{% for x in v %}{{ x }}{% else %}none{% endfor %}")).isEqualTo("abc");
  }

  @Test
  void loopTellsWhereItIs() {
    assertThat(
            render(
                "{% for x in v %}{{ loop.index }}{{ loop.revindex }}{{ loop.length }}"
                    + "{{ loop.first ? 'f' : '' }}{{ loop.last ? 'l' : '' }} {% endfor %}"))
        .isEqualTo("023f 113 203l ");
  }

  @Test
  void loopOfTheLoopAroundIsBackAfterwards() {
    assertThat(
            render(
                "{% for x in v %}{% for y in [1] %}{{ loop.index }}{% endfor %}"
                    + "{{ loop.index }} {% endfor %}"))
        .isEqualTo("00 01 02 ");
  }

  @Test
  void variableEndsWithTheLoop() {
    assertThatThrownBy(() -> render("{% for x in v %}{% endfor %}{{ x }}"))
        .hasMessageStartingWith("'x' is undefined");
  }

  @Test
  void rangesAreOfNumbersOrCharacters() {
    assertThat(render("{% for i in 1..3 %}{{ i }}{% endfor %}")).isEqualTo("123");
    assertThat(render("{% for i in range(3, 1, -1) %}{{ i }}{% endfor %}")).isEqualTo("321");
    assertThat(render("{% for i in range(0, 9, increment=4) %}{{ i }}{% endfor %}"))
        .isEqualTo("048");
    assertThat(render("{% for i in 'a'..'e' %}{{ i }}{% endfor %}")).isEqualTo("abcde");
    assertThat(render("{% for i in range(3, 1) %}{{ i }}{% endfor %}")).isEmpty();
  }

  @Test
  void rangesAreRefusedThatNeverEnd() {
    assertThatThrownBy(() -> render("{{ range(1, 2, 0) }}"))
        .hasMessage("range has the increment 0 at <string>:1");
    assertThatThrownBy(() -> render("{{ range(1, 9000000000) }}"))
        .hasMessage("range is too long: 1 to 9000000000 at <string>:1");
    assertThatThrownBy(() -> render("{{ range('a', 1) }}"))
        .hasMessage("range needs a number as its start: a at <string>:1");
  }

  /// A list of so many numbers would fill the heap.
  @Test
  void hugeRangeTakesNoRoom() {
    assertThat(
            render(
                "{% for i in range(1, 2000000000) %}{% if i > 3 %}{% break %}{% endif %}{{ i }}{% endfor %}"))
        .isEqualTo("123");
  }

  @Test
  void breakAndContinueLeaveTheInnermostLoop() {
    assertThat(
            render(
                "{% for x in v %}{% for y in 1..3 %}{% if y == 2 %}{% break %}{% endif %}"
                    + "{{ x }}{{ y }}{% endfor %}.{% endfor %}"))
        .isEqualTo("a1.b1.c1.");
    assertThat(
            render(
                "{% for x in v %}{% if x == 'b' %}{% continue %}{% endif %}{{ x }}{% endfor %}!"))
        .isEqualTo("ac!");
  }

  @Test
  void whileRunsAsLongAsItsConditionHolds() {
    assertThat(render("{% while n < 3 %}{{ n }}{% set n = n + 1 %}{% endwhile %}"))
        .isEqualTo("012");
    assertThat(render("{% while true %}x{% break %}{% endwhile %}")).isEqualTo("x");
  }

  @Test
  void otherValuesAreErrors() {
    assertThatThrownBy(() -> render("{% for x in n %}{% endfor %}"))
        .hasMessage("no list, map or array: Integer at <string>:1");
  }

  @Test
  void loopShowsWhereItIs() {
    assertThat(render("{% for x in v %}{% if loop.first %}{{ loop }}{% endif %}{% endfor %}"))
        .isEqualTo("{last=false, length=3, index=0, revindex=2, first=true}");
  }

  @Test
  void rangesAreSorted() {
    assertThat(render("{{ 1..3 | reverse }}{{ range(3, 1, -1) | sort }}{{ 'a'..'c' | rsort }}"))
        .isEqualTo("[3, 2, 1][1, 2, 3][c, b, a]");
  }

  @Test
  void rangeTakesNothingElse() {
    assertThatThrownBy(() -> render("{{ range(1, 2, 1, 1) }}"))
        .hasMessage("range takes no more than start, end and increment at <string>:1");
    assertThatThrownBy(() -> render("{{ range(1, 2, step=1) }}"))
        .hasMessage("range takes no more than start, end and increment at <string>:1");
  }
}
