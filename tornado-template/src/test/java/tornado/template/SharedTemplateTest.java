// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tornado.fixture.Once;
import tornado.fixture.Race;

/// One template in two threads.
@Once
final class SharedTemplateTest {
  private static final int ROUNDS = 200;

  private static final Map<String, String> TEMPLATES =
      Map.of(
          "base", "{% block b %}{% endblock %}{% include 'part' with {'y': x} %}",
          "macros", "{% macro m(a) %}[{{ a | upper }}]{% endmacro %}",
          "part", "{% from 'macros' import m %}{{ m(y) }}",
          "page",
              "{% extends 'base' %}{% import 'macros' as f %}{% set z = x %}"
                  + "{% block b %}{% for i in 1..3 %}{{ f.m(z) }}{% endfor %}{% endblock %}");

  /// Each round has templates that were never rendered before.
  @Test
  void pagesDoNotMix() {
    Set<String> pages = Collections.synchronizedSet(new HashSet<>());

    try (var race = new Race(1)) {
      for (int i = 0; i < ROUNDS; i++) {
        Loader loader = Loader.of(TEMPLATES);
        race.run(
            () -> pages.add(loader.load("page").generateString(Map.of("x", "a"))),
            () -> pages.add(loader.load("page").generateString(Map.of("x", "b"))));
      }
    }

    assertThat(pages).containsExactlyInAnyOrder("[A][A][A][A]", "[B][B][B][B]");
  }
}
