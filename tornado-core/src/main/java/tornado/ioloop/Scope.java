// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What belongs together and ends together: a request, the body of a `withTimeout`, a coroutine. A scope knows its
/// loop, the scopes inside it, and when it has to be over.
///
/// Cancelling a scope ends the waits of its coroutines with [CancelledError], runs its cancel actions, and cancels the
/// scopes inside it. Leaving a scope ([#close]) cancels what is still under way inside it. Work that must outlive its
/// scope is started with [Async#detached].
///
/// ```
/// open --cancel--> cancelled --close--> closed
///   \------------------close------------/
/// ```
///
/// **Thread**: any.
public final class Scope implements AutoCloseable {
  /// The innermost scope of the running code. Bound for every loop while it runs and for every coroutine.
  static final ScopedValue<Scope> CURRENT = ScopedValue.newInstance();

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Scope.class, "state", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final String CLOSED = "the scope was left";

  private final IOLoop loop;
  private final @Nullable Scope parent;

  /// False for the loop's own scope: a plain callback can't wait.
  private final boolean waits;

  /// True for a request's scope or a `withTimeout`'s, false for a single coroutine's.
  private final boolean block;

  /// Null for no limit of its own or inherited; else on the loop's clock.
  private final @Nullable Long deadlineNanos;

  /// Null while it is open and nobody has to be told of its end, most scopes' whole life; a [Book] once somebody has; in the end a
  /// String, why it ended.
  private volatile @Nullable Object state;

  /// The thread that waits in this scope, while it waits.
  private volatile @Nullable Thread waiter;

  /// Who has to be told of the end, each in the order of arrival. Guarded by its own monitor; what is added while the scope's state is
  /// this very book is told.
  private static final class Book {
    /// The scopes inside this one that are still open.
    private final Set<Scope> inner = new LinkedHashSet<>();

    /// What else to do.
    private final Set<Runnable> actions = new LinkedHashSet<>();
  }

  private Scope(
      IOLoop loop,
      @Nullable Scope parent,
      boolean waits,
      boolean block,
      @Nullable Long deadlineNanos) {
    this.loop = loop;
    this.parent = parent;
    this.waits = waits;
    this.block = block;
    this.deadlineNanos = deadlineNanos;
  }

  /// The scope of a loop's plain callbacks: never cancelled, never waits.
  static Scope ofLoop(IOLoop loop) {
    return new Scope(loop, null, false, true, null);
  }

  /// Opens a scope that no other contains, for work that arrives from outside, such as a request.
  public static Scope open(IOLoop loop) {
    return new Scope(loop, null, true, true, null);
  }

  /// Opens the scope of a block inside this one.
  ///
  /// @param deadlineNanos its own limit on the loop's clock, or null for this scope's; the earlier one counts
  Scope openBlock(@Nullable Long deadlineNanos) {
    return openInner(true, earlier(this.deadlineNanos, deadlineNanos));
  }

  /// Opens the scope of a coroutine spawned by code in this one. A coroutine's scope holds no other coroutine's: the
  /// end of one must not end its siblings. The block around both does.
  Scope openForSpawn() {
    Scope around = this;
    while (!around.block && around.parent != null) {
      around = around.parent;
    }
    return around.openInner(false, around.deadlineNanos);
  }

  /// Opens a scope that is cancelled with this one, at once if this one already is. The loop's scope never ends, so it
  /// doesn't keep book.
  private Scope openInner(boolean block, @Nullable Long deadlineNanos) {
    var scope = new Scope(loop, this, true, block, deadlineNanos);
    if (waits && !note(book -> book.inner.add(scope))) {
      scope.cancel(why());
    }
    return scope;
  }

  /// Returns the scope of the running code, or null outside every loop.
  public static @Nullable Scope currentOrNull() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  /// Returns the loop that runs this scope's coroutines.
  public IOLoop loop() {
    return loop;
  }

  /// Tells whether code in this scope is a coroutine, and so may wait.
  boolean waits() {
    return waits;
  }

  /// Returns when this scope has to be over, on [IOLoop#time]'s scale, or null without a limit.
  public @Nullable Long deadlineNanos() {
    return deadlineNanos;
  }

  /// Tells whether the scope was cancelled or left.
  public boolean cancelled() {
    return state instanceof String;
  }

  /// Runs `action` when the scope is cancelled or left before the action is removed; at once if it already is. One that is
  /// added twice runs once.
  ///
  /// @param action quick and harmless to run on any thread; what it throws is logged
  public void onCancel(Runnable action) {
    if (!note(book -> book.actions.add(action))) {
      loop.runSafely(action);
    }
  }

  /// Takes back an action given to [#onCancel].
  public void removeOnCancel(Runnable action) {
    if (state instanceof Book book) {
      synchronized (book) {
        book.actions.remove(action);
      }
    }
  }

  /// Cancels everything under way in this scope. A second call does nothing.
  ///
  /// @param why the message of the [CancelledError] that waits end with
  public void cancel(String why) {
    if (why.isEmpty()) {
      throw new IllegalArgumentException("why is empty");
    }
    Object before = state;
    while (!(before instanceof String)) {
      if (STATE.compareAndSet(this, before, why)) {
        tell(before instanceof Book book ? book : null, why);
        return;
      }
      before = state;
    }
  }

  private void tell(@Nullable Book book, String why) {
    Thread waiting = waiter;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
    if (book == null) {
      return;
    }
    List<Scope> toCancel;
    List<Runnable> toRun;
    synchronized (book) {
      toCancel = List.copyOf(book.inner);
      toRun = List.copyOf(book.actions);
    }
    toCancel.forEach(scope -> scope.cancel(why));
    toRun.forEach(loop::runSafely);
  }

  /// Writes into the book.
  ///
  /// @return false if the scope has ended, and nobody will read it
  private boolean note(Consumer<Book> entry) {
    Object seen = state;
    while (!(seen instanceof String)) {
      if (seen == null) {
        STATE.compareAndSet(this, null, new Book());
      } else if (seen instanceof Book book) {
        synchronized (book) {
          // An end that comes now reads the book once we have left it.
          if (state == book) {
            entry.accept(book);
            return true;
          }
        }
      }
      seen = state;
    }
    return false;
  }

  /// Leaves the scope: what is still under way inside it is cancelled. Idempotent.
  @Override
  public void close() {
    cancel(CLOSED);
    if (parent != null) {
      parent.forget(this);
    }
  }

  /// Returns how many scopes inside this one are still open.
  int innerCount() {
    if (!(state instanceof Book book)) {
      return 0;
    }
    synchronized (book) {
      return book.inner.size();
    }
  }

  private void forget(Scope scope) {
    if (state instanceof Book book) {
      synchronized (book) {
        book.inner.remove(scope);
      }
    }
  }

  /// Starts this scope's own coroutine on the loop (or, without the JVM flag, on the JDK's scheduler). A scope has one
  /// at a time; it spawns others with [Async#spawn].
  ///
  /// @param body what to run; what it throws is logged as a callback's failure
  public void start(Runnable body) {
    Coroutine.start(this, body, false);
  }

  /// Like [#start], for code that may block: on the JDK's scheduler always.
  ///
  /// @param body what to run; what it throws is logged as a callback's failure
  public void startBlocking(Runnable body) {
    Coroutine.start(this, body, true);
  }

  /// Says that `thread` is about to wait in this scope.
  void waiting(@Nullable Thread thread) {
    waiter = thread;
  }

  /// Returns why the scope ended; empty while it is open.
  String why() {
    return state instanceof String why ? why : "";
  }

  /// Tells whether this scope was cancelled with this very `why`, not with an equal one.
  @SuppressWarnings("ReferenceEquality") // that is the question
  boolean endedBy(String why) {
    return state == why;
  }

  /// Ends the caller's wait if the scope was cancelled.
  void throwIfCancelled() {
    if (state instanceof String why) {
      throw new CancelledError(why);
    }
  }

  private static @Nullable Long earlier(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one - other < 0 ? one : other;
  }
}
