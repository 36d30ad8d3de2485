// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/// What the measuring script tells a server on its standard input: `alloc` asks for the bytes that its threads have allocated so far,
/// `gc` collects, `heap` asks for the most bytes of the heap that were ever in use, `count` asks how much a client has done, `quit` or the
/// end of input ends it.
///
/// **Thread**: its own, a daemon.
final class Control {
  private static final int COLLECTIONS = 3;

  private Control() {}

  /// Starts listening, and says that the server is ready.
  static void start() {
    start(() -> 0);
  }

  /// Starts listening, with what has been done so far.
  static void start(LongSupplier count) {
    Thread.ofPlatform().daemon().name("control").start(() -> run(count));
    System.out.println("ready");
  }

  private static void run(LongSupplier count) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        switch (line) {
          case "alloc" -> System.out.println(threads.getTotalThreadAllocatedBytes());
          case "gc" -> {
            for (int i = 0; i < COLLECTIONS; i++) {
              System.gc();
            }
            System.out.println("done");
          }
          case "count" -> System.out.println(count.getAsLong());
          case "heap" -> System.out.println(peakHeap());
          default -> Runtime.getRuntime().halt(0);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().halt(0);
  }

  /// Adds up the peaks of the heap's parts, which may have been at different times.
  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
