// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

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
  private final Function<IOLoop, T> maker;

  /// Makes a kind of value; nothing is made until a loop is asked.
  ///
  /// @param maker makes the value of one loop; it must not wait, nor ask for the same value again
  public LoopLocal(Function<IOLoop, T> maker) {
    this.maker = maker;
  }

  /// Returns the loop's value.
  @SuppressWarnings("unchecked") // the map holds under each key what that key's maker made
  public T get(IOLoop loop) {
    Object value = loop.locals().get(this);
    return (T)
        (value != null ? value : loop.locals().computeIfAbsent(this, _ -> maker.apply(loop)));
  }
}
