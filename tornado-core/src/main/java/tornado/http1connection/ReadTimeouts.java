// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Timeout;
import tornado.iostream.IOStream;

/// The two timeouts of a connection that reads: one for the wait for a message and its head, one for its body. Both close
/// the connection without an answer.
///
/// A busy connection would add and remove an idle timer for each request. Instead one timer stays and, when it is due,
/// looks at when the wait really began.
///
/// **Thread**: loop, but for `idle`, which the thread that wrote a response calls.
final class ReadTimeouts {
  /// Stands for no time. A clock that shows just this is taken for a nanosecond earlier.
  private static final long BUSY = Long.MIN_VALUE;

  private final IOStream stream;
  private final IOLoop loop;
  private final @Nullable Duration defaultBodyTimeout;

  private volatile @Nullable Duration headerTimeout;

  /// When the wait for a message and its head began, on the loop's clock; [#BUSY] while there is none. Written without a fence: the
  /// timer that reads it need not see the last moment.
  private final AtomicLong idleSince = new AtomicLong(BUSY);

  /// Whether a body is read.
  private boolean inBody;

  private @Nullable Timeout idleTimer;
  private @Nullable Timeout bodyTimer;
  private boolean cancelled;

  ReadTimeouts(IOStream stream, HTTP1ConnectionParameters parameters) {
    this.stream = stream;
    this.loop = stream.loop();
    this.headerTimeout = parameters.headerTimeout();
    this.defaultBodyTimeout = parameters.bodyTimeout();
  }

  /// Says that the wait for a message begins.
  void idle() {
    // Not the time of the loop's turn: on another thread that may be long past.
    beginWait();
    Duration limit = headerTimeout;
    if (limit != null && idleTimer == null && !cancelled) {
      idleTimer = loop.callLater(limit, this::checkIdle);
    }
  }

  /// Says that a head was read.
  ///
  /// @param body whether a body follows
  void reading(boolean body) {
    idleSince.setRelease(BUSY);
    inBody = body;
    if (body && defaultBodyTimeout != null) {
      startBodyTimer(defaultBodyTimeout);
    }
  }

  /// Says that the message was read to its end.
  void handling() {
    inBody = false;
    if (bodyTimer != null) {
      loop.removeTimeout(bodyTimer);
      bodyTimer = null;
    }
  }

  /// Sets the limit for the body under way; if there is none, nothing happens.
  void setBodyTimeout(Duration timeout) {
    if (inBody) {
      handling();
      inBody = true;
      startBodyTimer(timeout);
    }
  }

  /// Limits the waits for messages from now on, the one under way included, unless their limit is shorter already.
  void shortenIdle(Duration limit) {
    Duration before = headerTimeout;
    if (cancelled || (before != null && before.compareTo(limit) <= 0)) {
      return;
    }
    if (idleTimer != null) {
      loop.removeTimeout(idleTimer);
    }
    if (idleSince.getAcquire() != BUSY) {
      beginWait();
    }
    idleTimer = loop.callLater(limit, this::checkIdle);
    headerTimeout = limit;
  }

  void cancel() {
    cancelled = true;
    handling();
    if (idleTimer != null) {
      loop.removeTimeout(idleTimer);
      idleTimer = null;
    }
  }

  private void beginWait() {
    idleSince.setRelease(Math.max(loop.time(), BUSY + 1));
  }

  private void startBodyTimer(Duration timeout) {
    bodyTimer =
        loop.callLater(
            timeout,
            () -> {
              LoggerFactory.getLogger("tornado.general").info("Timeout reading body");
              stream.close();
            });
  }

  private void checkIdle() {
    Duration limit = headerTimeout;
    if (limit == null || cancelled) {
      return;
    }
    if (idleSince.getAcquire() != BUSY && stream.writing()) {
      beginWait();
    }
    // While a request is handled or its response sent the wait hasn't begun: look again a whole
    // timeout later.
    long since = idleSince.getAcquire();
    long waited = since == BUSY ? 0 : loop.time() - since;
    long left = limit.toNanos() - waited;
    if (left <= 0) {
      stream.close();
    } else {
      idleTimer = loop.callLater(Duration.ofNanos(left), this::checkIdle);
    }
  }
}
