// SPDX-License-Identifier: Apache-2.0
package tornado.web.jdk;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPInputError;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerConnectionDelegate;
import tornado.httputil.HTTPViolation;
import tornado.httputil.RequestStartLine;
import tornado.ioloop.IOLoop;
import tornado.log.Log;

/// The asking side of an exchange of the JDK's server: reads the body on the exchange's thread, a piece when the last was taken, and tells
/// what answers it on the loop.
///
/// **Thread**: `start` and `close` the exchange's; the fields say the rest.
final class ExchangeRequest {
  private static final int PIECE_BYTES = 64 << 10;

  private final HTTPServerConnectionDelegate application;
  private final HttpExchange exchange;
  private final ExchangeConnection connection;
  private final ExchangeSteps steps;
  private final IOLoop loop;

  /// The exchange's thread's.
  private final byte[] piece = new byte[PIECE_BYTES];

  /// The exchange's thread's.
  private long received;

  /// The loop's.
  private @Nullable HTTPMessageDelegate delegate;

  /// The loop's.
  private boolean whole;

  ExchangeRequest(
      HTTPServerConnectionDelegate application,
      HttpExchange exchange,
      ExchangeConnection connection,
      ExchangeSteps steps,
      IOLoop loop) {
    this.application = application;
    this.exchange = exchange;
    this.connection = connection;
    this.steps = steps;
    this.loop = loop;
  }

  /// Lets the loop begin. What the exchange's thread has to do comes as steps.
  void start() {
    onLoop(() -> {
      var startLine =
          new RequestStartLine(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getProtocol());
      var headers = new HTTPHeaders();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
      HTTPMessageDelegate target = application.startRequest(connection, connection);
      delegate = target;
      readAfter(target, target.headersReceived(startLine, headers));
    });
  }

  /// Lets the loop hear that the exchange is over.
  void close() {
    onLoop(() -> {
      Runnable callback = connection.closeCallback();
      if (callback != null && !connection.finished()) {
        callback.run();
      }
    });
    onLoop(() -> {
      HTTPMessageDelegate target = delegate;
      if (target != null && !(whole && connection.finished())) {
        target.onConnectionClose();
      }
    });
    onLoop(() -> {
      connection.ended().complete(null);
      application.onClose(connection);
    });
  }

  private void readAfter(HTTPMessageDelegate target, CompletableFuture<Void> ready) {
    ready.whenComplete((_, failure) -> {
      if (failure == null) {
        steps.add(() -> read(target));
      } else {
        fail(failure instanceof CompletionException ? failure.getCause() : failure);
      }
    });
  }

  private void read(HTTPMessageDelegate target) throws IOException {
    if (received == 0 && announced() > connection.maxBodySize()) {
      refuse(new HTTPInputError(HTTPViolation.CONTENT_LENGTH_TOO_LARGE));
      return;
    }
    int count = exchange.getRequestBody().read(piece);
    if (count < 0) {
      onLoop(() -> {
        whole = true;
        target.finish();
      });
      return;
    }
    received += count;
    if (received > connection.maxBodySize()) {
      refuse(new HTTPInputError(HTTPViolation.BODY_TOO_LARGE));
      return;
    }
    ByteString chunk = ByteString.of(piece, 0, count);
    onLoop(() -> readAfter(target, target.dataReceived(chunk)));
  }

  private long announced() {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    return length == null ? 0 : Long.parseLong(length);
  }

  private void onLoop(Runnable call) {
    loop.addCallback(() -> {
      try {
        call.run();
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    });
  }

  private void fail(@Nullable Throwable failure) {
    if (failure instanceof HTTPInputError error) {
      steps.add(() -> refuse(error));
    } else {
      Log.application().error("Uncaught exception", failure);
      connection.abort();
    }
  }

  private void refuse(HTTPInputError error) throws IOException {
    Log.general()
        .info(
            "Malformed HTTP message from {}: {}",
            connection.context().address(),
            error.getMessage());
    connection.refuse(error.status());
  }
}
