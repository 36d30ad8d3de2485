// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// What the clients of `run client` have in common: 32 requests under way, each followed by the next, for as long as the process lives.
///
/// **Thread**: any.
final class ClientRun {
  static final int IN_FLIGHT = 32;

  private static final LongAdder ANSWERS = new LongAdder();
  private static final String BODY = "Hello, world";

  private ClientRun() {}

  static String url(String[] args) {
    return "http://127.0.0.1:" + Integer.parseInt(args[0]) + "/";
  }

  /// Counts an answer, which has to be the right one.
  static void answered(int status, @Nullable String body) {
    if (status != 200 || !BODY.equals(body)) {
      failed(new IllegalStateException("answered " + status + " " + body));
    }
    ANSWERS.increment();
  }

  /// Ends the process: a client that fails is not to be measured.
  static void failed(Throwable failure) {
    failure.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  /// Keeps the process, for clients whose own threads don't.
  static void stay() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  static long answers() {
    return ANSWERS.sum();
  }
}
