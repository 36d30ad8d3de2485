// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.ResponseStartLine;
import tornado.httputil.StartLine;

/// Answers what no rule matches with a 404 that has no body and no fields of its own.
///
/// **Thread**: loop.
final class NotFoundDelegate implements HTTPMessageDelegate {
  private final HTTPConnection connection;

  NotFoundDelegate(HTTPConnection connection) {
    this.connection = connection;
  }

  @Override
  public CompletableFuture<Void> headersReceived(StartLine startLine, HTTPHeaders headers) {
    return READY;
  }

  @Override
  public CompletableFuture<Void> dataReceived(ByteString chunk) {
    return READY;
  }

  @Override
  public void finish() {
    var startLine = new ResponseStartLine("HTTP/1.1", 404, "Not Found");
    connection.writeHeaders(startLine, new HTTPHeaders(), ByteString.EMPTY);
    connection.finish();
  }

  @Override
  public void onConnectionClose() {}
}
