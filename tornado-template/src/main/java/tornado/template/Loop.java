// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a `for` loop is: the variable `loop` in its body.
///
/// **Thread**: owner.
final class Loop {
  /// The names of its attributes.
  static final Set<String> ATTRIBUTES = Set.of("index", "first", "last", "length", "revindex");

  private final Object values;
  private int index = -1;
  private boolean last;
  private int length = -1;

  Loop(Object values) {
    this.values = values;
  }

  /// Returns one that stays where this one is.
  Loop copy() {
    var copy = new Loop(values);
    copy.index = index;
    copy.last = last;
    copy.length = length;
    return copy;
  }

  void next() {
    index++;
  }

  void last(boolean isLast) {
    last = isLast;
  }

  /// Returns the attribute of that name, or null if there is none.
  @Nullable Object attribute(String name) {
    return switch (name) {
      case "index" -> index;
      case "first" -> index == 0;
      case "last" -> last;
      case "length" -> length();
      case "revindex" -> length() - index - 1;
      default -> null;
    };
  }

  @Override
  public String toString() {
    return "{last=%s, length=%d, index=%d, revindex=%d, first=%s}"
        .formatted(last, length(), index, length() - index - 1, index == 0);
  }

  private int length() {
    if (length < 0) {
      length = count();
    }
    return length;
  }

  private int count() {
    return switch (values) {
      case Collection<?> collection -> collection.size();
      case Map<?, ?> map -> map.size();
      case Iterable<?> iterable -> {
        int count = 0;
        for (Object _ : iterable) {
          count++;
        }
        yield count;
      }
      default -> Array.getLength(values);
    };
  }
}
