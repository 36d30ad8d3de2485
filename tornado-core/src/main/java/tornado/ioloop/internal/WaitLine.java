// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop.internal;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Waiter;

/// Those who wait for one thing, first come, first served. Waiters that have gone (timed out, cancelled) are skipped when their turn
/// comes, and swept out when there are many.
///
/// **Thread**: owner: guarded by the lock of the primitive that it belongs to. Nothing of a waiter is completed here.
///
/// @param <W> the waiters, or something that holds one
public final class WaitLine<W> {
  private static final int SWEEP_AT_LEAST = 100;

  /// Tells whose future decides whether someone still waits.
  @FunctionalInterface
  public interface WaiterOf<W> {
    /// Returns the future.
    Waiter<?> waiter(W member);
  }

  private final ArrayDeque<W> line = new ArrayDeque<>();
  private final WaiterOf<W> waiterOf;
  private int sweepAt = SWEEP_AT_LEAST;

  /// Makes an empty line.
  public WaitLine(WaiterOf<W> waiterOf) {
    this.waiterOf = waiterOf;
  }

  /// Joins at the end.
  public void add(W member) {
    if (line.size() >= sweepAt) {
      line.removeIf(this::gone);
      sweepAt = Math.max(SWEEP_AT_LEAST, 2 * line.size());
    }
    line.add(member);
  }

  /// Takes the first who still waits, or null. It may go before it is completed.
  public @Nullable W poll() {
    return isEmpty() ? null : line.poll();
  }

  /// Tells whether nobody waits.
  public boolean isEmpty() {
    for (W first = line.peek(); first != null && gone(first); first = line.peek()) {
      line.remove();
    }
    return line.isEmpty();
  }

  /// Returns how many still wait.
  public int size() {
    return (int) line.stream().filter(member -> !gone(member)).count();
  }

  private boolean gone(W member) {
    return waiterOf.waiter(member).isDone();
  }
}
