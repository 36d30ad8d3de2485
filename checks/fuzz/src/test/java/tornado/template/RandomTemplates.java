// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.HashMap;
import java.util.Map;
import tornado.template.RandomValues.Kind;
import tornado.template.Surroundings.Trait;

/// Makes templates that name each other: `main`, which may extend `middle` and that `base`, and may include `part`, embed `frame` and import
/// `lib`.
///
/// **Thread**: owner.
final class RandomTemplates {
  private static final String LIB =
      """
      {% macro box(a, b="<dflt>") %}[{{ a }}|{{ b }}]{% endmacro %}
      {% macro twice(a, b=2) %}{{ box(a) }}{{ box(a, b=b) }}{{ s is defined }}{% endmacro %}
      """;

  private static final String FRAME =
      "<frame {{ s }}>{% block in %}{{ t }}{% endblock %}{% block out %}-{% endblock %}";

  private final Choices choices;
  private final RandomBodies bodies;

  private RandomTemplates(Choices choices) {
    this.choices = choices;
    this.bodies = new RandomBodies(choices);
  }

  /// Returns templates by name.
  static Map<String, String> of(Choices choices) {
    return new RandomTemplates(choices).templates();
  }

  /// How `main` begins.
  ///
  /// @param text of the beginning
  /// @param main which macros that brings
  /// @param part which of them an included template may call
  private record Head(String text, Surroundings main, Surroundings part) {
    static final Head NONE = new Head("", Surroundings.NONE, Surroundings.NONE);
  }

  private Map<String, String> templates() {
    var templates = new HashMap<String, String>();
    templates.put("lib", LIB);
    templates.put("frame", FRAME);
    boolean isExtending = choices.oneIn(4);
    if (isExtending) {
      templates.put("base", base());
      templates.put("middle", "{% extends 'base' %}" + overriding("middle"));
    }
    Head head = head(isExtending);
    // First the part, so that there are decisions left for it.
    bodies.start(head.part().with("w", Kind.TEXT).with(Trait.CLOSED));
    templates.put("part", bodies.body(3));
    bodies.start(head.main());
    templates.put("main", isExtending ? child(head.text()) : head.text() + bodies.body(4));
    return templates;
  }

  private Head head(boolean isExtending) {
    return switch (choices.below(6)) {
      case 1 -> {
        Surroundings macros = Surroundings.NONE.withMacros("box", "twice");
        yield new Head("{% import 'lib' %}", macros, macros);
      }
      case 2 ->
          new Head(
              "{% import 'lib' as lib %}",
              Surroundings.NONE.withMacros("lib.box", "lib.twice"), Surroundings.NONE);
      // In Pebble what is imported so is not known in included templates, nor does it know its
      // neighbours, and a child imports nothing.
      case 3 ->
          isExtending
              ? Head.NONE
              : new Head(
                  "{% from 'lib' import box as b %}",
                  Surroundings.NONE.withMacros("b"), Surroundings.NONE);
      case 4 -> {
        Surroundings macros = Surroundings.NONE.withMacros("m");
        yield new Head(bodies.macro(), macros, macros);
      }
      default -> Head.NONE;
    };
  }

  private String base() {
    bodies.start(Surroundings.NONE);
    String first = bodies.inner(2) + block("one", bodies.inner(2));
    String second = bodies.inner(1) + block("two", bodies.inner(1));
    return first + second + "{% macro own(a) %}base{{ a }}{% endmacro %}{{ own(1) }}";
  }

  private String child(String head) {
    String parent = choices.of("'base'", "'middle'", "yes ? 'middle' : 'base'");
    return "{% extends " + parent + " %}" + head + overriding("main");
  }

  private String overriding(String name) {
    var text = new StringBuilder(choices.of("", "ignored "));
    if (choices.oneIn(2)) {
      text.append(bodies.set());
    }
    if (!choices.oneIn(3)) {
      text.append(block("one", bodies.inner(2) + parent()));
    }
    if (choices.oneIn(2)) {
      text.append(block("two", bodies.inner(2) + parent()));
    }
    if (choices.oneIn(5)) {
      text.append("{% macro own(a) %}").append(name).append("{{ a }}{% endmacro %}");
    }
    return text.toString();
  }

  private String parent() {
    return choices.of("", "", "{{ parent() }}", "{{ yes ? parent() : '' }}");
  }

  private String block(String name, String body) {
    return "{%% block %s %%}%s{%% endblock%s %%}".formatted(name, body, choices.of("", " " + name));
  }
}
