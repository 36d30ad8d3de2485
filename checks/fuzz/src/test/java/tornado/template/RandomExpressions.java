// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.List;
import java.util.function.Supplier;
import tornado.template.RandomValues.Kind;
import tornado.template.RandomValues.Variable;
import tornado.template.Surroundings.Trait;

/// Makes expressions, most of which mean something: each is of a kind, and made of parts of the kinds that it takes. Every now and then one is
/// of another kind, so that failures are compared as well.
///
/// **Thread**: owner.
final class RandomExpressions {
  private static final List<Kind> COUNTED = List.of(Kind.LIST, Kind.TEXT, Kind.MAP, Kind.ARRAY);

  private final Choices choices;
  private final RandomTexts texts;
  private Surroundings here = Surroundings.NONE;

  RandomExpressions(Choices choices) {
    this.choices = choices;
    this.texts = new RandomTexts(choices, this);
  }

  Surroundings here() {
    return here;
  }

  /// Adds something to what there is around.
  void here(Surroundings next) {
    here = next;
  }

  /// Makes something within other surroundings.
  String within(Surroundings inner, Supplier<String> maker) {
    Surroundings outer = here;
    here = inner;
    String made = maker.get();
    here = outer;
    return made;
  }

  String any(int depth) {
    return of(choices.of(Kind.PRINTED), depth);
  }

  String of(Kind kind, int depth) {
    // Another kind is no truth in Pebble, but is here.
    Kind made = kind != Kind.TRUTH && choices.oneIn(40) ? choices.of(Kind.PRINTED) : kind;
    if (depth <= 0 || choices.oneIn(4)) {
      return leaf(made);
    }
    if (choices.oneIn(12)) {
      return "(%s ? %s : %s)"
          .formatted(of(Kind.TRUTH, depth - 1), of(made, depth - 1), of(made, depth - 1));
    }
    return switch (made) {
      case NUMBER -> number(depth - 1);
      case TEXT -> texts.text(depth - 1);
      case TRUTH -> truth(depth - 1);
      case LIST -> list(depth - 1);
      case MAP -> map(depth - 1);
      case OTHER -> other(depth - 1);
      case ARRAY ->
          "(" + of(Kind.TEXT, depth - 1) + ") | split(" + choices.of("','", "'b', 2") + ")";
    };
  }

  private String leaf(Kind kind) {
    List<Variable> known =
        here.variables().stream().filter(variable -> variable.kind() == kind).toList();
    if (!known.isEmpty() && !choices.oneIn(3)) {
      return choices.of(known).name();
    }
    return switch (kind) {
      case NUMBER ->
          choices.of(
              "1",
              "0",
              "2",
              "7",
              "10",
              "255",
              "5L",
              "3000000000",
              "9007199254740993",
              "0.5",
              "1.0",
              "3.25",
              "100000000.0",
              "0.1");
      case TEXT ->
          choices.of(
              "'a'",
              "''",
              "\"b\"",
              "'<i>'",
              "\"it's & \"",
              "'say \"x\"'",
              "'é漢😀'",
              "'a,b,c'",
              "' x '",
              "'12'",
              "\"a \\\" b\"");
      case TRUTH -> choices.of("true", "false");
      case LIST -> choices.of("[1, 2, 3]", "[]", "['b', '<a>']", "1..3", "'a'..'c'", "[null]");
      case MAP -> choices.of("{'a': 1}", "{}", "{'a': '<b>', 'b': 2.5}");
      case OTHER -> choices.of("null", "nope", "none");
      case ARRAY -> "words";
    };
  }

  /// Returns an expression that takes another value if the first is missing.
  String orDefault(Kind kind, String value, int depth) {
    return "(" + withoutCalls(kind, depth) + " | default(" + value + "))";
  }

  /// Returns an operand that calls no macro: what is missing in one is an error here, while Pebble leaves it half done.
  private String withoutCalls(Kind kind, int depth) {
    return within(here.withMacros(), () -> "(" + of(kind, depth) + ")");
  }

  /// Returns an operand, in brackets or not: then the precedence of operators decides what belongs together.
  String operand(Kind kind, int depth) {
    String operand = of(kind, depth);
    return kind == Kind.ARRAY || choices.oneIn(2) ? "(" + operand + ")" : operand;
  }

  /// Returns what an operator makes of what may be an array: that must not become a part of something else.
  String ofSome(Kind kind, String operator, int depth) {
    String made = operand(kind, depth) + operator;
    return kind == Kind.ARRAY ? "(" + made + ")" : made;
  }

  private String operation(Kind left, String operator, Kind right, int depth) {
    return operand(left, depth) + " " + operator + " " + operand(right, depth);
  }

  private String number(int depth) {
    return switch (choices.below(9)) {
      case 0, 1, 2 ->
          operation(Kind.NUMBER, choices.of("+", "-", "*", "/", "%"), Kind.NUMBER, depth);
      case 3 -> choices.of("-", "+") + operand(Kind.NUMBER, depth);
      case 4 -> operand(Kind.NUMBER, depth) + " | abs";
      case 5 -> ofSome(choices.of(COUNTED), " | length", depth);
      case 6 ->
          "%s(%s, %s)"
              .formatted(choices.of("max", "min"), of(Kind.NUMBER, depth), of(Kind.NUMBER, depth));
      case 7 ->
          choices.of(
              "person.age",
              "person.age()",
              "bean.count",
              "bean.plus(2)",
              "numbers[0]",
              "s.length",
              "s.length()",
              "numbers.size",
              "numbers.size()",
              "person.friend.age",
              "ints[1]",
              "person['age']");
      // What is not added to is a number like no other in Pebble.
      default ->
          here.are(Trait.LOOP)
              ? choices.of("loop.index", "(loop.length + 0)", "(loop.revindex + 0)")
              : of(Kind.NUMBER, depth);
    };
  }

  private String truth(int depth) {
    return switch (choices.below(10)) {
      case 0, 1 ->
          operation(
              Kind.NUMBER,
              choices.of("==", "!=", "<", ">", "<=", ">=", "equals"),
              Kind.NUMBER,
              depth);
      case 2 -> operation(Kind.TEXT, choices.of("==", "!=", "equals"), Kind.TEXT, depth);
      case 3 -> operation(choices.of(Kind.PRINTED), "==", choices.of(Kind.PRINTED), depth);
      case 4 ->
          "(%s %s %s)"
              .formatted(of(Kind.TRUTH, depth), choices.of("and", "or"), of(Kind.TRUTH, depth));
      case 5 -> "not (" + of(Kind.TRUTH, depth) + ")";
      case 6 ->
          ofSome(
              choices.of(COUNTED), " contains " + operand(choices.of(Kind.PRINTED), depth), depth);
      case 7 ->
          "(%s %s %s)"
              .formatted(
                  withoutCalls(choices.of(Kind.PRINTED), depth),
                  choices.of("is", "is not"),
                  choices.of("empty", "null", "defined", "iterable", "map"));
      case 8 -> choices.of("i", "l", "2", "loop.index", "f") + " is " + choices.of("even", "odd");
      default ->
          here.are(Trait.LOOP) ? choices.of("loop.first", "loop.last") : of(Kind.TRUTH, depth);
    };
  }

  private String list(int depth) {
    return switch (choices.below(9)) {
      case 0 -> "[" + any(depth) + ", " + any(depth) + "]";
      case 1 -> choices.of("0", "1", "3") + ".." + choices.of("2", "5", "0");
      case 2 ->
          choices.of(
              "range(1, 4)",
              "range(0, 9, 4)",
              "range(4, 1, -1)",
              "range('a', 'e', 2)",
              "range(start=1, end=2)",
              "range(1, 2, increment=1)",
              "range(2, 1)",
              "range(1, 2, 3, 4)",
              "range(5.7, 7)");
      // These filters change other lists in Pebble, but not here.
      case 3 ->
          choices.of("[3, 1, 2]", "[2.5, 1.5]", "['b', 'a']", "(1..4)", "range(1, 3)", "[]")
              + " | "
              + choices.of("sort", "rsort", "reverse");
      case 4 -> operand(Kind.LIST, depth) + " | slice(" + choices.of("0, 1", "1", "1, 2") + ")";
      case 5 -> operand(Kind.LIST, depth) + " | merge(" + of(Kind.LIST, depth) + ")";
      case 6 -> "'c,a,b' | split(',') | sort";
      case 7 -> operation(Kind.LIST, choices.of("+", "-"), choices.of(Kind.PRINTED), depth);
      default -> choices.of("person.tags", "m.gone", "people", "bean.nope | default([1])");
    };
  }

  private String map(int depth) {
    return switch (choices.below(4)) {
      // Pebble takes the entries of a map in any order, so only one of them may fail.
      case 0 -> "{'k': " + any(depth) + ", 'l': " + choices.of("2", "'<'", "null") + "}";
      case 1 -> operand(Kind.MAP, depth) + " | merge(" + of(Kind.MAP, depth) + ")";
      case 2 ->
          operand(Kind.MAP, depth) + " | merge(" + choices.of("numbers", "texts", "1..3") + ")";
      default -> "m.inner";
    };
  }

  private String other(int depth) {
    return switch (choices.below(6)) {
      case 0 ->
          choices.of(
              "nope.a",
              "person.nope",
              "m.nope",
              "m.gone",
              "bean.nothing",
              "bean.broken",
              "nul.x",
              "person.friend.friend.friend",
              "s.nope",
              "ints[9]",
              "mixed[2]",
              "mixed[i]",
              "numbers[l]",
              "numbers[d]",
              "byInt[d]",
              "byInt[7]",
              "texts['x']",
              "some.present",
              "color.name",
              "day.year",
              "bean.ready",
              "bean.parts",
              "person.friend",
              "nope(1)",
              "m.get('b c')",
              "none[0]",
              "m.isEmpty()",
              "numbers[-1]",
              "words.length",
              "empty.a");
      case 1 -> operand(Kind.LIST, depth) + " | " + choices.of("first", "last");
      case 2 ->
          "(%s)[%s]"
              .formatted(of(choices.of(Kind.LIST, Kind.ARRAY), depth), of(Kind.NUMBER, depth));
      // No numbers, which Pebble cuts to fit the keys.
      case 3 -> "(" + of(Kind.MAP, depth) + ")" + choices.of("['a']", "['b c']", "[s]", "['k']");
      case 4 -> orDefault(choices.of(Kind.OTHER, Kind.MAP), any(depth), depth);
      default -> "(" + of(Kind.OTHER, depth) + ")." + choices.of("name", "a", "size");
    };
  }
}
