// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// Which thread a loop belongs to: the one that runs it, or closes it. One at a time.
///
/// **Thread**: any.
final class LoopThread {
  private static final VarHandle OWNER;

  static {
    try {
      OWNER = MethodHandles.lookup().findVarHandle(LoopThread.class, "owner", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable Thread owner;

  /// Makes the loop the calling thread's.
  ///
  /// @throws IllegalStateException with the message `failure` if it is another's
  void claim(String failure) {
    if (!OWNER.compareAndSet(this, null, Thread.currentThread())) {
      throw new IllegalStateException(failure);
    }
  }

  /// Makes the loop nobody's.
  void release() {
    owner = null;
  }

  boolean claimed() {
    return owner != null;
  }

  /// Tells whether the caller is on it: itself, or as a coroutine that it carries.
  boolean carriesCaller() {
    return VirtualThreads.currentCarrier() == owner;
  }

  /// @throws IllegalStateException if the loop belongs to a thread, and the caller isn't on it
  void check(String method) {
    if (claimed() && !carriesCaller()) {
      throw new IllegalStateException(
          method + " must be called on the loop but was on " + Thread.currentThread());
    }
  }
}
