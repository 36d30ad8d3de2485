// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.PebbleException;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/// The numbers of `range(start, end)`, `range(start, end, increment)` and `start..end`, the end among them; none is made before it is
/// asked for, so that a huge range costs time only.
///
/// **Thread**: any.
final class Range extends AbstractList<Object> implements RandomAccess {
  private static final List<String> NAMES = List.of("start", "end", "increment");

  private final long start;
  private final long increment;
  private final int size;

  private Range(long start, long increment, int size) {
    this.start = start;
    this.increment = increment;
    this.size = size;
  }

  /// Makes the range of two characters, or of two whole numbers and what lies between one and the next.
  static List<Object> of(Arguments arguments) {
    check(arguments);
    if (arguments.get(0) instanceof String from && arguments.get(1) instanceof String to) {
      if (from.length() != 1 || to.length() != 1) {
        throw new PebbleException(
            null, "range of what is not one character each: " + from + ", " + to);
      }
      return of(from.charAt(0), to.charAt(0), increment(arguments)).asCharacters();
    }
    return of(number(arguments, 0), number(arguments, 1), increment(arguments));
  }

  private static void check(Arguments arguments) {
    if (arguments.size() > NAMES.size() || !NAMES.containsAll(arguments.named().keySet())) {
      throw new PebbleException(null, "range takes no more than start, end and increment");
    }
  }

  private static Range of(long start, long end, long increment) {
    if (increment == 0) {
      throw new PebbleException(null, "range has the increment 0");
    }
    boolean empty = increment > 0 ? start > end : start < end;
    long steps = empty ? -1 : Math.subtractExact(end, start) / increment;
    if (steps >= Integer.MAX_VALUE) {
      throw new PebbleException(null, "range is too long: " + start + " to " + end);
    }
    return new Range(start, increment, (int) steps + 1);
  }

  private List<Object> asCharacters() {
    return stream().<Object>map(code -> (char) ((Long) code).intValue()).toList();
  }

  private static long increment(Arguments arguments) {
    return arguments.size() < 3 && arguments.get("increment") == null ? 1 : number(arguments, 2);
  }

  private static long number(Arguments arguments, int index) {
    String name = NAMES.get(index);
    Object value = index < arguments.size() ? arguments.get(index) : arguments.get(name);
    if (value instanceof Number number) {
      return number.longValue();
    }
    throw new PebbleException(null, "range needs a number as its " + name + ": " + value);
  }

  @Override
  public Object get(int index) {
    return start + index * increment;
  }

  @Override
  public int size() {
    return size;
  }
}
