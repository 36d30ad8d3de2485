// SPDX-License-Identifier: Apache-2.0
package tornado.options;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/// What an option's text stands for.
///
/// **Thread**: any.
///
/// @param <T> the values
public final class OptionType<T> {
  private static final Set<String> FALSE = Set.of("false", "0", "f");
  private static final int LONGEST_RANGE = 1_000_000;

  /// Any text.
  public static final OptionType<String> TEXT = of("text", text -> text);

  /// A whole number of 32 bits. In lists `1:3` stands for 1, 2, 3. Spaces around numbers of any kind don't matter.
  public static final OptionType<Integer> INTEGER =
      of("integer", text -> Integer.valueOf(text.strip()));

  /// A whole number of 64 bits.
  public static final OptionType<Long> LONG = of("integer", text -> Long.valueOf(text.strip()));

  /// A number with a fraction.
  public static final OptionType<Double> DOUBLE = of("number", Double::valueOf);

  /// `false`, `0` and `f`, in any case, are false, everything else true. On the command line the option's name alone is true.
  public static final OptionType<Boolean> BOOLEAN =
      of("boolean", text -> !FALSE.contains(text.toLowerCase(Locale.ROOT)));

  /// A time such as `45s`, `1h 30m` or `1.5d`; a number without a unit is seconds.
  public static final OptionType<Duration> DURATION = of("duration", DurationText::parse);

  /// A date, a time of day, or both, such as `2013-04-28 05:16`.
  public static final OptionType<LocalDateTime> DATE_TIME =
      of("date and time", DateTimeText::parse);

  /// A file.
  public static final OptionType<Path> PATH = of("path", Path::of);

  private final String name;
  private final Function<String, ? extends T> parser;

  private OptionType(String name, Function<String, ? extends T> parser) {
    this.name = name;
    this.parser = parser;
  }

  /// Makes a type.
  ///
  /// @param name what the values are called, in help and in errors
  /// @param parser makes a value of text; throws an IllegalArgumentException, or a DateTimeException, for text that is none
  public static <T> OptionType<T> of(String name, Function<String, ? extends T> parser) {
    return new OptionType<>(name, parser);
  }

  /// Makes a type of the constants of an enum, by their names in any case.
  public static <E extends Enum<E>> OptionType<E> ofEnum(Class<E> type) {
    return of(
        "one of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT),
        text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  /// Returns what the values are called.
  public String name() {
    return name;
  }

  /// Reads a value.
  ///
  /// @throws IllegalArgumentException if `text` is none
  T parse(String text) {
    try {
      return parser.apply(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /// Reads values separated by commas. Of whole numbers `a:b` stands for all from a to b.
  ///
  /// @throws IllegalArgumentException if one is none
  List<T> parseList(String text) {
    var values = new ArrayList<T>();
    for (String part : text.split(",", -1)) {
      int colon = part.indexOf(':');
      if (equals(INTEGER) && colon >= 0) {
        addRange(values, part.substring(0, colon), part.substring(colon + 1));
      } else {
        values.add(parse(part));
      }
    }
    return List.copyOf(values);
  }

  private void addRange(List<T> values, String from, String to) {
    long first = Integer.parseInt(from.strip());
    long last = Integer.parseInt(to.strip());
    if (last - first >= LONGEST_RANGE) {
      throw new IllegalArgumentException("range is too long: " + from + ":" + to);
    }
    for (long i = first; i <= last; i++) {
      values.add(parse(Long.toString(i)));
    }
  }
}
