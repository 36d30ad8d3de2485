// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPMessageDelegate;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Timeout;

/// Limits how long an exchange may stand still: until the response begins, and within a body. Time that we take ourselves, to make a
/// request's body or to read a response's, doesn't count.
///
/// Bytes move often. So one timer stays, and looks at when they last did once it is due.
///
/// **Thread**: loop, but for `writing`, which whoever writes calls.
final class ProgressTimeouts {
  private final Hop hop;
  private final IOLoop loop;
  private final Duration firstByteLimit;
  private final Duration stalledLimit;
  private @Nullable Timeout firstByteTimer;
  private @Nullable Timeout stalledTimer;
  private boolean answered;
  private boolean cancelled;

  /// The write that was begun last.
  private volatile CompletableFuture<Void> write = HTTPMessageDelegate.READY;

  /// Done when our side wants more of the response.
  private CompletableFuture<Void> taken = HTTPMessageDelegate.READY;

  private volatile long movedNanos;

  private ProgressTimeouts(Hop hop, HTTPRequest request) {
    this.hop = hop;
    this.loop = hop.loop();
    this.firstByteLimit = request.firstByteTimeout();
    this.stalledLimit = request.stalledTimeout();
  }

  /// Begins to watch an exchange.
  ///
  /// @return null if the request sets no such limit
  static @Nullable ProgressTimeouts of(Hop hop, HTTPRequest request) {
    if (request.firstByteTimeout().isZero() && request.stalledTimeout().isZero()) {
      return null;
    }
    var timeouts = new ProgressTimeouts(hop, request);
    timeouts.moved();
    if (!timeouts.stalledLimit.isZero()) {
      timeouts.lookAfter(timeouts.stalledLimit);
    }
    return timeouts;
  }

  /// Hears of a write, which moves bytes when it is done.
  void writing(CompletableFuture<Void> begun) {
    moved();
    write = begun;
    if (!begun.isDone()) {
      begun.whenComplete((_, _) -> moved());
    }
  }

  /// Hears that the last write of the request has begun.
  void requestSent() {
    if (firstByteLimit.isZero()) {
      return;
    }
    if (write.isDone()) {
      waitForAnswer();
    } else {
      loop.addFuture(write, _ -> waitForAnswer());
    }
  }

  /// Hears that the head of the response is there.
  void answered() {
    answered = true;
    moved();
    cancelFirstByte();
  }

  /// Hears that a piece of the response is there.
  ///
  /// @param busy done when the next is welcome
  void received(CompletableFuture<Void> busy) {
    moved();
    taken = busy;
    if (!busy.isDone()) {
      busy.whenComplete((_, _) -> moved());
    }
  }

  void cancel() {
    cancelled = true;
    cancelFirstByte();
    if (stalledTimer != null) {
      loop.removeTimeout(stalledTimer);
      stalledTimer = null;
    }
  }

  private void waitForAnswer() {
    if (!answered && !cancelled) {
      firstByteTimer =
          loop.callLater(firstByteLimit, () -> hop.timedOut("firstByte", firstByteLimit));
    }
  }

  private void cancelFirstByte() {
    if (firstByteTimer != null) {
      loop.removeTimeout(firstByteTimer);
      firstByteTimer = null;
    }
  }

  private void moved() {
    movedNanos = loop.time();
  }

  private void lookAfter(Duration wait) {
    stalledTimer = loop.callLater(wait, this::look);
  }

  private void look() {
    stalledTimer = null;
    Duration left = stalledLimit.minusNanos(loop.time() - movedNanos);
    if (left.isPositive()) {
      lookAfter(left);
    } else if (serversTurn()) {
      hop.timedOut("stalled", stalledLimit);
    } else {
      lookAfter(stalledLimit);
    }
  }

  /// Tells whether it is for the server to move bytes.
  private boolean serversTurn() {
    return !write.isDone() || (answered && taken.isDone());
  }
}
