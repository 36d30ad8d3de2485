// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import java.util.HashSet;
import java.util.Set;

/// A selector that has no channels. What waiting is, a test says.
abstract class FakeSelector extends Selector {
  private final Set<SelectionKey> none = new HashSet<>();
  private volatile boolean closed;

  /// Waits, for ever if `timeoutMillis` is 0.
  abstract void waitFor(long timeoutMillis);

  @Override
  public final int select(long timeoutMillis) {
    waitFor(timeoutMillis);
    return 0;
  }

  @Override
  public final int select() {
    return select(0);
  }

  @Override
  public int selectNow() throws IOException {
    return 0;
  }

  @Override
  public final Set<SelectionKey> keys() {
    return none;
  }

  @Override
  public final Set<SelectionKey> selectedKeys() {
    return none;
  }

  @Override
  public final SelectorProvider provider() {
    return SelectorProvider.provider();
  }

  @Override
  public final boolean isOpen() {
    return !closed;
  }

  @Override
  public final void close() {
    closed = true;
  }
}
