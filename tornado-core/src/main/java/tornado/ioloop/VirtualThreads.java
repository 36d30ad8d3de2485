// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// The one place that makes virtual threads, and the only one that reaches into the JDK for it.
///
/// JDK 25 can run a virtual thread on any executor, but keeps the way there to itself. Where
/// `--add-opens java.base/java.lang=ALL-UNNAMED` was given the two members needed are looked up by name; where it was
/// not, or a later JDK has moved them, coroutines run on the JDK's scheduler. `-Dtornado.coroutines=jdk` asks for that.
///
/// **Thread**: any.
final class VirtualThreads {
  private static final String PROPERTY = "tornado.coroutines";

  /// `Thread newVirtualThread(Executor, String, int, Runnable)`, or null where coroutines run on the JDK's scheduler.
  private static final @Nullable MethodHandle FACTORY;

  /// `Thread currentCarrierThread()`; without the flag `Thread.currentThread()`, since no loop then carries a coroutine.
  private static final MethodHandle CARRIER;

  static {
    MethodHandle factory = null;
    MethodHandle carrier = null;
    String why = "-D" + PROPERTY + "=jdk was given";
    if (!"jdk".equals(System.getProperty(PROPERTY))) {
      try {
        MethodHandles.Lookup lookup = privateLookup();
        Class<?> builders = lookup.findClass("java.lang.ThreadBuilders");
        factory = lookup.findStatic(builders, "newVirtualThread", factoryType());
        carrier = lookup.findStatic(Thread.class, "currentCarrierThread", carrierType());
        startPollers();
      } catch (IllegalStateException e) {
        why = "for one thread hop less give java --add-opens java.base/java.lang=ALL-UNNAMED";
      } catch (ReflectiveOperationException | IOException | RuntimeException e) {
        factory = null;
        why = "this JDK has no other that this version knows: " + e;
      }
    }
    FACTORY = factory;
    CARRIER = factory == null || carrier == null ? currentThread() : carrier;
    announce(factory != null, why);
  }

  private VirtualThreads() {}

  /// Tells whether coroutines run on their loop's own thread.
  static boolean onLoop() {
    return FACTORY != null;
  }

  /// Returns the platform thread that executes the caller: a loop's own thread also inside its coroutines.
  static Thread currentCarrier() {
    try {
      return (Thread) CARRIER.invokeExact();
    } catch (Throwable e) {
      throw new AssertionError("currentCarrierThread takes nothing and throws nothing", e);
    }
  }

  /// Makes an unstarted virtual thread whose every stretch of running is handed to `scheduler`.
  static Thread unstarted(Executor scheduler, Runnable task) {
    MethodHandle factory = Objects.requireNonNull(FACTORY, "coroutines run on the JDK's scheduler");
    try {
      return (Thread) factory.invokeExact(scheduler, (String) null, 0, task);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("newVirtualThread throws nothing checked", e);
    }
  }

  /// Makes an unstarted virtual thread on the JDK's scheduler.
  ///
  /// @throws IllegalStateException in a coroutine that a loop may carry: the new thread would inherit its scheduler
  static Thread unstarted(Runnable task) {
    if (onLoop() && Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("a virtual thread would hand its scheduler down");
    }
    return Thread.ofVirtual().unstarted(task);
  }

  private static MethodType factoryType() {
    return MethodType.methodType(
        Thread.class, Executor.class, String.class, int.class, Runnable.class);
  }

  private static MethodType carrierType() {
    return MethodType.methodType(Thread.class);
  }

  /// Has the JDK start its threads that wait for sockets. They are virtual ones, and it starts them when a virtual thread
  /// first waits for a socket: if that is a coroutine they inherit its scheduler, and all sockets of the JVM depend on that
  /// one loop.
  private static void startPollers() throws ClassNotFoundException {
    Class.forName("sun.nio.ch.Poller");
  }

  private static MethodHandle currentThread() {
    try {
      return MethodHandles.lookup().findStatic(Thread.class, "currentThread", carrierType());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Thread.currentThread() is public", e);
    }
  }

  private static MethodHandles.Lookup privateLookup()
      throws ReflectiveOperationException, IOException {
    Class<?> copy = new CopyLoader().define();
    var constructor = copy.getDeclaredConstructor();
    constructor.setAccessible(true);
    @SuppressWarnings("unchecked") // UnnamedLookup implements exactly this
    var supplier = (Supplier<MethodHandles.Lookup>) constructor.newInstance();
    return supplier.get();
  }

  private static void announce(boolean onLoop, String why) {
    var log = LoggerFactory.getLogger("tornado.general");
    if (onLoop) {
      log.info(
          "coroutines run on their IOLoop's thread (-D{}=jdk: on the JDK's scheduler)", PROPERTY);
    } else {
      log.info("coroutines run on the JDK's scheduler; {}", why);
    }
  }

  /// Defines [UnnamedLookup] once more, in its own unnamed module.
  private static final class CopyLoader extends ClassLoader {
    CopyLoader() {
      super(VirtualThreads.class.getClassLoader());
    }

    Class<?> define() throws IOException {
      String name = UnnamedLookup.class.getName();
      String file = UnnamedLookup.class.getSimpleName() + ".class";
      try (InputStream in = UnnamedLookup.class.getResourceAsStream(file)) {
        byte[] bytes = Objects.requireNonNull(in, file + " is not beside its class").readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      }
    }
  }
}
