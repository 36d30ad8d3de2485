// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.ResponseStartLine;

/// The answer in the making: status, fields, and what was written but not sent.
///
/// ```
/// OPEN --flush--> HEADERS_SENT --finish, abandon--> FINISHED
///   \----------------finish------------------------/
/// ```
///
/// **Thread**: the handler's coroutine; `finished` and `clientLeft` any.
final class Response {
  private final HTTPServerRequest request;

  /// What was written but not sent: mostly one piece, which stays as it is; a buffer only once there are more.
  private ByteString piece = ByteString.EMPTY;

  private @Nullable Buffer pieces;
  private final HTTPHeaders headers = new HTTPHeaders();

  /// Mostly none.
  private final List<OutputTransform> transforms;

  private @Nullable List<Runnable> beforeHead;
  private int status = 200;
  private String reason = "OK";
  private boolean headersSent;
  private volatile boolean finished;
  private volatile boolean clientLeft;

  Response(
      HTTPServerRequest request, List<Function<HTTPServerRequest, OutputTransform>> transforms) {
    this.request = request;
    this.transforms =
        transforms.isEmpty()
            ? List.of()
            : transforms.stream().map(transform -> transform.apply(request)).toList();
  }

  HTTPHeaders headers() {
    return headers;
  }

  int status() {
    return status;
  }

  String reason() {
    return reason;
  }

  boolean headersSent() {
    return headersSent;
  }

  boolean finished() {
    return finished;
  }

  /// Tells whether a write failed because the client is gone.
  boolean clientLeft() {
    return clientLeft;
  }

  void setStatus(int code, String newReason) {
    if (code < 100 || code > 999) {
      throw new IllegalArgumentException("statusCode < 100 or > 999: " + code);
    }
    status = code;
    reason = StatusReason.safe(newReason);
  }

  /// Forgets everything that was not sent.
  void clear() {
    headers.clear();
    dropBody();
    setStatus(200, "OK");
  }

  void write(ByteString chunk) {
    if (pieces == null && piece.size() == 0) {
      piece = chunk;
      return;
    }
    if (pieces == null) {
      pieces = new Buffer().write(piece);
      piece = ByteString.EMPTY;
    }
    pieces.write(chunk);
  }

  /// Drops what was written but not sent.
  void dropBody() {
    piece = ByteString.EMPTY;
    pieces = null;
  }

  /// Returns what was written but not sent, which stays.
  ByteString unsentBody() {
    if (pieces != null) {
      piece = pieces.readByteString();
      pieces = null;
    }
    return piece;
  }

  private long unsentSize() {
    return pieces == null ? piece.size() : pieces.size();
  }

  /// Tells whether the status allows no body (RFC 9110 §6.4.1).
  boolean isBodiless() {
    return status == 204 || status == 304 || (status >= 100 && status < 200);
  }

  /// Tells whether something changes this answer on its way out.
  boolean transforming() {
    return !transforms.isEmpty();
  }

  /// Tells whether nothing but the head is to be sent next, and nothing changes what follows.
  boolean onlyHead() {
    return !headersSent && !transforming() && unsentSize() == 0;
  }

  void beforeHead(Runnable callback) {
    if (beforeHead == null) {
      beforeHead = new ArrayList<>();
    }
    beforeHead.add(callback);
  }

  /// Runs what is to run before the head is sent.
  void runBeforeHead() {
    List<Runnable> callbacks = beforeHead;
    beforeHead = null;
    if (callbacks != null) {
      callbacks.forEach(Runnable::run);
    }
  }

  /// Takes what was written but not sent, transformed. An answer to HEAD has no body, whatever was written.
  ///
  /// @param finishing whether nothing follows
  ByteString takeBody(boolean finishing) {
    ByteString body = unsentBody();
    dropBody();
    for (OutputTransform transform : transforms) {
      body =
          headersSent
              ? transform.transformChunk(body, finishing)
              : transform.transformFirstChunk(status, headers, body, finishing);
    }
    return request.method().equals("HEAD") ? ByteString.EMPTY : body;
  }

  /// Tells whether the client has this answer already, which becomes the compressed form's if that is what it has.
  ///
  /// @param tag the plain form's entity tag
  /// @param compression says what the compressed form's is; null if there is none
  boolean isKnown(String tag, @Nullable CompressionRules compression) {
    String known = request.headers().get("If-None-Match");
    if (known == null || EntityTag.matches(known, tag)) {
      return known != null;
    }
    String coded = compression == null ? null : compression.codedTag(request, tag);
    if (coded == null || !EntityTag.matches(known, coded)) {
      return false;
    }
    headers.set("Etag", coded);
    return true;
  }

  /// Frees what transforms hold, once nothing more is sent.
  void release() {
    for (OutputTransform transform : transforms) {
      if (transform instanceof ResponseCompression compression) {
        compression.close();
      }
    }
  }

  /// Takes the head, which is sent once.
  ResponseStartLine takeStartLine() {
    headersSent = true;
    return new ResponseStartLine("HTTP/1.1", status, reason);
  }

  /// Notes that the client is gone, before whoever waits for the write hears of it.
  CompletableFuture<Void> watch(CompletableFuture<Void> write) {
    if (write.isDone() && !write.isCompletedExceptionally()) {
      return write;
    }
    var watched = new CompletableFuture<Void>();
    write.whenComplete((_, failure) -> {
      if (failure == null) {
        watched.complete(null);
      } else {
        clientLeft = true;
        watched.completeExceptionally(failure);
      }
    });
    return watched;
  }

  /// Marks the answer as over, or as not over after all if sending it failed.
  void setFinished(boolean over) {
    finished = over;
  }

  /// Adds the fields that only a whole answer can have.
  ///
  /// @throws IllegalStateException if there is a body and the status allows none
  void completeFields() {
    if (isBodiless()) {
      if (unsentSize() > 0) {
        throw new IllegalStateException("status " + status + " allows no body but there is one");
      }
      headers.remove("Content-Encoding");
      headers.remove("Content-Language");
      headers.remove("Content-Type");
      headers.remove("Content-Length");
    } else if (!headers.contains("Content-Length") && !headers.contains("Transfer-Encoding")) {
      headers.set("Content-Length", Long.toString(unsentSize()));
    }
  }
}
