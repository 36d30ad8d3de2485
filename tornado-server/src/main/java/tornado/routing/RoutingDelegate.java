// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.slf4j.LoggerFactory;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.RequestStartLine;
import tornado.httputil.StartLine;

/// Asks the router once the head is there, and passes everything on to what it found.
///
/// **Thread**: loop.
final class RoutingDelegate implements HTTPMessageDelegate {
  private final Router router;
  private final HTTPConnection connection;
  private HTTPMessageDelegate target = IgnoringDelegate.INSTANCE;

  RoutingDelegate(Router router, HTTPConnection connection) {
    this.router = router;
    this.connection = connection;
  }

  @Override
  public CompletableFuture<Void> headersReceived(StartLine startLine, HTTPHeaders headers) {
    var request = new HTTPServerRequest((RequestStartLine) startLine, headers, connection);
    HTTPMessageDelegate found = router.findHandler(request);
    if (found == null) {
      LoggerFactory.getLogger("tornado.application")
          .debug("Delegate for {} {} request not found", request.method(), request.path());
      found = new NotFoundDelegate(connection);
    }
    target = found;
    return found.headersReceived(startLine, headers);
  }

  @Override
  public CompletableFuture<Void> dataOffered(ByteBuffer chunk) {
    return target.dataOffered(chunk);
  }

  @Override
  public CompletableFuture<Void> dataReceived(ByteString chunk) {
    return target.dataReceived(chunk);
  }

  @Override
  public void finish() {
    target.finish();
  }

  @Override
  public void onConnectionClose() {
    target.onConnectionClose();
  }
}
