// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.fixture.Once;

/// What messages ask about names that are misspelt.
@Once
final class SpellingTest {
  /// A record whose accessors may be meant.
  public record Story(String headline) {
    public int getCount() {
      return 1;
    }
  }

  private static String render(String page) {
    TemplateFunction price = _ -> 1;
    String forms = "{% macro field(name, label) %}{{ lable }}{% endmacro %}";
    var values = new HashMap<String, Object>(Map.of("title", "secret", "price", price));
    values.put("story", new Story("secret"));
    return Loader.of(Map.of("page", page, "forms", forms)).load("page").generateString(values);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      textBlock =
          """
          {{ titel }} @ 'titel' is undefined or null, did you mean 'title'? at page:1
          {{ titel.x }} @ 'titel' is undefined or null, did you mean 'title'? at page:1
          {% for item in [1] %}{{ itme }}{% endfor %} @ 'itme' is undefined or null, did you mean 'item'? at page:1
          {% from 'forms' import field %}{{ field(1) }} @ 'lable' is undefined or null, did you mean 'label'? at forms:1 (via page:1)
          {% for item in [1] %}{{ loop.lenght }}{% endfor %} @ 'lenght' is nothing that loop has, did you mean 'length'? at page:1
          {{ story.headlin }} @ 'headlin' is nothing that Story has, did you mean 'headline'? at page:1
          {{ story.coutn }} @ 'coutn' is nothing that Story has, did you mean 'count'? at page:1
          {{ prices() }} @ function or macro is unknown: prices, did you mean 'price'? at page:1
          {{ linkfy('a') }} @ function or macro is unknown: linkfy, did you mean 'linkify'? at page:1
          {% import 'forms' %}{{ feild(1) }} @ function or macro is unknown: feild, did you mean 'field'? at page:1
          {% import 'forms' as f %}{{ f.feild(1) }} @ forms has no macro feild, did you mean 'field'? at page:1
          {% from 'forms' import fields %} @ forms has no macro fields, did you mean 'field'? at page:1
          {% import 'forms' %}{{ field(nam=1) }} @ macro field has no parameter nam, did you mean 'name'? at page:1
          {{ title | uper }} @ filter is unknown: uper, did you mean 'upper'? at page:1
          {{ title is emtpy }} @ test is unknown: emtpy, did you mean 'empty'? at page:1
          {% inclued 'a' %} @ tag is unknown: inclued, did you mean 'include'? at page:1
          {% if 1 %}{% endfi %} @ tag is unknown: endfi, did you mean 'endif'? at page:1
          """)
  void nearestNameIsAskedFor(String text, String message) {
    assertThatThrownBy(() -> render(text)).hasMessage(message);
  }

  @Test
  void macroIsNotAskedAboutVariablesOfThePage() {
    assertThatThrownBy(() -> render("{% macro m() %}{{ titel }}{% endmacro %}{{ m() }}"))
        .hasMessage("'titel' is undefined or null at page:1");
  }

  /// What keys of maps are may come from outside, and be meant for nobody.
  @Test
  void keysOfMapsAreNotTold() {
    assertThatThrownBy(() -> render("{% set m = {'password': 1} %}{{ m['passwort'] }}"))
        .hasMessage("'passwort' is nothing that a map has at page:1");
  }

  @ParameterizedTest
  @CsvSource({"titl, title", "tilte, title", "tittle, title", "tatle, title", "statsu, status"})
  void nearIsAnAddedLeftOutReplacedOrSwappedLetter(String name, String known) {
    assertThat(Spelling.hint(name, List.of(known))).isEqualTo(", did you mean '" + known + "'?");
  }

  @ParameterizedTest
  @CsvSource({"x, y", "ab, ac", "tatel, title", "headline, header", "title, title"})
  void whatIsFarOrTheSameIsNotAskedFor(String name, String known) {
    assertThat(Spelling.hint(name, List.of(known))).isEmpty();
  }

  @Test
  void nearestComesFirstAndThenTheAlphabet() {
    assertThat(Spelling.hint("stories", List.of("storiesxy", "storiest"))).contains("'storiest'");
    assertThat(Spelling.hint("nume", List.of("nume2", "name", "numb"))).contains("'name'");
  }
}
