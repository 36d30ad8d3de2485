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
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The channels a loop watches, over one [Selector]. After a wait [#next] tells what is ready, one after another.
///
/// **Thread**: loop, but for `add` and `wakeUp`.
final class Poller {
  /// What is asked for a channel, and what has come of it; attached to its key.
  static final class Watch {
    private final Transport.Readiness readiness;
    private int asked;
    private int ready;

    /// Where it was added, in debug mode.
    private final @Nullable Throwable origin;

    Watch(Transport.Readiness readiness, int asked, @Nullable Throwable origin) {
      this.readiness = readiness;
      this.asked = asked;
      this.origin = origin;
    }

    /// Returns who wants to know.
    Transport.Readiness readiness() {
      return readiness;
    }

    /// Returns what is ready, of what was asked.
    int events() {
      return ready;
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

  /// The keys of what the last wait found, up to [#next] reported.
  private final List<SelectionKey> ready = new ArrayList<>();

  private final Consumer<SelectionKey> noteReady = ready::add;
  private int reported;

  /// True while the loop waits, or is about to. Whoever queues something and turns it to false wakes the loop, so many
  /// callbacks cost one wake-up.
  private volatile boolean sleeping;

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

  /// Finds what is ready now.
  void look() throws IOException {
    poll(0);
  }

  /// Waits for readiness as long as `nanosToWait` allows, and finds what is ready. It is asked when producers already see the loop
  /// asleep: what was queued before shows in its answer, and what comes later wakes it.
  void await(LongSupplier nanosToWait) throws IOException {
    sleeping = true;
    poll(nanosToWait.getAsLong());
  }

  /// Ends the wait of the loop, if it waits.
  void wakeUp() {
    if ((boolean) SLEEPING.getAndSet(this, false)) {
      selector.wakeup();
    }
  }

  /// Takes what is ready next, or null if that was all. What was removed since the wait, or has closed, is passed over.
  @Nullable Watch next() {
    if (reported > 0) {
      settle(ready.get(reported - 1));
    }
    while (reported < ready.size()) {
      SelectionKey key = ready.get(reported++);
      if (key.attachment() instanceof Watch watch && findReady(key, watch)) {
        return watch;
      }
    }
    ready.clear();
    reported = 0;
    return null;
  }

  void add(SelectableChannel channel, Transport.Readiness readiness, int events) {
    try {
      channel.configureBlocking(false);
      register(channel, new Watch(readiness, events, loop.origin()));
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
    watch.asked = events;
    setOps(key, toOps(channel, events));
  }

  void remove(SelectableChannel channel) {
    SelectionKey key = channel.keyFor(selector);
    if (key == null || key.attachment() == null) {
      return;
    }
    key.attach(null);
    setOps(key, 0);
    removed.add(key);
  }

  private static void setOps(SelectionKey key, int ops) {
    try {
      key.interestOps(ops);
    } catch (CancelledKeyException _) {
      // Closed, maybe by another thread just now: nothing is reported any more.
    }
  }

  /// Returns the channels that have a handler.
  List<Activity> activities() {
    var found = new ArrayList<Activity>();
    for (SelectionKey key : List.copyOf(selector.keys())) {
      if (key.isValid() && key.attachment() instanceof Watch watch && watch.origin != null) {
        found.add(
            new Activity(
                Activity.Kind.CHANNEL,
                describe(key.channel()),
                List.of(watch.origin.getStackTrace()),
                List.of()));
      }
    }
    return found;
  }

  /// Names a channel. The JDK's own words leave out at which address one listens.
  private static String describe(SelectableChannel channel) {
    if (channel instanceof ServerSocketChannel listening) {
      try {
        return "listening on " + listening.getLocalAddress();
      } catch (IOException _) {
        // Closed by another thread just now.
      }
    }
    return channel.toString();
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
      channel.register(selector, toOps(channel, watch.asked), watch);
    } else if (key.attachment() == null) {
      loop.checkInLoop("addHandler of a channel that was removed");
      key.attach(watch);
      key.interestOps(toOps(channel, watch.asked));
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

  /// @param timeoutNanos 0 looks without waiting; [Long#MAX_VALUE] waits without limit
  private void poll(long timeoutNanos) throws IOException {
    try {
      if (cancelRemoved() && (selector.selectNow(noteReady) > 0 || !sleeping)) {
        // What is ready may lead to callbacks or timers, which a wait would let wait too. And if
        // somebody has woken the loop meanwhile, this selection has used that up.
        return;
      }
      if (timeoutNanos <= 0) {
        selector.selectNow(noteReady);
      } else if (timeoutNanos == Long.MAX_VALUE) {
        selector.select(noteReady, 0);
      } else {
        // Rounded up: waking a fraction of a millisecond early would spin until the timer is due.
        selector.select(noteReady, TimeUnit.NANOSECONDS.toMillis(timeoutNanos - 1) + 1);
      }
    } finally {
      sleeping = false;
    }
  }

  /// @return false if nothing is ready any more
  private static boolean findReady(SelectionKey key, Watch watch) {
    try {
      watch.ready = toEvents(key.readyOps() & key.interestOps());
      return watch.ready != IOLoop.NONE;
    } catch (CancelledKeyException _) {
      // Closed since: there is nothing left to report.
      return false;
    }
  }

  /// Has the events of a channel that has connected their own meaning from now on.
  private static void settle(SelectionKey key) {
    try {
      if ((key.interestOps() & SelectionKey.OP_CONNECT) != 0
          && key.attachment() instanceof Watch watch) {
        key.interestOps(toOps(key.channel(), watch.asked));
      }
    } catch (CancelledKeyException _) {
      // Closed since: nobody is interested any more.
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
