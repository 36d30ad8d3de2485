// SPDX-License-Identifier: Apache-2.0
package tornado.locks;

import java.util.concurrent.atomic.AtomicBoolean;

/// What a semaphore or lock gave to one coroutine. Closing it gives it back, once: a second close does nothing.
///
/// **Thread**: any.
public final class Permit implements AutoCloseable {
  private final Permits permits;
  private final AtomicBoolean closed = new AtomicBoolean();

  Permit(Permits permits) {
    this.permits = permits;
  }

  /// Gives it back.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      permits.release();
    }
  }
}
