// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.time.Instant;

/// The machine's clock. **Thread**: any.
enum SystemClock implements Clock {
  INSTANCE;

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }
}
