// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The values of one loop's [LoopLocal]s, each at its own place: some are asked for with every request.
///
/// **Thread**: any.
final class LoopLocals {
  /// Never changed once it is here: what is added comes with a new array.
  private volatile @Nullable Object[] values = new @Nullable Object[0];

  /// Returns what is kept at a place, or null.
  @Nullable Object get(int place) {
    @Nullable Object[] kept = values;
    return place < kept.length ? kept[place] : null;
  }

  /// Returns what is kept at a place, which is made if there is nothing.
  synchronized Object get(int place, Supplier<?> maker) {
    Object value = get(place);
    if (value == null) {
      value = maker.get();
      // Not before it is made: that may have added others.
      @Nullable Object[] more = Arrays.copyOf(values, Math.max(values.length, place + 1));
      more[place] = value;
      values = more;
    }
    return value;
  }

  /// Returns how many values there are.
  int size() {
    return (int) Arrays.stream(values).filter(Objects::nonNull).count();
  }

  /// Forgets all.
  synchronized void clear() {
    values = new @Nullable Object[0];
  }
}
