// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport.Readiness;

/// What tells the owner of a simulated socket that it is ready: a callback of the loop, one for each turn in which an event of interest
/// holds. So it is level-triggered, and never runs within the caller.
///
/// **Thread**: loop.
final class SimulatedReadiness {
  private final IntSupplier readyEvents;
  private @Nullable IOLoop loop;
  private @Nullable Readiness listener;
  private int interest = IOLoop.NONE;
  private boolean scheduled;

  /// @param readyEvents tells which events hold now
  SimulatedReadiness(IntSupplier readyEvents) {
    this.readyEvents = readyEvents;
  }

  void register(IOLoop newLoop, Readiness newListener) {
    loop = newLoop;
    listener = newListener;
    interest = IOLoop.NONE;
  }

  void unregister() {
    loop = null;
    listener = null;
    interest = IOLoop.NONE;
  }

  void setInterest(int events) {
    interest = events;
    report();
  }

  /// Has the listener told, if it wants to know what holds now. To be called when something has become ready.
  void report() {
    if (loop != null && !scheduled && ready() != IOLoop.NONE) {
      scheduled = true;
      loop.addCallback(this::tell);
    }
  }

  private void tell() {
    scheduled = false;
    int events = ready();
    if (listener != null && events != IOLoop.NONE) {
      listener.onReady(events);
    }
    report();
  }

  private int ready() {
    return readyEvents.getAsInt() & interest;
  }
}
