// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.time.Instant;
import tornado.ioloop.Clock;

/// A clock that stands still but for when it is moved. It begins at the same instant in each test.
///
/// **Thread**: any, but for `advanceTo`: loop.
final class VirtualClock implements Clock {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private volatile long nanos;

  /// Goes to a time; to one that is past it doesn't.
  void advanceTo(long nanos) {
    this.nanos = Math.max(this.nanos, nanos);
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public Instant instant() {
    return START.plusNanos(nanos);
  }
}
