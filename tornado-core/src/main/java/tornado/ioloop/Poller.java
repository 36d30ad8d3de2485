// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The channels a loop watches, over one [Selector].
///
/// **Thread**: loop, but for `wakeup`.
final class Poller {
  private final Selector selector;
  private final IOLoop loop;
  private final Consumer<SelectionKey> dispatch = this::dispatch;

  /// Keys whose handler was removed: cancelled after the iteration unless the channel was registered again.
  private final List<SelectionKey> removed = new ArrayList<>();

  Poller(IOLoop loop) {
    this.loop = loop;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("can't open a selector: " + e.getMessage(), e);
    }
  }

  /// Waits for readiness, at most `timeoutNanos`, and runs the handlers of what is ready.
  ///
  /// @param timeoutNanos 0 looks without waiting; [Long#MAX_VALUE] waits without limit
  void poll(long timeoutNanos) throws IOException {
    if (!removed.isEmpty()) {
      cancelRemoved();
    }
    if (timeoutNanos <= 0) {
      selector.selectNow(dispatch);
    } else if (timeoutNanos == Long.MAX_VALUE) {
      selector.select(dispatch, 0);
    } else {
      // Rounded up: waking a fraction of a millisecond early would spin until the timer is due.
      selector.select(dispatch, TimeUnit.NANOSECONDS.toMillis(timeoutNanos + 999_999));
    }
  }

  void wakeup() {
    selector.wakeup();
  }

  void add(SelectableChannel channel, IOLoop.Handler handler, int events) {
    SelectionKey key = channel.keyFor(selector);
    if (key != null && key.isValid() && key.attachment() != null) {
      throw new IllegalArgumentException("channel has a handler already: " + channel);
    }
    try {
      channel.configureBlocking(false);
      if (key != null && key.isValid()) {
        key.attach(handler);
        key.interestOps(toOps(channel, events));
      } else {
        channel.register(selector, toOps(channel, events), handler);
      }
    } catch (ClosedChannelException e) {
      throw new IllegalArgumentException("channel is closed: " + channel, e);
    } catch (IOException e) {
      throw new UncheckedIOException("can't make non-blocking: " + channel, e);
    }
  }

  void update(SelectableChannel channel, int events) {
    SelectionKey key = channel.keyFor(selector);
    if (key == null || key.attachment() == null) {
      throw new IllegalArgumentException("channel has no handler: " + channel);
    }
    if (key.isValid()) {
      key.interestOps(toOps(channel, events));
    }
  }

  void remove(SelectableChannel channel) {
    SelectionKey key = channel.keyFor(selector);
    if (key == null || key.attachment() == null) {
      return;
    }
    key.attach(null);
    if (key.isValid()) {
      key.interestOps(0);
      removed.add(key);
    }
  }

  /// Closes every registered channel.
  void closeChannels() {
    for (SelectionKey key : List.copyOf(selector.keys())) {
      try {
        key.channel().close();
      } catch (IOException e) {
        loop.log().debug("closing {} failed: {}", key.channel(), e.toString());
      }
    }
  }

  void close() {
    try {
      selector.close();
    } catch (IOException e) {
      loop.log().warn("closing the selector failed", e);
    }
  }

  private void cancelRemoved() throws IOException {
    for (SelectionKey key : removed) {
      if (key.attachment() == null) {
        key.cancel();
      }
    }
    removed.clear();
    // Only a selection takes cancelled keys off the selector, so that a channel can be made
    // blocking again.
    selector.selectNow(dispatch);
  }

  private void dispatch(SelectionKey key) {
    // A handler that ran before in this iteration may have removed this one, or closed its channel.
    if (key.attachment() instanceof IOLoop.Handler handler) {
      try {
        loop.handle(handler, key.channel(), toEvents(key.readyOps() & key.interestOps()));
      } catch (CancelledKeyException _) {
        // Closed since: there is nothing left to report.
      }
    }
  }

  private static int toOps(SelectableChannel channel, int events) {
    boolean read = (events & IOLoop.READ) != 0;
    boolean write = (events & IOLoop.WRITE) != 0;
    return switch (channel) {
      case ServerSocketChannel _ -> read ? SelectionKey.OP_ACCEPT : 0;
      case SocketChannel socket when !socket.isConnected() -> write ? SelectionKey.OP_CONNECT : 0;
      default -> (read ? SelectionKey.OP_READ : 0) | (write ? SelectionKey.OP_WRITE : 0);
    };
  }

  private static int toEvents(int ops) {
    boolean read = (ops & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT)) != 0;
    boolean write = (ops & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT)) != 0;
    return (read ? IOLoop.READ : 0) | (write ? IOLoop.WRITE : 0);
  }
}
