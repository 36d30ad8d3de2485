// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.concurrent.CompletableFuture;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.ResponseStartLine;

/// The answer in the making: status, fields, and what was written but not sent.
///
/// ```
/// OPEN --flush--> HEADERS_SENT --finish--> FINISHED
///   \----------------finish----------------/
/// ```
///
/// **Thread**: the handler's coroutine; `finished` any.
final class Response {
  private final HTTPServerRequest request;

  /// What was written but not sent: mostly one piece, which stays as it is; a buffer only once there are more.
  private ByteString piece = ByteString.EMPTY;

  private @Nullable Buffer pieces;
  private final HTTPHeaders headers = new HTTPHeaders();
  private int status = 200;
  private String reason = "OK";
  private boolean headersSent;
  private volatile boolean finished;

  Response(HTTPServerRequest request) {
    this.request = request;
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

  void setStatus(int code, String newReason) {
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

  CompletableFuture<Void> flush() {
    ByteString chunk = unsentBody();
    dropBody();
    boolean head = request.method().equals("HEAD");
    if (!headersSent) {
      headersSent = true;
      var startLine = new ResponseStartLine("HTTP/1.1", status, reason);
      return request.connection().writeHeaders(startLine, headers, head ? ByteString.EMPTY : chunk);
    }
    return head || chunk.size() == 0
        ? HTTPMessageDelegate.READY
        : request.connection().write(chunk);
  }

  CompletableFuture<Void> finish() {
    finished = true;
    if (!headersSent) {
      completeFields();
    }
    CompletableFuture<Void> sent = flush();
    request.markEnd();
    request.connection().finish();
    return sent;
  }

  /// Marks the answer as over without sending anything.
  void abandon() {
    finished = true;
    request.markEnd();
    request.connection().abort();
  }

  private void completeFields() {
    if (isBodiless()) {
      if (unsentSize() > 0) {
        throw new IllegalStateException("status " + status + " allows no body but there is one");
      }
      headers.remove("Content-Encoding");
      headers.remove("Content-Language");
      headers.remove("Content-Type");
      if (status == 304) {
        headers.remove("Content-Length");
      }
    } else if (!headers.contains("Content-Length") && !headers.contains("Transfer-Encoding")) {
      headers.set("Content-Length", Long.toString(unsentSize()));
    }
  }
}
