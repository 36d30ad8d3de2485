// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.http1connection.HTTP1Connection;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPMessageDelegate;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Timeout;

/// Sends a body behind the head of its request while it is made, and if need be not before the server says that it wants it.
///
/// It stops if the server has answered without asking for it, or with anything but a success: what is left would be sent in vain.
///
/// **Thread**: loop, but for `write`, which is the producer's.
final class BodySender implements BodyProducer.Writer {
  /// How much is written at a time if it matters when something moved last: what is slower than a piece in the limit counts as stalled.
  static final int PIECE = 4 << 10;

  private final Hop hop;
  private final IOLoop loop;
  private final HTTP1Connection exchange;
  private final RequestBody body;
  private final @Nullable ProgressTimeouts timeouts;

  /// What Content-Length says; [RequestBody#UNKNOWN] if there is none.
  private final long announced;

  private @Nullable Timeout continueTimer;
  private @Nullable CompletableFuture<Boolean> production;
  private boolean begun;
  private boolean stopped;

  /// The producer's until it has ended, as the next.
  private long written;

  private CompletableFuture<Void> lastWrite = HTTPMessageDelegate.READY;

  /// Makes a sender.
  ///
  /// @param head the fields that were sent
  BodySender(Hop hop, HTTP1Connection exchange, RequestBody body, HTTPHeaders head) {
    this.hop = hop;
    this.loop = hop.loop();
    this.exchange = exchange;
    this.body = body;
    this.timeouts = hop.timeouts();
    String length = head.get("Content-Length");
    this.announced = length == null ? RequestBody.UNKNOWN : HTTP1Connection.parseInt(length);
  }

  /// Begins, or waits: for the server to ask for the body (RFC 9110 §10.1.1), but not for long, since not every server knows how to.
  void start(HTTPRequest request) {
    if (request.expect100Continue()) {
      continueTimer = loop.callLater(request.continueTimeout(), this::begin);
    } else {
      begin();
    }
  }

  /// Begins, unless it has, or was stopped.
  void begin() {
    if (begun || stopped) {
      return;
    }
    begun = true;
    cancelTimer();
    if (!body.take()) {
      hop.bodyFailed(RequestBody.gone(hop));
      return;
    }
    // In the loop's own scope: the body belongs to the fetch, not to whoever made room for it.
    loop.addCallback(() -> {
      if (!stopped) {
        production =
            body.blocks() ? Async.spawnBlocking(this::produce) : Async.spawn(this::produce);
        loop.addFuture(production, this::produced);
      }
    });
  }

  /// Hears that the head of the response is there.
  void answered(int code) {
    boolean made = production != null && production.isDone();
    if (!begun || (code >= 300 && !made)) {
      stop();
    }
  }

  /// Ends it, whatever it has come to.
  void stop() {
    stopped = true;
    cancelTimer();
    if (production != null) {
      production.cancel(true);
    }
  }

  @Override
  public CompletableFuture<Void> write(ByteString piece) {
    written += piece.size();
    if (announced != RequestBody.UNKNOWN && written > announced) {
      throw new HTTPClientError(
          "body of %s is longer than its Content-Length: %d".formatted(hop, announced), null);
    }
    if (timeouts == null) {
      lastWrite = exchange.write(piece);
      return lastWrite;
    }
    for (int at = 0; at < piece.size(); at += PIECE) {
      lastWrite = exchange.write(piece.substring(at, Math.min(piece.size(), at + PIECE)));
      timeouts.writing(lastWrite);
    }
    return lastWrite;
  }

  /// Runs the producer.
  ///
  /// @return false if the connection was lost, which tells of that itself
  private boolean produce() throws Exception {
    try {
      body.producer().produce(this);
      return true;
    } catch (HTTPClientError e) {
      throw e;
    } catch (Exception e) {
      if (lastWrite.isCompletedExceptionally() || hop.connectionLost()) {
        return false;
      }
      throw e;
    }
  }

  private void produced(CompletableFuture<Boolean> end) {
    if (stopped) {
      return;
    }
    if (end.isCompletedExceptionally()) {
      hop.bodyFailed(end.exceptionNow());
    } else if (end.resultNow()) {
      sent();
    }
  }

  private void sent() {
    if (announced != RequestBody.UNKNOWN && written < announced) {
      hop.bodyFailed(
          new HTTPClientError(
              "body of %s ended %d bytes before its Content-Length"
                  .formatted(hop, announced - written),
              null));
      return;
    }
    exchange.finish();
    hop.requestSent();
  }

  private void cancelTimer() {
    if (continueTimer != null) {
      loop.removeTimeout(continueTimer);
      continueTimer = null;
    }
  }
}
