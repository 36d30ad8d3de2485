// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.List;
import tornado.template.RandomValues.Kind;
import tornado.template.Surroundings.Trait;

/// Makes expressions whose values are text.
///
/// **Thread**: owner.
final class RandomTexts {
  private final Choices choices;
  private final RandomExpressions expressions;

  RandomTexts(Choices choices, RandomExpressions expressions) {
    this.choices = choices;
    this.expressions = expressions;
  }

  String text(int depth) {
    return switch (choices.below(13)) {
      case 0, 1 -> operand(choices.of(Kind.PRINTED), depth) + " ~ " + operand(Kind.TEXT, depth);
      case 2 ->
          operand(Kind.TEXT, depth) + " + " + operand(choices.of(Kind.TEXT, Kind.NUMBER), depth);
      case 3, 4 -> operand(Kind.TEXT, depth) + " | " + filter(depth);
      case 5 -> expressions.orDefault(Kind.TEXT, expressions.of(Kind.TEXT, depth), depth);
      case 6 -> filtered(depth);
      case 7 ->
          choices.of(
              "person.name",
              "person.name()",
              "bean.title",
              "bean.getTitle()",
              "bean.twice('<')",
              "m.a",
              "m['a']",
              "m['b c']",
              "texts[0]",
              "texts.first",
              "s.toUpperCase()",
              "person.friend.name",
              "words[2]",
              "byInt[1]",
              "byLong[1]",
              "byDouble[1]",
              "m.inner.a",
              "m.get('a')",
              "texts['1']",
              "person.tags[0]");
      case 8 -> interpolated(expressions.any(depth));
      case 9, 10, 11 -> call(depth);
      default -> "'<b>' ~ " + choices.of("'</b>'", "s", "1", loop());
    };
  }

  private String operand(Kind kind, int depth) {
    return expressions.operand(kind, depth);
  }

  private String loop() {
    return expressions.here().are(Trait.LOOP)
        ? choices.of("loop", "loop.length", "loop.revindex")
        : "m";
  }

  /// Returns a string with an expression in it, unless that has quotes in it which would end the string.
  private String interpolated(String expression) {
    String inner = expression.contains("\"") ? "s" : expression;
    return "\"%s#{%s}%s\"".formatted(choices.of("", "<", "x "), inner, choices.of("", ">"));
  }

  private String filter(int depth) {
    return switch (choices.below(14)) {
      case 0 -> "upper";
      case 1 -> "lower";
      case 2 -> "title";
      case 3 -> "capitalize";
      case 4 -> "trim";
      case 5 -> choices.of("escape", "escape(strategy='html')");
      case 6 -> "raw";
      case 7 -> "abbreviate(" + choices.of("4", "3", "0", "100") + ")";
      case 8 -> "replace({'a': 'A', '<': '['})";
      case 9 -> "slice(" + choices.of("0, 1", "1", "2, 4", "fromIndex=1", "0, toIndex=2") + ")";
      case 10 -> choices.of("urlencode", "base64encode", "sha256", "nl2br");
      case 11 -> "format(" + expressions.of(Kind.NUMBER, depth) + ")";
      case 12 -> choices.of("first", "last");
      default -> "split(',') | join(" + choices.of("'-'", "';'", "separator='<'") + ")";
    };
  }

  /// Returns something else, filtered to text.
  private String filtered(int depth) {
    return switch (choices.below(7)) {
      case 0, 1 ->
          operand(Kind.NUMBER, depth)
              + choices.of(
                  " | numberformat('0.00')", " | numberformat('#,##0.#')", " | numberformat");
      case 2 ->
          expressions.ofSome(
              choices.of(Kind.LIST, Kind.ARRAY),
              choices.of(" | join(', ')", " | join('<')", " | join"),
              depth);
      case 3 ->
          "'%%s|%%s|%%d' | format(%s, %s, 3)"
              .formatted(expressions.of(Kind.TEXT, depth), expressions.of(Kind.NUMBER, depth));
      // In Pebble what this filter makes is HTML.
      case 4 -> "day | date(" + choices.of("'yyyy-MM-dd'", "'d/M'") + ") | trim";
      // What is safe in HTML is not in other places, which Pebble doesn't know.
      case 5 ->
          choices.of("s", "t", "d", "m.a", "'<'")
              + choices.of(" | escape('js')", " | escape('css')", " | escape('url')");
      default ->
          operand(choices.of(Kind.PRINTED), depth)
              + choices.of(" | upper", " | lower", " | base64encode");
    };
  }

  /// Returns a call of a macro, if there is any.
  private String call(int depth) {
    List<String> macros = expressions.here().macros();
    if (macros.isEmpty()) {
      return expressions.of(Kind.TEXT, depth);
    }
    String name = choices.of(macros);
    // Those of an alias take no names.
    boolean takesNames = !name.contains(".");
    String arguments =
        switch (choices.below(takesNames ? 5 : 2)) {
          case 0 -> expressions.any(depth);
          case 1 -> expressions.any(depth) + ", " + expressions.any(depth);
          case 2 -> "b=" + expressions.any(depth) + ", a=" + expressions.any(depth);
          case 3 -> expressions.any(depth) + ", b=" + expressions.any(depth);
          default -> choices.of("", "a=1", "1, 2, 3", "zz=1");
        };
    return name + "(" + arguments + ")";
  }
}
