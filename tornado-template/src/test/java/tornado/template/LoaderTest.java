// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.fixture.Once;

/// What a loader keeps, reads again, gives its pages and finds wrong.
@Once
final class LoaderTest {
  private final Map<String, String> texts =
      new HashMap<>(Map.of("a", "1{% include 'b' %}", "b", "2"));

  private static String render(Loader loader, Map<String, ?> values) {
    return loader.load("a").generateString(values);
  }

  @Test
  void templatesAreKept() {
    Loader loader = Loader.of(texts);
    String before = render(loader, Map.of());

    texts.put("a", "changed");
    texts.remove("b");

    assertThat(render(loader, Map.of())).isEqualTo(before).isEqualTo("12");
  }

  @Test
  void resetForgetsThem() {
    Loader loader = Loader.of(texts);
    render(loader, Map.of());
    texts.put("b", "3");

    loader.reset();

    assertThat(render(loader, Map.of())).isEqualTo("13");
  }

  @Test
  void reloadReadsWhatHasChanged() {
    Loader loader = Loader.builder(TemplateSource.map(texts)).reload(true).build();
    render(loader, Map.of());

    texts.put("b", "3");

    assertThat(render(loader, Map.of())).isEqualTo("13");
  }

  @Test
  void reloadAfterAMistakeAndItsCorrection() {
    Loader loader = Loader.builder(TemplateSource.map(texts)).reload(true).build();
    texts.put("b", "{{");
    assertThatThrownBy(() -> render(loader, Map.of())).isInstanceOf(ParseError.class);

    texts.put("b", "3");

    assertThat(render(loader, Map.of())).isEqualTo("13");
  }

  @Test
  void valuesOfThePageComeBeforeGlobals() {
    texts.put("a", "{{ x }}{{ y }}");
    Loader loader =
        Loader.builder(TemplateSource.map(texts)).global("x", "global").global("y", 1).build();

    assertThat(render(loader, Map.of("x", "own"))).isEqualTo("own1");
    assertThat(render(loader, Map.of())).isEqualTo("global1");
  }

  @Test
  void globalFunctionsAreFiltersToo() {
    texts.put("a", "{{ 'x' | twice | wrap('[') }}{% apply twice %}y{% endapply %}");
    TemplateFunction twice = arguments -> arguments.text(0).repeat(2);
    TemplateFunction wrap = arguments -> arguments.text(1) + arguments.text(0);
    Loader loader =
        Loader.builder(TemplateSource.map(texts))
            .global("twice", twice)
            .global("wrap", wrap)
            .build();

    assertThat(render(loader, Map.of())).isEqualTo("[xxyy");
  }

  @Test
  void functionsGetArgumentsInOrderAndByName() {
    texts.put("a", "{{ f(1, 'b', c=2) }}{{ f() }}");
    TemplateFunction function =
        arguments -> "" + arguments.positional() + arguments.get("c") + arguments.size();

    assertThat(render(Loader.of(texts), Map.of("f", function))).isEqualTo("[1, b]22[]null0");
  }

  @Test
  void functionsGetMarkupAsMarkup() {
    texts.put("a", "{% macro m() %}<{% endmacro %}{{ f(m(), x=m()) }}");
    TemplateFunction same =
        arguments ->
            "" + (arguments.get(0) instanceof Markup) + (arguments.get("x") instanceof Markup);

    assertThat(render(Loader.of(texts), Map.of("f", same))).isEqualTo("truetrue");
  }

  @Test
  void functionsReturnAnything() {
    texts.put("a", "{% for x in f() %}{{ x }}{% endfor %}{{ f()[1] | upper }}{{ g() is null }}");
    TemplateFunction list = _ -> List.of("a", "<");
    TemplateFunction nothing = _ -> null;

    assertThat(render(Loader.of(texts), Map.of("f", list, "g", nothing)))
        .isEqualTo("a&lt;&lt;true");
  }

  @Test
  void checkFindsAllThatIsWrong() {
    var wrong = new LinkedHashMap<String, String>();
    wrong.put("a.html", "{% include 'b.html' %}");
    wrong.put("b.html", "\n{% if x %}");
    wrong.put("c.html", "\n{% extends 'missing.html' %}\n{% include '../x' %}");
    wrong.put("d.html", "{{ x | nonsense }}");

    List<TemplateError> errors = Loader.of(wrong).check();

    assertThat(errors)
        .extracting(TemplateError::getMessage)
        .containsExactly(
            "if is not closed at b.html:2",
            "template does not exist: missing.html, looked for in a map of 4 templates at c.html:2",
            "name of a template leads out of the root: ../x at c.html:3",
            "filter is unknown: nonsense at d.html:1");
    assertThat(errors.get(1).excerpt()).isEqualTo("{% extends 'missing.html' %}");
  }

  @Test
  void textOfTheProgramMayNameTemplates() {
    Template template = Template.of("{% include 'b' %}{{ 1/0 }}", "own", Loader.of(texts));

    assertThat(template.name()).isEqualTo("own");
    assertThatThrownBy(() -> template.generate(Map.of())).hasMessageEndingWith(" at own:1");
  }

  @Test
  void textIsThatOfTheSource() {
    Loader loader = Loader.of(texts);

    assertThat(loader.text("b")).isEqualTo("2");
    assertThatThrownBy(() -> loader.text("../b")).isInstanceOf(TemplateError.class);
    assertThatThrownBy(() -> loader.text("c"))
        .hasMessage("template does not exist: c, looked for in a map of 2 templates");
  }

  @Test
  void nullValuesAreAllowed() {
    texts.put("a", "[{{ x }}]");
    var values = new HashMap<String, @Nullable Object>();
    values.put("x", null);

    assertThat(render(Loader.of(texts), values)).isEqualTo("[]");
  }

  @Test
  void loaderWithMoreFunctionsReadsEachTextOnceWithTheOther() {
    Map<String, String> texts = new HashMap<>(Map.of("a", "{{ 'x' | shout }}", "b", "old"));
    Loader loader = Loader.of(texts);
    Loader more = loader.withPageFunctions("shout");
    TemplateFunction shout = args -> args.text(0) + "!";

    assertThat(more.load("a").generateString(Map.of("shout", shout))).isEqualTo("x!");
    assertThat(more.load("b").generateString(Map.of())).isEqualTo("old");
    texts.put("b", "new");
    assertThat(loader.load("b").generateString(Map.of())).isEqualTo("old");
    loader.reset();
    assertThat(more.load("b").generateString(Map.of())).isEqualTo("new");
  }
}
