// SPDX-License-Identifier: Apache-2.0
package tornado.iostream.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport.Readiness;

/// What tells the owner of a transport that it is ready, where no selector does: a callback of the owner's loop, one for each turn in
/// which an event of interest holds.
///
/// There is no lock: whoever changes what is ready, or what is of interest, looks at the other behind that, so that one of the two sees
/// both.
///
/// **Thread**: `report` any; the rest the owner's.
public final class ReadySignal {
  private final IntSupplier readyEvents;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile @Nullable IOLoop loop;
  private volatile @Nullable Readiness readiness;
  private volatile int interest = IOLoop.NONE;

  /// Makes a signal that nobody listens to yet.
  ///
  /// @param readyEvents tells which events hold now; on any thread
  public ReadySignal(IntSupplier readyEvents) {
    this.readyEvents = readyEvents;
  }

  /// Ties it to its listener.
  public void register(IOLoop newLoop, Readiness newReadiness) {
    readiness = newReadiness;
    loop = newLoop;
  }

  /// Unties it from its listener, who is told nothing any more.
  public void unregister() {
    loop = null;
    readiness = null;
    interest = IOLoop.NONE;
  }

  /// Sets which events are told.
  public void setInterest(int events) {
    interest = events;
    report();
  }

  /// Has the loop told what is ready, if anyone wants to know and it isn't under way. Call it when something has become ready.
  public void report() {
    IOLoop owner = loop;
    if (owner != null && ready() != IOLoop.NONE && scheduled.compareAndSet(false, true)) {
      owner.addCallback(this::tell);
    }
  }

  private void tell() {
    scheduled.set(false);
    int events = ready();
    Readiness listener = readiness;
    if (events != IOLoop.NONE && listener != null) {
      listener.onReady(events);
    }
    report();
  }

  private int ready() {
    return readyEvents.getAsInt() & interest;
  }
}
