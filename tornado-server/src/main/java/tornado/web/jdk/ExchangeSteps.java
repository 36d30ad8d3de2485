// SPDX-License-Identifier: Apache-2.0
package tornado.web.jdk;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedTransferQueue;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.iostream.StreamClosedError;

/// What an exchange's own thread is to do, in order: the JDK's streams block, which the loop may not.
///
/// **Thread**: `run` the exchange's, `end` too; the rest any.
final class ExchangeSteps {
  private final IOLoop loop;
  private final LinkedTransferQueue<Entry> entries = new LinkedTransferQueue<>();
  private volatile boolean over;

  /// Something that may block.
  @FunctionalInterface
  interface Step {
    /// Does it. What it throws ends the exchange.
    void run() throws IOException;
  }

  private record Entry(Step step, CompletableFuture<Void> done) {}

  ExchangeSteps(IOLoop loop) {
    this.loop = loop;
  }

  /// Adds a step behind the others.
  ///
  /// @return done, on the loop, when it was taken; failed if the exchange ends before
  CompletableFuture<Void> add(Step step) {
    var entry = new Entry(step, new CompletableFuture<>());
    entries.add(entry);
    if (over) {
      // Maybe after whoever ended the exchange has looked for what is left.
      failRest();
    }
    return entry.done();
  }

  /// Takes steps until one is the last.
  ///
  /// @throws IOException what a step throws
  void run() throws IOException {
    try {
      while (!over) {
        take(next());
      }
    } finally {
      over = true;
      failRest();
    }
  }

  /// Makes the step that is being taken the last.
  void end() {
    over = true;
  }

  private Entry next() throws IOException {
    try {
      return entries.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the thread was interrupted");
    }
  }

  private void take(Entry entry) throws IOException {
    try {
      entry.step().run();
    } catch (IOException | RuntimeException e) {
      fail(entry, e);
      throw e;
    }
    loop.addCallback(() -> entry.done().complete(null));
  }

  private void failRest() {
    for (Entry entry = entries.poll(); entry != null; entry = entries.poll()) {
      fail(entry, null);
    }
  }

  private void fail(Entry entry, @Nullable Exception cause) {
    loop.addCallback(() -> entry.done().completeExceptionally(new StreamClosedError(cause)));
  }
}
