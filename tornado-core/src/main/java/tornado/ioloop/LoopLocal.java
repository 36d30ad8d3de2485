// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A value that every IOLoop has one of: made when first asked for, dropped with the loop.
///
/// ```java
/// private static final LoopLocal<Buffers> BUFFERS = new LoopLocal<>(loop -> new Buffers());
/// Buffers mine = BUFFERS.get(loop);
/// ```
///
/// **Thread**: any.
///
/// @param <T> the type of the value
public final class LoopLocal<T> {
  private static final AtomicInteger MADE = new AtomicInteger();

  private final Function<IOLoop, T> maker;

  /// Where each loop keeps its value.
  private final int place = MADE.getAndIncrement();

  /// Makes a kind of value; nothing is made until a loop is asked. Kinds are few and for good: their places are never used again.
  ///
  /// @param maker makes the value of one loop; it must not wait, nor ask for the same value again
  public LoopLocal(Function<IOLoop, T> maker) {
    this.maker = maker;
  }

  /// Returns the loop's value.
  @SuppressWarnings("unchecked") // what is kept at a kind's place was made by its maker
  public T get(IOLoop loop) {
    Object value = loop.locals().get(place);
    return (T) (value != null ? value : loop.locals().get(place, () -> maker.apply(loop)));
  }
}
