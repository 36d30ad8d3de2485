// SPDX-License-Identifier: Apache-2.0
package tornado.iostream.internal;

import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport.Readiness;

/// What tells the owner of a transport that it is ready, where no selector does: a callback of the owner's loop, one for each turn in
/// which an event of interest holds.
///
/// **Thread**: any.
public final class ReadySignal {
  /// The transport's own, around lines that don't wait. Guards all fields below.
  private final Object lock;

  private final IntSupplier readyEvents;
  private @Nullable IOLoop loop;
  private @Nullable Readiness readiness;
  private int interest = IOLoop.NONE;
  private boolean scheduled;

  /// Makes a signal that nobody listens to yet.
  ///
  /// @param lock guards the transport's state
  /// @param readyEvents tells which events hold now; called under the lock
  public ReadySignal(Object lock, IntSupplier readyEvents) {
    this.lock = lock;
    this.readyEvents = readyEvents;
  }

  /// Ties it to its listener.
  public void register(IOLoop loop, Readiness readiness) {
    synchronized (lock) {
      this.loop = loop;
      this.readiness = readiness;
    }
  }

  /// Unties it from its listener, who is told nothing any more.
  public void unregister() {
    synchronized (lock) {
      loop = null;
      readiness = null;
      interest = IOLoop.NONE;
    }
  }

  /// Sets which events are told.
  public void setInterest(int events) {
    synchronized (lock) {
      interest = events;
      report();
    }
  }

  /// Has the loop told what is ready, if anyone wants to know and it isn't under way. Call it when something has become ready.
  public void report() {
    synchronized (lock) {
      IOLoop owner = loop;
      if (owner != null && !scheduled && ready() != IOLoop.NONE) {
        scheduled = true;
        owner.addCallback(this::tell);
      }
    }
  }

  private void tell() {
    int events;
    Readiness listener;
    synchronized (lock) {
      scheduled = false;
      events = ready();
      listener = readiness;
    }
    if (events != IOLoop.NONE && listener != null) {
      listener.onReady(events);
    }
    report();
  }

  private int ready() {
    return readyEvents.getAsInt() & interest;
  }
}
