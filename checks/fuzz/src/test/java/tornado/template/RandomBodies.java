// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import tornado.template.RandomValues.Kind;
import tornado.template.RandomValues.Variable;
import tornado.template.Surroundings.Trait;

/// Makes what templates hold: texts, values and tags.
///
/// **Thread**: owner.
final class RandomBodies {
  /// Where what is safe in HTML is not.
  private static final Set<String> OTHER_PLACES = Set.of("'js'", "'css'", "'url'");

  private final Choices choices;
  private final RandomExpressions expressions;

  /// How many blocks there are.
  private int blocks;

  RandomBodies(Choices choices) {
    this.choices = choices;
    this.expressions = new RandomExpressions(choices);
  }

  /// Begins a template.
  void start(Surroundings surroundings) {
    expressions.here(surroundings);
  }

  private Surroundings here() {
    return expressions.here();
  }

  /// Returns a macro `m`, which sees nothing of what is around it.
  String macro() {
    var parameters = List.of(new Variable("a", Kind.TEXT), new Variable("b", Kind.NUMBER));
    Surroundings inside =
        new Surroundings(parameters, List.of(), Set.of(Trait.CLOSED, Trait.INNER));
    String byDefault = choices.of("1", "'<'", "null", "[1]");
    return "{% macro m(a, b="
        + byDefault
        + ") %}"
        + expressions.within(inside, () -> body(2))
        + "{% endmacro %}";
  }

  /// Returns a body, within which it may set variables.
  String inner(int size) {
    return within(here(), size);
  }

  private String within(Surroundings surroundings, int size) {
    return expressions.within(surroundings.with(Trait.INNER), () -> body(size));
  }

  String body(int size) {
    var text = new StringBuilder();
    int count = choices.below(Math.max(1, 2 * size)) + 1;
    for (int i = 0; i < count && (i == 0 || !choices.exhausted()); i++) {
      text.append(piece(size));
    }
    return text.toString();
  }

  private String piece(int size) {
    return switch (choices.below(size <= 0 ? 12 : 26)) {
      case 0, 1, 2 -> text();
      case 3, 4, 5, 6, 7, 8, 9 -> print();
      case 10 ->
          choices.of(
              "{# {{ a comment }} #}",
              "{#- x -#}",
              "{% flush %}",
              "{% verbatim %}{{ x }}{% endverbatim %}");
      case 11, 12, 13 -> set();
      case 14, 15, 16 -> condition(size - 1);
      case 17, 18, 19 -> loop(size - 1);
      case 20 -> filter(size - 1);
      case 21 -> autoescape(size - 1);
      case 22, 23 -> block(size - 1);
      case 24 -> include();
      default -> embed(size - 1);
    };
  }

  private String text() {
    return choices.of(
            "x",
            "<p class=\"a\">",
            "</p>\n",
            " ",
            "\n",
            "&amp; é 漢 😀",
            "  two  spaces ",
            "}} %} #}",
            "a < b > c\r\n",
            "'quoted'",
            "$x \\ { ")
        + choices.of("", "\n");
  }

  private String tag(String text) {
    return bracketed("{%", text, "%}");
  }

  private String bracketed(String open, String text, String close) {
    return open + (choices.oneIn(8) ? "- " : " ") + text + (choices.oneIn(8) ? " -" : " ") + close;
  }

  private String print() {
    return bracketed("{{", here().are(Trait.PLAIN) ? plainValue() : value(), "}}");
  }

  private String value() {
    if (!choices.oneIn(10)) {
      return expressions.any(4);
    }
    return "%s ? %s : %s"
        .formatted(
            expressions.of(Kind.TRUTH, 2),
            choices.of("'<b>'", "'<' ~ '>'", expressions.any(2)),
            expressions.any(2));
  }

  private String plainValue() {
    return choices.of(
        "s",
        "t",
        "2",
        "d",
        "'<i>'",
        "s ~ t",
        "s | upper",
        "e",
        "m.a",
        "nul",
        "'<' ~ '>'",
        "yes ? s : '<'");
  }

  String set() {
    if (!here().are(Trait.CLOSED) && choices.oneIn(4)) {
      return tag("set " + choices.of("i = i + 1", "s = s ~ '.'", "m = {'a': s}", "yes = not yes"));
    }
    Kind kind = choices.of(Kind.PRINTED);
    String name = kind.name().toLowerCase(Locale.ROOT) + choices.below(2);
    String text = tag("set " + name + " = " + expressions.of(kind, 3));
    expressions.here(here().with(name, kind));
    return text;
  }

  private String condition(int size) {
    var text = new StringBuilder(tag("if " + truth())).append(inner(size));
    if (choices.oneIn(3)) {
      text.append(tag("elseif " + truth())).append(inner(size));
    }
    if (choices.oneIn(2)) {
      text.append(tag("else")).append(inner(size));
    }
    return text.append(tag("endif")).toString();
  }

  private String truth() {
    return choices.oneIn(8)
        ? choices.of("i", "s", "e", "1", "''", "'x'", "bi", "l")
        : expressions.of(Kind.TRUTH, 3);
  }

  private String loop(int size) {
    Kind kind = choices.of(Kind.LIST, Kind.LIST, Kind.MAP, Kind.ARRAY);
    // For null Pebble takes neither way.
    boolean hasElse = choices.oneIn(4);
    String values = hasElse ? expressions.orDefault(kind, "[]", 3) : expressions.of(kind, 3);
    String name = choices.of("x", "y");
    Surroundings inside =
        here().with(Trait.LOOP).with(name, choices.of(Kind.TEXT, Kind.NUMBER, Kind.OTHER));
    return tag("for " + name + " in " + values)
        + within(inside, size)
        + (hasElse ? tag("else") + inner(size) : "")
        + tag("endfor");
  }

  /// Here values within are escaped, in Pebble the whole is.
  private String filter(int size) {
    if (here().are(Trait.PLAIN)) {
      return text();
    }
    String name =
        choices.of(
            "upper",
            "trim | lower | title",
            "trim",
            "replace({'a': '<'})",
            "abbreviate(9)",
            "nl2br");
    String body = within(here().with(Trait.UNESCAPED), size);
    return "{% autoescape false %}"
        + tag("filter " + name)
        + body
        + tag("endfilter")
        + "{% endautoescape %}";
  }

  private String autoescape(int size) {
    if (here().are(Trait.UNESCAPED)) {
      return text();
    }
    String name = choices.of("false", "true", "'html'", "'js'", "'css'", "'url'");
    boolean isPlain = OTHER_PLACES.contains(name);
    String body = within(isPlain ? here().with(Trait.PLAIN) : here(), size);
    return tag("autoescape " + name) + body + tag("endautoescape");
  }

  private String block(int size) {
    if (here().are(Trait.INNER) || here().are(Trait.CLOSED)) {
      return text();
    }
    String name = "k" + blocks++;
    String again = "{{ " + choices.of("", "yes ? '' : ", "no ? '' : ") + "block('" + name + "') }}";
    return "{% block " + name + " %}" + inner(size) + "{% endblock %}" + choices.of("", again);
  }

  private String include() {
    if (here().are(Trait.CLOSED)) {
      return text();
    }
    String more =
        choices.of("", " with {'w': " + expressions.any(2) + "}", " with {'w': 'x', 's': '<'}");
    return tag("include 'part'" + more);
  }

  /// In Pebble nothing is escaped in such blocks.
  private String embed(int size) {
    if (here().are(Trait.CLOSED) || here().are(Trait.PLAIN)) {
      return text();
    }
    Surroundings inside = here().withMacros().with(Trait.CLOSED).with(Trait.UNESCAPED);
    return tag("embed 'frame'" + choices.of("", " with {'t': '<'}"))
        + "\n{% block in %}{% autoescape false %}"
        + within(inside, size)
        + choices.of("", "{{ parent() }}")
        + "{% endautoescape %}{% endblock %} "
        + tag("endembed");
  }
}
