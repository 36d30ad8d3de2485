// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
/// **Thread**: loop, but for `add` and `wakeUp`.
final class Poller {
  /// What is asked for a channel; attached to its key.
  private static final class Watch {
    private final IOLoop.Handler handler;
    private int events;

    Watch(IOLoop.Handler handler, int events) {
      this.handler = handler;
      this.events = events;
    }
  }

  private static final VarHandle SLEEPING;

  static {
    try {
      SLEEPING = MethodHandles.lookup().findVarHandle(Poller.class, "sleeping", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Selector selector;
  private final IOLoop loop;
  private final Consumer<SelectionKey> dispatch = this::dispatch;

  /// True while the loop waits, or is about to. Whoever queues something and turns it to false wakes the loop, so many
  /// callbacks cost one wake-up.
  private volatile boolean sleeping;

  /// Whether the loop still has to be told that it is awake.
  private boolean untold;

  /// Keys whose handler was removed: cancelled before the next wait unless the channel was registered again.
  private final List<SelectionKey> removed = new ArrayList<>();

  Poller(IOLoop loop, Selector selector) {
    this.loop = loop;
    this.selector = selector;
  }

  static Selector openSelector() {
    try {
      return Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("can't open a selector: " + e.getMessage(), e);
    }
  }

  /// Runs the handlers of what is ready now.
  void look() throws IOException {
    poll(0);
  }

  /// Waits for readiness as long as the loop allows, and runs the handlers of what is ready. The loop is asked when its
  /// producers already see it asleep: what was queued before shows in its answer, and what comes later wakes it.
  void await() throws IOException {
    sleeping = true;
    poll(loop.nanosToWait());
  }

  /// Ends the wait of the loop, if it waits.
  void wakeUp() {
    if ((boolean) SLEEPING.getAndSet(this, false)) {
      selector.wakeup();
    }
  }

  void add(SelectableChannel channel, IOLoop.Handler handler, int events) {
    try {
      channel.configureBlocking(false);
      register(channel, new Watch(handler, events));
    } catch (ClosedChannelException e) {
      throw new IllegalArgumentException("channel is closed: " + channel, e);
    } catch (IOException e) {
      throw new UncheckedIOException("can't make non-blocking: " + channel, e);
    }
  }

  void update(SelectableChannel channel, int events) {
    if (!channel.isOpen()) {
      return;
    }
    SelectionKey key = channel.keyFor(selector);
    if (key == null || !(key.attachment() instanceof Watch watch)) {
      throw new IllegalArgumentException("channel has no handler: " + channel);
    }
    watch.events = events;
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

  /// Closes every channel that has a handler.
  void closeChannels() {
    for (SelectionKey key : List.copyOf(selector.keys())) {
      if (key.attachment() != null) {
        close(key.channel());
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

  private void register(SelectableChannel channel, Watch watch) throws ClosedChannelException {
    SelectionKey key = channel.keyFor(selector);
    if (key == null || !key.isValid()) {
      channel.register(selector, toOps(channel, watch.events), watch);
    } else if (key.attachment() == null) {
      loop.checkInLoop("addHandler of a channel that was removed");
      key.attach(watch);
      key.interestOps(toOps(channel, watch.events));
    } else {
      throw new IllegalArgumentException("channel has a handler already: " + channel);
    }
  }

  private void close(SelectableChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      loop.log().debug("closing {} failed: {}", channel, e.toString());
    }
  }

  /// Cancels the keys of removed handlers.
  ///
  /// @return whether there were any: only a selection takes them off the selector, so that a channel can be made blocking
  ///     again
  private boolean cancelRemoved() {
    if (removed.isEmpty()) {
      return false;
    }
    for (SelectionKey key : removed) {
      if (key.attachment() == null) {
        key.cancel();
      }
    }
    removed.clear();
    return true;
  }

  /// Before the first handler, or at the end, the loop is told that the wait is over.
  ///
  /// @param timeoutNanos 0 looks without waiting; [Long#MAX_VALUE] waits without limit
  private void poll(long timeoutNanos) throws IOException {
    untold = true;
    try {
      if (cancelRemoved() && (selector.selectNow(dispatch) > 0 || !sleeping)) {
        // The handlers may have queued callbacks or timers: a wait would let them wait too. And if
        // somebody has woken the loop
        // meanwhile, this selection has used that up.
        return;
      }
      if (timeoutNanos <= 0) {
        selector.selectNow(dispatch);
      } else if (timeoutNanos == Long.MAX_VALUE) {
        selector.select(dispatch, 0);
      } else {
        // Rounded up: waking a fraction of a millisecond early would spin until the timer is due.
        selector.select(dispatch, TimeUnit.NANOSECONDS.toMillis(timeoutNanos - 1) + 1);
      }
    } finally {
      awake();
    }
  }

  private void awake() {
    if (untold) {
      untold = false;
      sleeping = false;
      loop.awake();
    }
  }

  private void dispatch(SelectionKey key) {
    awake();
    // A handler that ran before in this iteration may have removed this one, or closed its channel.
    if (key.attachment() instanceof Watch watch) {
      try {
        int ready = key.readyOps() & key.interestOps();
        loop.handle(watch.handler, key.channel(), toEvents(ready));
        if ((ready & SelectionKey.OP_CONNECT) != 0 && key.attachment() == watch) {
          // Connected: from now on the events have their own meaning.
          key.interestOps(toOps(key.channel(), watch.events));
        }
      } catch (CancelledKeyException _) {
        // Closed since: there is nothing left to report.
      }
    }
  }

  private static int toOps(SelectableChannel channel, int events) {
    boolean read = (events & IOLoop.READ) != 0;
    boolean write = (events & IOLoop.WRITE) != 0;
    int ops =
        switch (channel) {
          case ServerSocketChannel _ -> read ? SelectionKey.OP_ACCEPT : 0;
          case SocketChannel socket when !socket.isConnected() ->
              write ? SelectionKey.OP_CONNECT : 0;
          default -> (read ? SelectionKey.OP_READ : 0) | (write ? SelectionKey.OP_WRITE : 0);
        };
    // A pipe has one direction: in the other it is never ready.
    return ops & channel.validOps();
  }

  private static int toEvents(int ops) {
    boolean read = (ops & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT)) != 0;
    boolean write = (ops & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT)) != 0;
    return (read ? IOLoop.READ : 0) | (write ? IOLoop.WRITE : 0);
  }
}
