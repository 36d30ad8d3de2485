// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Once;

/// What templates read of values.
@Once
final class AttributesTest {
  /// A record as people write them: in a file with others.
  record Entry(String title, int hits) {
    String hidden() {
      return "hidden";
    }

    public String headed(String head) {
      return head + ": " + title;
    }
  }

  /// A class as people write them, with getters.
  public static final class Bean {
    public String getName() {
      return "Ben";
    }

    public boolean isAdmin() {
      return true;
    }

    public boolean hasChildren() {
      return false;
    }

    public String plus(int number) {
      return "int " + number;
    }

    public String all(String first, Object... rest) {
      return first + List.of(rest);
    }

    public @Nullable String nothing() {
      return null;
    }

    public String getBroken() {
      return List.of("broken").get(getName().length());
    }
  }

  private static String render(String expression, Object value) {
    return Template.of("{{ " + expression + " }}").generateString(Map.of("v", value));
  }

  @Test
  void readsRecords() {
    assertThat(render("v.title ~ v.hits", new Entry("One", 7))).isEqualTo("One7");
    assertThat(render("v.title()", new Entry("One", 7))).isEqualTo("One");
    assertThat(render("v['title']", new Entry("One", 7))).isEqualTo("One");
  }

  @Test
  void readsGetters() {
    assertThat(render("v.name", new Bean())).isEqualTo("Ben");
    assertThat(render("v.admin", new Bean())).isEqualTo("true");
    assertThat(render("v.children", new Bean())).isEqualTo("false");
  }

  @Test
  void readsMaps() {
    assertThat(render("v.a ~ v['b c']", Map.of("a", 1, "b c", 2))).isEqualTo("12");
    assertThat(render("v[1]", Map.of(1, "one"))).isEqualTo("one");
    assertThat(render("v[1]", Map.of(1L, "one"))).isEqualTo("one");
  }

  @Test
  void readsListsAndArrays() {
    assertThat(render("v[1]", List.of("a", "b"))).isEqualTo("b");
    assertThat(render("v[1]", new int[] {1, 2})).isEqualTo("2");
    assertThat(render("v.size()", List.of("a", "b"))).isEqualTo("2");
    assertThat(render("v.first", List.of("a", "b"))).isEqualTo("a");
  }

  @Test
  void readsEntriesOfMaps() {
    var map = new LinkedHashMap<String, Object>();
    map.put("a", 1);
    map.put("b", 2);

    assertThat(
            Template.of("{% for e in v %}{{ e.key }}={{ e.value }};{% endfor %}")
                .generateString(Map.of("v", map)))
        .isEqualTo("a=1;b=2;");
  }

  @Test
  void readsValuesOfTheJDK() {
    assertThat(render("v.length()", "text")).isEqualTo("4");
    assertThat(render("v.year", LocalDate.of(2026, 1, 2))).isEqualTo("2026");
    assertThat(render("v.plusDays(1)", LocalDate.of(2026, 1, 2))).isEqualTo("2026-01-03");
    assertThat(render("v.get()", Optional.of("x"))).isEqualTo("x");
    assertThat(render("v.message", new IllegalStateException("no"))).isEqualTo("no");
  }

  @Test
  void callsMethodsWithNumbersOfAnyType() {
    assertThat(render("v.plus(7)", new Bean())).isEqualTo("int 7");
    assertThat(render("v.headed('H')", new Entry("One", 7))).isEqualTo("H: One");
  }

  @Test
  void methodWithVariableArgumentsIsNoAttribute() {
    assertThatThrownBy(() -> render("v.all", new Bean()))
        .hasMessageStartingWith("'all' is nothing that Bean has");
    assertThatThrownBy(() -> render("v.all()", new Bean()))
        .hasMessageStartingWith("'all' is nothing that Bean has");
  }

  @Test
  void callsMethodsWithVariableArguments() {
    assertThat(render("v.all('a')", new Bean())).isEqualTo("a[]");
    assertThat(render("v.all('a', 1, 'b')", new Bean())).isEqualTo("a[1, b]");
  }

  @Test
  void callsMethodsWithMarkupAsText() {
    assertThat(
            Template.of("{% macro m() %}<{% endmacro %}{{ v.headed(m()) }}")
                .generateString(Map.of("v", new Entry("One", 7))))
        .isEqualTo("&lt;: One");
  }

  @Test
  void callsFunctionsInMaps() {
    TemplateFunction twice = arguments -> arguments.text(0).repeat(2);

    assertThat(render("v.twice('ab')", Map.of("twice", twice))).isEqualTo("abab");
  }

  @Test
  void functionsInMapsTakeValuesWithNames() {
    TemplateFunction named = arguments -> arguments.positional() + "" + arguments.named();

    assertThat(render("v.named(1, b=2)", Map.of("named", named))).isEqualTo("[1]{b=2}");
  }

  @Test
  void methodsTakeNoValuesWithNames() {
    assertThatThrownBy(() -> render("v.plus(number=7)", new Bean()))
        .hasMessage("methods take values without names only: number of plus at <string>:1");
  }

  @Test
  void numberThatDoesNotFitIsNoArgument() {
    assertThatThrownBy(() -> render("v.plus(7000000000)", new Bean()))
        .hasMessageStartingWith("'plus' is nothing that Bean has");
    assertThatThrownBy(() -> render("v.plus('7')", new Bean()))
        .hasMessageStartingWith("'plus' is nothing that Bean has");
  }

  @Test
  void onlyPublicMethodsAreRead() {
    assertThatThrownBy(() -> render("v.hidden", new Entry("One", 7)))
        .isInstanceOf(TemplateError.class)
        .hasMessage("'hidden' is nothing that Entry has at <string>:1");
  }

  @Test
  void nullPrintsAsNothing() {
    var values = new HashMap<String, @Nullable Object>();
    values.put("v", null);

    assertThat(Template.of("[{{ v }}]").generateString(values)).isEqualTo("[]");
    assertThat(render("v.nothing", new Bean())).isEmpty();
    assertThatThrownBy(() -> render("v.nothing.more", new Bean()))
        .hasMessage("'more' is asked of null at <string>:1");
  }

  @Test
  void failureOfAGetterIsTheCause() {
    assertThatThrownBy(() -> render("v.broken", new Bean()))
        .isInstanceOf(TemplateError.class)
        .hasMessageStartingWith("IndexOutOfBoundsException: ")
        .cause()
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void textOfAnIndexIsOne() {
    assertThat(render("v['1']", List.of("a", "b"))).isEqualTo("b");
    assertThat(render("v['1']", new int[] {1, 2})).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1.5", "'1.0'", "'1x'", "''", "-1", "2", "9000000000", "null"})
  void whatIsNoIndexIsNothing(String key) {
    assertThatThrownBy(() -> render("v[" + key + "]", List.of("a", "b")))
        .hasMessageContaining("is nothing that a list of 2 elements has");
    assertThatThrownBy(() -> render("v[" + key + "]", new int[] {1, 2}))
        .hasMessageContaining("is nothing that an array of 2 elements has");
  }

  @Test
  void numbersAreKeysOfTheMapsType() {
    assertThat(render("v[1]", Map.of(1.0, "one"))).isEqualTo("one");
    assertThat(render("v[1]", Map.of((short) 1, "one"))).isEqualTo("one");
    assertThat(render("v[1.0]", Map.of(1, "one"))).isEqualTo("one");
    assertThat(render("v[1]", new TreeMap<>(Map.of(1, "one")))).isEqualTo("one");
    assertThatThrownBy(() -> render("v[1.5]", Map.of(1, "one")))
        .hasMessageStartingWith("'1.5' is nothing that a map has");
    assertThatThrownBy(() -> render("v[1]", Map.of("1", "one")))
        .hasMessageStartingWith("'1' is nothing that a map has");
  }

  @Test
  void nullIsAKeyWhereThereIsOne() {
    assertThat(Template.of("{% set m = {null: 'none'} %}{{ m[null] }}").generateString(Map.of()))
        .isEqualTo("none");
    assertThatThrownBy(() -> render("v[null]", Map.of("a", 1)))
        .hasMessageStartingWith("'null' is nothing that a map has");
  }

  @Test
  void readsMarkup() {
    assertThat(render("v.html", new Markup("<b>"))).isEqualTo("&lt;b&gt;");
    assertThatThrownBy(() -> render("(v | raw).name", "<b>"))
        .hasMessageStartingWith("'name' is nothing that Markup has");
  }
}
