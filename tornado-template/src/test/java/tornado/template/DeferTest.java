// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static tornado.ioloop.Async.await;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.fixture.LoopFixture;
import tornado.ioloop.CancelledError;

/// Parts of a page that are rendered beside it, and are in their places in the end.
final class DeferTest extends LoopFixture {
  /// What the functions `a` and `b` wait for.
  private final CompletableFuture<String> a = new CompletableFuture<>();

  private final CompletableFuture<String> b = new CompletableFuture<>();

  private Map<String, @Nullable Object> values() {
    var values = new HashMap<String, @Nullable Object>();
    values.put("a", (TemplateFunction) _ -> await(a));
    values.put("b", (TemplateFunction) _ -> await(b));
    return values;
  }

  private String page(String text) {
    return Template.of(text).generateString(values());
  }

  // ---- In memory ----

  @Test
  void pageInMemoryHasItsPartsInTheirPlaces() {
    run(() -> {
      loop.addCallback(() -> b.complete("B"));
      loop.addCallback(() -> a.complete("A"));

      assertThat(page("1{% defer %}{{ a() }}{% enddefer %}2{% defer %}{{ b() }}{% enddefer %}3"))
          .isEqualTo("1A2B3");
    });
  }

  /// One after the other they would wait for ever.
  @Test
  void partsAreRenderedAtTheSameTime() {
    TemplateFunction first =
        _ -> {
          a.complete("A");
          return await(b);
        };
    TemplateFunction second =
        _ -> {
          b.complete("B");
          return await(a);
        };

    run(() ->
        assertThat(
                Template.of("{% defer %}{{ x() }}{% enddefer %}{% defer %}{{ y() }}{% enddefer %}")
                    .generateString(Map.of("x", first, "y", second)))
            .isEqualTo("BA"));
  }

  @Test
  void partsMayHoldParts() {
    run(() -> {
      loop.addCallback(() -> a.complete("A"));

      assertThat(page("({% defer %}[{% defer %}{{ a() }}{% enddefer %}]{% enddefer %})"))
          .isEqualTo("([A])");
    });
  }

  @Test
  void outsideACoroutineAPartIsRenderedAtOnce() {
    assertThat(Template.of("1{% defer %}{{ 2 }}{% enddefer %}3").generateString(Map.of()))
        .isEqualTo("123");
  }

  @Test
  void whatIsSeenMeanwhileIsNotInAWholePage() {
    run(() -> assertThat(page("{% defer %}1{% meanwhile %}wait{% enddefer %}")).isEqualTo("1"));
  }

  // ---- What a part sees ----

  @Test
  void partSeesTheVariablesOfItsPlace() {
    run(() ->
        assertThat(
                page(
                    "{% for x in 1..3 %}{% set y = x * 10 %}{% defer %}{{ loop.index }}{{ x }}{{ y }} {% enddefer %}{% endfor %}"))
            .isEqualTo("0110 1220 2330 "));
  }

  @Test
  void whatAPartSetsIsItsOwn() {
    run(() ->
        assertThat(
                page(
                    "{% set x = 1 %}{% defer %}{% set x = 2 %}{{ x }}{% enddefer %}{% defer %}{{ x }}{% enddefer %}{{ x }}"))
            .isEqualTo("211"));
  }

  @Test
  void partHasTheMacrosAndBlocksOfItsTemplate() {
    Loader loader =
        Loader.of(
            Map.of(
                "base.html",
                "{% block b %}{% endblock %}",
                "page.html",
                """
                {% extends "base.html" %}{% from "macros.html" import twice %}
                {% block b %}{% defer %}{{ twice("x") }}{% block inner %}i{% endblock %}{% include "part.html" %}{% enddefer %}{% endblock %}
                {% macro own() %}o{% endmacro %}\
                """,
                "macros.html",
                "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}",
                "part.html",
                "p"));

    run(() -> assertThat(loader.load("page.html").generateString(Map.of())).isEqualTo("xxip"));
  }

  @Test
  void escapingGoesOn() {
    run(() -> {
      a.complete("<");

      assertThat(page("{% autoescape none %}{% defer %}{{ a() }}{% enddefer %}")).isEqualTo("<");
      assertThat(page("{% defer %}{{ a() }}{% enddefer %}")).isEqualTo("&lt;");
    });
  }

  // ---- Failures ----

  private static TemplateError failure(Loader loader, String name, Map<String, ?> values) {
    return catchThrowableOfType(
        TemplateError.class, () -> loader.load(name).generateString(values));
  }

  @Test
  void failureNamesItsPlaceAndHowThePageCameThere() {
    Loader loader =
        Loader.of(
            Map.of(
                "base.html", "\n{% block b %}{% endblock %}",
                "page.html",
                    "{% extends 'base.html' %}{% block b %}\n{% include 'part.html' %}{% endblock %}",
                "part.html", "{% defer %}\n\n{% include 'inner.html' %}{% enddefer %}",
                "inner.html", "{{ 1/0 }}"));

    run(() -> {
      TemplateError error = failure(loader, "page.html", Map.of());

      assertThat(error)
          .hasMessage(
              "ArithmeticException: / by zero at inner.html:1 (via part.html:3, page.html:2, base.html:2)");
      assertThat(error.excerpt()).isEqualTo("{{ 1/0 }}");
    });
  }

  @Test
  void failureOfAPartOfABaseNamesThePage() {
    Loader loader =
        Loader.of(
            Map.of(
                "base.html", "\n{% defer %}{{ 1/0 }}{% enddefer %}",
                "page.html", "\n{% extends 'base.html' %}"));

    run(() -> {
      TemplateError error = failure(loader, "page.html", Map.of());

      assertThat(error).hasMessageEndingWith(" at base.html:2 (via page.html:2)");
    });
  }

  @Test
  void failureOfAPartWithinAPartNamesEachPlaceOnce() {
    run(() -> {
      TemplateError error =
          failure(
              Loader.of(
                  Map.of(
                      "page.html",
                      "{% include 'part.html' %}",
                      "part.html",
                      "{% defer %}\n{% defer %}\n{{ 1/0 }}{% enddefer %}{% enddefer %}")),
              "page.html",
              Map.of());

      assertThat(error).hasMessageEndingWith(" at part.html:3 (via page.html:1)");
    });
  }

  /// A `try` around a part has ended when the part fails.
  @Test
  void tryIsForWhatItHolds() {
    run(() -> {
      assertThat(page("{% defer %}{% try %}{{ 1/0 }}{% except %}x{% endtry %}{% enddefer %}"))
          .isEqualTo("x");
      assertThatThrownBy(
              () -> page("{% try %}{% defer %}{{ 1/0 }}{% enddefer %}{% except %}x{% endtry %}"))
          .isInstanceOf(TemplateError.class);
    });
  }

  @Test
  void partsEndWithAPageThatFails() {
    run(() -> {
      var ended = new CompletableFuture<Throwable>();
      TemplateFunction waiting =
          _ -> {
            try {
              b.complete("waits");
              return await(a);
            } catch (CancelledError e) {
              ended.complete(e);
              throw e;
            }
          };
      Map<String, ?> values = Map.of("w", waiting, "b", (TemplateFunction) _ -> await(b));

      assertThatThrownBy(() ->
              Template.of("{% defer %}{{ w() }}{% enddefer %}{{ b() }}{{ 1/0 }}")
                  .generateString(values))
          .isInstanceOf(TemplateError.class);

      assertThat(await(ended)).isInstanceOf(CancelledError.class);
    });
  }

  // ---- Its tag ----

  @Test
  void loopAroundAPartCannotBeLeftFromIt() {
    assertThatThrownBy(
            () -> Template.of("{% for x in y %}{% defer %}{% break %}{% enddefer %}{% endfor %}"))
        .isInstanceOf(ParseError.class)
        .hasMessageContaining("break");
  }

  @Test
  void tagHasToBeClosed() {
    assertThatThrownBy(() -> Template.of("\n{% defer %}{% meanwhile %}"))
        .isInstanceOf(ParseError.class)
        .hasMessage("defer is not closed at <string>:2");
    assertThatThrownBy(() -> Template.of("{% meanwhile %}"))
        .isInstanceOf(ParseError.class)
        .hasMessageContaining("meanwhile stands in nothing that it could belong to");
  }
}
