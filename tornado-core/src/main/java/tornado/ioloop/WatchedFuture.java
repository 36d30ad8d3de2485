// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.lang.ref.Reference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A future of work that was started, which knows whether anybody has asked for its outcome: a failure that nobody asks for would
/// be lost, so it goes to [Unretrieved].
///
/// Asking is to wait, to look at the result or the failure, and to make a stage from it, of which
/// [CompletableFuture#allOf] and `anyOf` only count if they come before the end. [#isDone] asks for nothing.
///
/// **Thread**: any.
class WatchedFuture<T extends @Nullable Object> extends CompletableFuture<T> {
  private final Unretrieved unretrieved;
  private volatile boolean asked;

  /// What waits for the question, once this has failed and nobody had asked.
  private volatile @Nullable Reference<?> noted;

  WatchedFuture(Unretrieved unretrieved) {
    this.unretrieved = unretrieved;
  }

  /// Fails, and has it noted if nobody has asked for that.
  ///
  /// @return false if it was done before
  final boolean fail(Throwable failure) {
    boolean awaited = asked || getNumberOfDependents() > 0;
    if (!completeExceptionally(failure)) {
      return false;
    }
    if (!awaited && !Async.isCancellation(failure)) {
      noted = unretrieved.add(this, failure);
      if (asked) {
        ask();
      }
    }
    return true;
  }

  private void ask() {
    asked = true;
    Reference<?> reference = noted;
    if (reference != null) {
      unretrieved.retrieved(reference);
    }
  }

  /// Every stage begins here. One made from this is a plain future: cancelling it doesn't end the work.
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    ask();
    return new CompletableFuture<>();
  }

  @Override
  public CompletableFuture<T> toCompletableFuture() {
    ask();
    return this;
  }

  @Override
  public T join() {
    ask();
    return super.join();
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    ask();
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    ask();
    return super.get(timeout, unit);
  }

  @Override
  public T getNow(T valueIfAbsent) {
    ask();
    return super.getNow(valueIfAbsent);
  }

  @Override
  public T resultNow() {
    ask();
    return super.resultNow();
  }

  @Override
  public Throwable exceptionNow() {
    ask();
    return super.exceptionNow();
  }

  @Override
  public State state() {
    ask();
    return super.state();
  }

  @Override
  public boolean isCompletedExceptionally() {
    ask();
    return super.isCompletedExceptionally();
  }
}
