// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The values of a random page, of each type that templates know. They are made anew for each rendering, since templates change them.
///
/// **Thread**: owner.
final class RandomValues {
  /// What the expressions of a template take a value for.
  enum Kind {
    NUMBER,
    TEXT,
    TRUTH,
    LIST,
    MAP,
    OTHER,
    /// Arrays print as their addresses, so these are not printed.
    ARRAY;

    /// Those that may be printed.
    static final List<Kind> PRINTED = List.of(NUMBER, TEXT, TRUTH, LIST, MAP, OTHER);
  }

  /// A variable and its kind.
  record Variable(String name, Kind kind) {}

  /// A record.
  public record Person(String name, int age, List<String> tags, @Nullable Person friend) {}

  /// A class with getters.
  public static final class Bean {
    public String getTitle() {
      return "<Bean>";
    }

    public boolean isReady() {
      return true;
    }

    public boolean hasParts() {
      return false;
    }

    public long getCount() {
      return 3;
    }

    public @Nullable String getNothing() {
      return null;
    }

    public String twice(String text) {
      return text + text;
    }

    public long plus(int number) {
      return number + 1L;
    }

    public String getBroken() {
      return List.of("broken").get((int) getCount());
    }

    @Override
    public String toString() {
      return "a bean";
    }
  }

  /// An enumeration.
  public enum Color {
    RED,
    GREEN
  }

  /// What every page has. Their names are of this kind whatever the seed.
  static final List<Variable> VARIABLES = variables();

  private static final List<String> TEXTS =
      List.of(
          "plain",
          "<b>bold & \"quoted\" 'single'</b>",
          "",
          " spaces  around ",
          "two\nlines\r\nand\ta tab",
          "Grüße, ñandú 漢字 😀",
          "7",
          "-1.5e3",
          "a,b,,c",
          "&lt;&#39;",
          "ǆ ß ı");

  private static final List<Integer> INTEGERS =
      List.of(0, 1, 2, -1, 7, 10, 255, Integer.MAX_VALUE, Integer.MIN_VALUE);

  private static final List<Long> LONGS =
      List.of(0L, 1L, 3L, -7L, 2147483648L, 9007199254740993L, Long.MAX_VALUE, Long.MIN_VALUE);

  private static final List<Double> DOUBLES =
      List.of(0.0, -0.0, 1.0, 0.1, -2.5, 1e7, 1e-5, 123456789.125, 1e300, Double.NaN, 1 / 0.0, 3.0);

  private static final List<String> DECIMALS =
      List.of("0", "0.00", "1", "1.50", "-3.7", "1E+3", "1E-10", "12345678901234567890.123456789");

  private final Random random;

  private RandomValues(long seed) {
    random = new Random(seed);
  }

  private static List<Variable> variables() {
    var variables = new ArrayList<Variable>();
    for (String name : List.of("i", "l", "d", "f", "sh", "by", "bd", "bi")) {
      variables.add(new Variable(name, Kind.NUMBER));
    }
    for (String name : List.of("s", "t", "e")) {
      variables.add(new Variable(name, Kind.TEXT));
    }
    for (String name : List.of("yes", "no")) {
      variables.add(new Variable(name, Kind.TRUTH));
    }
    for (String name : List.of("mixed", "numbers", "texts", "people", "none")) {
      variables.add(new Variable(name, Kind.LIST));
    }
    for (String name : List.of("ints", "words")) {
      variables.add(new Variable(name, Kind.ARRAY));
    }
    for (String name : List.of("m", "byInt", "byLong", "byDouble", "empty")) {
      variables.add(new Variable(name, Kind.MAP));
    }
    for (String name : List.of("nul", "ch", "person", "bean", "color", "some", "day")) {
      variables.add(new Variable(name, Kind.OTHER));
    }
    return List.copyOf(variables);
  }

  /// Returns the values that a seed stands for.
  static Map<String, @Nullable Object> of(long seed) {
    return new RandomValues(seed).values();
  }

  private Map<String, @Nullable Object> values() {
    var values = new HashMap<String, @Nullable Object>();
    putNumbers(values);
    for (String name : List.of("s", "t")) {
      values.put(name, of(TEXTS));
    }
    values.put("e", "");
    values.put("yes", true);
    values.put("no", false);
    putCollections(values);
    values.put("nul", null);
    values.put("ch", of(List.of('x', '<', 'é')));
    values.put("person", person(2));
    values.put("bean", new Bean());
    values.put("color", of(List.of(Color.values())));
    values.put("some", random.nextBoolean() ? Optional.of("x") : Optional.empty());
    values.put("day", LocalDate.of(2026, 1 + random.nextInt(12), 1 + random.nextInt(28)));
    return values;
  }

  private void putNumbers(Map<String, @Nullable Object> values) {
    values.put("i", of(INTEGERS));
    values.put("l", of(LONGS));
    values.put("d", of(DOUBLES));
    values.put("f", of(DOUBLES).floatValue());
    values.put("sh", of(INTEGERS).shortValue());
    values.put("by", of(INTEGERS).byteValue());
    values.put("bd", new BigDecimal(of(DECIMALS)));
    values.put("bi", BigInteger.valueOf(of(LONGS)).multiply(BigInteger.valueOf(of(LONGS))));
  }

  private void putCollections(Map<String, @Nullable Object> values) {
    values.put(
        "mixed", new ArrayList<>(Arrays.asList(of(INTEGERS), of(TEXTS), null, true, of(DOUBLES))));
    values.put("numbers", list(LONGS));
    values.put("texts", list(TEXTS));
    values.put("people", new ArrayList<>(List.of(person(1), person(0))));
    values.put("none", new ArrayList<>());
    values.put("ints", new int[] {of(INTEGERS), of(INTEGERS)});
    values.put("words", new String[] {of(TEXTS), of(TEXTS), of(TEXTS)});
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("a", of(TEXTS));
    map.put("b c", of(LONGS));
    map.put("gone", null);
    map.put("inner", new LinkedHashMap<>(Map.of("a", of(DOUBLES))));
    values.put("m", map);
    values.put("byInt", new LinkedHashMap<>(Map.of(1, of(TEXTS))));
    values.put("byLong", new LinkedHashMap<>(Map.of(1L, of(TEXTS))));
    values.put("byDouble", new LinkedHashMap<>(Map.of(1.0, of(TEXTS))));
    values.put("empty", new LinkedHashMap<>());
  }

  private Person person(int friends) {
    return new Person(
        of(TEXTS), of(INTEGERS), list(TEXTS), friends == 0 ? null : person(friends - 1));
  }

  private <T> List<T> list(List<T> items) {
    var list = new ArrayList<T>();
    for (int count = random.nextInt(5); count > 0; count--) {
      list.add(of(items));
    }
    return list;
  }

  private <T> T of(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
