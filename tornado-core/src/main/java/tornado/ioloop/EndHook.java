// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The JVM's one hook for the end of the process, which is there while something is registered.
///
/// **Thread**: any.
final class EndHook {
  /// Guards all fields, around lines that don't wait.
  private final Object lock = new Object();

  private final Set<ProcessEnd> registered = new LinkedHashSet<>();
  private @Nullable Thread hook;

  /// @throws IllegalStateException if the process is ending
  void add(ProcessEnd end) {
    synchronized (lock) {
      registered.removeIf(other -> other.loop().closed());
      if (hook == null) {
        Thread made = Thread.ofPlatform().name("tornado-end").unstarted(this::runAll);
        Runtime.getRuntime().addShutdownHook(made);
        hook = made;
      }
      registered.add(end);
    }
  }

  void remove(ProcessEnd end) {
    synchronized (lock) {
      registered.remove(end);
      if (hook != null && registered.isEmpty()) {
        removeHook(hook);
        hook = null;
      }
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ignored) {
      // The process is ending: the hook runs, and finds nothing.
    }
  }

  /// Starts all, so that they run beside each other, then waits for each.
  private void runAll() {
    List<ProcessEnd> all;
    synchronized (lock) {
      all = List.copyOf(registered);
    }
    all.stream()
        .filter(end -> end.loop().running())
        .map(EndRun::start)
        .toList()
        .forEach(EndRun::join);
  }
}
