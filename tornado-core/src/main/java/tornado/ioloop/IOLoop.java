// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An event loop on one platform thread: callbacks, timers, channel readiness, and the coroutines that belong to it.
///
/// ```java
/// IOLoop loop = IOLoop.current();
/// loop.callLater(Duration.ofSeconds(1), loop::stop);
/// loop.start();
/// ```
///
/// One turn: what other threads queued, what is ready, timers that are due, channels that are ready. What is queued
/// during a turn runs in the next. A failing callback is logged to `tornado.application` and costs the loop nothing.
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#clock] | the machine's | time for every timer |
/// | [Builder#random] | a secure generator | every random number |
/// | [Builder#debug] | false | whether the loop knows what it has under way, and where that was made |
/// | [Builder#simulation] | none | what stands in for chance, time that passes and the network |
/// | [Builder#slowCallback] | 100 ms | how long code may hold the loop before the watchdog names it; zero: no watchdog |
///
/// Tornado: [ioloop](https://www.tornadoweb.org/en/stable/ioloop.html).
///
/// **Thread**: `start` and `runSync` a platform thread, which becomes the loop's until they return; `updateHandler` and
/// `removeHandler` the loop's while it runs; the rest any.
public final class IOLoop implements AutoCloseable {
  /// No event.
  public static final int NONE = 0;

  /// Input can be read, or a connection accepted.
  public static final int READ = 1;

  /// Output can be written, or a connection attempt has ended.
  public static final int WRITE = 4;

  /// A plain thread's own loop. Thread-local by definition: each thread has at most one.
  private static final ThreadLocal<@Nullable IOLoop> OF_THREAD = new ThreadLocal<>();

  private final Logger log = LoggerFactory.getLogger("tornado.application");
  private final Clock clock;
  private final RandomGenerator random;
  private final Watchdog watchdog;
  private final Poller poller;
  private final Unretrieved unretrieved = new Unretrieved(log);
  private final LoopExecutor executor = new LoopExecutor(unretrieved);
  private final TimerHeap timers = new TimerHeap();
  private final StartBatch startBatch = new StartBatch(this);
  private final Scope scope = Scope.ofLoop(this);

  /// What is under way, in debug mode; else null.
  private final @Nullable Inventory inventory;

  /// What stands in for chance, time and network; null for the real ones.
  private final @Nullable Simulation simulation;

  private final Turns turns;

  /// The values of [LoopLocal]s.
  private final LoopLocals locals = new LoopLocals();

  private final LoopThread thread = new LoopThread();

  /// What hears of callbacks that failed; null for the log.
  private volatile @Nullable Consumer<Throwable> failureHandler;

  private volatile boolean closed;

  /// Makes a loop with the default settings. It belongs to no thread until it is started.
  public IOLoop() {
    this(new Builder());
  }

  private IOLoop(Builder builder) {
    clock = builder.clock;
    random = builder.random;
    watchdog = new Watchdog(builder.slowCallback);
    simulation = builder.simulation;
    inventory = builder.debug || simulation != null ? new Inventory(clock) : null;
    if (simulation != null) {
      executor.replacePool(body -> Scope.open(this).start(body));
    }
    poller = new Poller(this, builder.selector == null ? Poller.openSelector() : builder.selector);
    turns = new Turns(this, timers, poller, simulation);
  }

  /// Returns a builder for a loop with settings of its own.
  public static Builder builder() {
    return new Builder();
  }

  /// Returns the loop of the running callback or coroutine; on a plain thread that thread's own loop, made if need be.
  public static IOLoop current() {
    IOLoop loop = currentOrNull();
    if (loop == null) {
      loop = new IOLoop();
      loop.makeCurrent();
    }
    return loop;
  }

  /// Returns what [#current] would, but null instead of making a loop. Tornado: `current(instance=False)`.
  public static @Nullable IOLoop currentOrNull() {
    if (Scope.CURRENT.isBound()) {
      return Scope.CURRENT.get().loop();
    }
    IOLoop loop = OF_THREAD.get();
    return loop != null && loop.closed ? null : loop;
  }

  /// Makes this the calling plain thread's own loop, which [#current] returns there.
  public void makeCurrent() {
    OF_THREAD.set(this);
  }

  /// Forgets the calling plain thread's own loop.
  public static void clearCurrent() {
    OF_THREAD.remove();
  }

  /// Runs the loop on the calling thread until [#stop]. Interrupting the thread does nothing, but for a warning.
  ///
  /// @throws IllegalStateException if the loop is running or closed, or the caller is a coroutine
  public void start() {
    start(() -> {});
  }

  /// Like [#start()], with a callback that is only queued if the loop does start.
  void start(Runnable first) {
    thread.claim("loop is running already");
    try {
      checkCanStart();
      turns.addForeign(first);
      try (var _ = watchdog.watch(Thread.currentThread())) {
        ScopedValue.where(Scope.CURRENT, scope).run(this::takeTurns);
      }
    } finally {
      thread.release();
    }
  }

  /// Ends [#start] after the current turn; if the loop isn't running, its next start returns after one.
  public void stop() {
    turns.stop();
  }

  /// Frees the loop. What is still queued never runs; callbacks added later are dropped without a word. Failures of coroutines that nobody
  /// has asked for are logged. Idempotent.
  ///
  /// @throws IllegalStateException if the loop is running
  @Override
  public void close() {
    close(false);
  }

  /// Frees the loop and closes every channel that has a handler. Tornado: `close(all_fds=True)`.
  ///
  /// @throws IllegalStateException if the loop is running
  public void closeAll() {
    close(true);
  }

  /// Tells whether the loop was closed.
  public boolean closed() {
    return closed;
  }

  /// Starts the loop, runs `body` as a coroutine, stops the loop and returns the result.
  ///
  /// @throws IllegalStateException if something else stopped the loop first
  public <T extends @Nullable Object> T runSync(Callable<T> body) {
    return new RunSync<>(this, body).run(null);
  }

  /// Like [#runSync(Callable)], with a limit.
  ///
  /// @throws tornado.util.TimeoutError if `timeout` passes first; the coroutine is cancelled, and has a second to end
  public <T extends @Nullable Object> T runSync(Callable<T> body, Duration timeout) {
    return new RunSync<>(this, body).run(timeout);
  }

  /// Returns the loop's time in nanoseconds since an arbitrary origin. It never goes backwards, unlike Tornado's, which
  /// is the time of day: a corrected wall clock must not move timers.
  public long time() {
    return clock.nanoTime();
  }

  /// Returns [#time] as it was when this turn of the loop began, which is when it woke up: good enough for long timeouts,
  /// and free. On another thread it is [#time].
  public long turnTime() {
    return inLoop() ? turns.beganNanos() : time();
  }

  /// Returns the loop's clock.
  public Clock clock() {
    return clock;
  }

  /// Returns the loop's source of random numbers.
  public RandomGenerator random() {
    return random;
  }

  /// Returns random bytes, for keys and tokens.
  public ByteString randomBytes(int byteCount) {
    byte[] bytes = new byte[byteCount];
    random.nextBytes(bytes);
    return ByteString.of(bytes);
  }

  /// Tells whether the loop is running, on whatever thread.
  public boolean running() {
    return thread.claimed();
  }

  /// Tells whether the caller runs on this loop's thread, in a callback or in a coroutine that the loop carries.
  public boolean inLoop() {
    return thread.carriesCaller();
  }

  /// Runs `callback` on the loop in its next turn. From other threads the loop is woken, once for many.
  public void addCallback(Runnable callback) {
    if (inLoop()) {
      turns.add(callback);
    } else if (!closed) {
      turns.addForeign(callback);
    }
  }

  /// The same as [#addCallback], as in Tornado since 6.0.
  public void spawnCallback(Runnable callback) {
    addCallback(callback);
  }

  /// Runs `callback` on the loop once `future` is done, never within the caller.
  public <T extends @Nullable Object> void addFuture(
      CompletableFuture<T> future, Consumer<CompletableFuture<T>> callback) {
    future.whenComplete((_, _) -> addCallback(() -> callback.accept(future)));
  }

  /// Runs `callback` after `delay`; a negative delay counts as zero.
  public Timeout callLater(Duration delay, Runnable callback) {
    return callAt(clock.nanoTime() + Durations.saturatedNanos(delay), callback);
  }

  /// Runs `callback` when [#time] reaches `deadlineNanos`; as soon as possible if that is past. Timers run in the order
  /// of their deadlines, equal ones in the order they were added.
  public Timeout callAt(long deadlineNanos, Runnable callback) {
    var timeout = new Timeout(deadlineNanos, callback, origin());
    if (inLoop()) {
      timers.add(timeout);
    } else {
      addCallback(() -> timers.add(timeout));
    }
    return timeout;
  }

  /// The same as [#callLater]. Tornado: `add_timeout` with a timedelta; [#callAt] is the one with a number.
  public Timeout addTimeout(Duration delay, Runnable callback) {
    return callLater(delay, callback);
  }

  /// Takes a timer back: it won't begin to run once this returns. Harmless if it already has.
  public void removeTimeout(Timeout timeout) {
    timeout.removed = true;
    if (inLoop()) {
      timers.remove(timeout);
    } else {
      addCallback(() -> timers.remove(timeout));
    }
  }

  /// Watches a channel, which is made non-blocking.
  ///
  /// @param events [#READ], [#WRITE], both or [#NONE]; an accept counts as READ, the end of connecting as WRITE
  /// @throws IllegalArgumentException if the channel has a handler already, or is closed
  /// @throws IllegalStateException if the loop is closed, or runs on another thread and only just removed the channel
  public void addHandler(SelectableChannel channel, Handler handler, int events) {
    addHandler(channel, new ChannelReadiness(channel, handler), events);
  }

  /// Like [#addHandler(SelectableChannel, Handler, int)], for what has one channel and needs not be told which.
  public void addHandler(SelectableChannel channel, Transport.Readiness readiness, int events) {
    checkNotClosed();
    poller.add(channel, readiness, events);
    if (!inLoop()) {
      poller.wakeUp();
    }
  }

  /// Changes which events of a channel are watched. A closed one is left alone.
  ///
  /// @throws IllegalArgumentException if the channel has no handler
  /// @throws IllegalStateException if the loop runs on another thread
  public void updateHandler(SelectableChannel channel, int events) {
    thread.check("updateHandler");
    poller.update(channel, events);
  }

  /// Stops watching a channel. One that was never watched is left alone.
  ///
  /// @throws IllegalStateException if the loop runs on another thread
  public void removeHandler(SelectableChannel channel) {
    thread.check("removeHandler");
    poller.remove(channel);
  }

  /// Runs blocking or long code on a pool thread. If the future is cancelled before the code began it never does. What the
  /// pool refuses, as the own pool of a closed loop does, fails with its `RejectedExecutionException`.
  ///
  /// @param pool where to run it, or null for the loop's own pool: up to 5 daemon threads for each processor
  public <T extends @Nullable Object> CompletableFuture<T> runInExecutor(
      @Nullable Executor pool, Callable<T> body) {
    return executor.submit(pool, body);
  }

  /// Makes `pool` what [#runInExecutor] uses when given null. It stays the caller's to close.
  public void setDefaultExecutor(Executor pool) {
    executor.setDefault(pool);
  }

  /// Starts a thread of its own for code that blocks for as long as it likes, such as reads from a child process. It never keeps the JVM
  /// alive.
  ///
  /// @param name what thread dumps call it
  public void startThread(String name, Runnable body) {
    Thread.ofPlatform().daemon().name(name).start(() -> runSafely(body));
  }

  /// Sets what hears of exceptions that callbacks throw, instead of the log: for tests, which should fail with them. It runs on the loop.
  public void setFailureHandler(Consumer<Throwable> handler) {
    failureHandler = handler;
  }

  /// Returns what the loop has under way: coroutines, timers and watched channels, each with where it was made.
  ///
  /// @throws IllegalStateException if the loop is not in debug mode, or runs on another thread
  public List<Activity> activities() {
    if (inventory == null) {
      throw new IllegalStateException(
          "loop is not in debug mode: use IOLoop.builder().debug(true)");
    }
    thread.check("activities");
    List<Activity> found = new ArrayList<>(inventory.activities());
    timers.all().forEach(timer -> found.add(timer.activity(clock.nanoTime())));
    found.addAll(poller.activities());
    return found;
  }

  /// Returns what the loop connects through and listens on, or null for the system's sockets.
  public @Nullable Sockets sockets() {
    return simulation == null ? null : simulation.sockets();
  }

  /// Tells whether everything runs on the loop's thread, on a clock and a network that are not the machine's.
  boolean simulated() {
    return simulation != null;
  }

  @Nullable Inventory inventory() {
    return inventory;
  }

  /// Returns where the caller is, in debug mode; else null.
  @Nullable Throwable origin() {
    return inventory == null ? null : new Throwable();
  }

  /// Runs `action`, and logs what it throws instead of passing it on. A cancelled action is not a failure.
  void runSafely(Runnable action) {
    try {
      action.run();
    } catch (Throwable e) {
      failed(action, e);
    }
  }

  /// Runs one stretch of a coroutine, and tells the watchdog whose.
  void carry(@Nullable Thread coroutine, Runnable stretch) {
    watchdog.carrying(coroutine);
    try {
      stretch.run();
    } finally {
      watchdog.carrying(null);
    }
  }

  Turns turns() {
    return turns;
  }

  Unretrieved unretrieved() {
    return unretrieved;
  }

  /// Returns what starts coroutines on the JDK's scheduler.
  StartBatch startBatch() {
    return startBatch;
  }

  LoopLocals locals() {
    return locals;
  }

  /// Returns the scope of the loop's plain callbacks.
  Scope scope() {
    return scope;
  }

  Logger log() {
    return log;
  }

  /// Fails if the loop is running and the caller isn't on it.
  void checkInLoop(String method) {
    thread.check(method);
  }

  private void close(boolean channelsToo) {
    thread.claim("loop is running: stop it before closing it");
    try {
      if (closed) {
        return;
      }
      closed = true;
      if (channelsToo) {
        poller.closeChannels();
      }
      poller.close();
      turns.clear();
      timers.clear();
      locals.clear();
      executor.close();
      unretrieved.logAll();
    } finally {
      thread.release();
    }
    if (OF_THREAD.get() == this) {
      OF_THREAD.remove();
    }
  }

  private void checkCanStart() {
    checkNotClosed();
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException(
          "a loop needs a platform thread but was started in a virtual one");
    }
    if (Scope.CURRENT.isBound()) {
      throw new IllegalStateException("another loop is running on this thread");
    }
  }

  private void checkNotClosed() {
    if (closed) {
      throw new IllegalStateException("loop is closed");
    }
  }

  /// Takes turns until [#stop], the last of them the one that runs then.
  private void takeTurns() {
    turns.start();
    try {
      runQueued();
      while (!turns.stopping()) {
        watchdog.idle();
        turns.waitForEvents();
        runHandlers();
        runQueued();
      }
    } finally {
      turns.end();
    }
  }

  private void runQueued() {
    for (int left = turns.due(); left > 0; left--) {
      runWatched(turns.next());
    }
    if (timers.peek() != null) {
      timers.runDue(clock.nanoTime(), this::runWatched);
    }
    unretrieved.logCollected();
  }

  private void runWatched(Runnable callback) {
    watchdog.tick();
    runSafely(callback);
  }

  private void runHandlers() {
    for (Poller.Watch watch = poller.next(); watch != null; watch = poller.next()) {
      watchdog.tick();
      try {
        watch.readiness().onReady(watch.events());
      } catch (Throwable e) {
        failed(watch.readiness(), e);
      }
    }
  }

  /// Returns how many coroutines of a simulated loop wait for what the loop knows nothing of.
  int elsewhere() {
    return simulation == null || inventory == null ? 0 : inventory.elsewhere() + executor.foreign();
  }

  private void failed(Object callback, Throwable failure) {
    if (Async.isCancellation(failure)) {
      log.debug("cancelled: {}", failure.getMessage());
    } else {
      Consumer<Throwable> handler = failureHandler;
      if (handler == null) {
        log.error("Exception in callback {}", callback, failure);
      } else {
        handler.accept(failure);
      }
    }
  }

  /// What is called when a watched channel is ready.
  @FunctionalInterface
  public interface Handler {
    /// Runs on the loop.
    ///
    /// @param channel the channel given to [IOLoop#addHandler]
    /// @param events [IOLoop#READ], [IOLoop#WRITE] or both
    void handle(SelectableChannel channel, int events);
  }

  /// Settings of a loop; see [IOLoop] for the table. **Thread**: owner.
  public static final class Builder {
    private Clock clock = Clock.system();
    private RandomGenerator random = new SecureRandom();
    private Duration slowCallback = Duration.ofMillis(100);
    private @Nullable Selector selector;
    private boolean debug;
    private @Nullable Simulation simulation;

    private Builder() {}

    /// Sets the source of time.
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /// Sets the source of random numbers. Keys and tokens come from it too: other than a secure one is for tests.
    public Builder random(RandomGenerator random) {
      this.random = random;
      return this;
    }

    /// Sets how long code may hold the loop before the watchdog logs its stack. Zero switches the watchdog off.
    public Builder slowCallback(Duration limit) {
      if (limit.isNegative()) {
        throw new IllegalArgumentException("limit < 0: " + limit);
      }
      this.slowCallback = limit;
      return this;
    }

    /// Has the loop know what it has under way, and where that was made; see [IOLoop#activities]. It costs a stack trace for each
    /// coroutine, timer and channel.
    public Builder debug(boolean debug) {
      this.debug = debug;
      return this;
    }

    /// Replaces chance, time that passes and the network. The clock must be one that the simulation sets. The loop is in debug mode.
    ///
    /// @throws IllegalStateException if coroutines don't run on the loop in this JVM
    public Builder simulation(Simulation simulation) {
      if (!VirtualThreads.onLoop()) {
        throw new IllegalStateException(
            "coroutines don't run on the loop: give java --add-opens java.base/java.lang=ALL-UNNAMED, and not -Dtornado.coroutines=jdk");
      }
      this.simulation = simulation;
      return this;
    }

    /// Sets what the loop waits in: for tests that must know when it does.
    Builder selector(Selector selector) {
      this.selector = selector;
      return this;
    }

    /// Makes the loop.
    public IOLoop build() {
      return new IOLoop(this);
    }
  }
}
