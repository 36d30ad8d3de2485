// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import okio.Buffer;
import okio.ByteString;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.ParseBodyConfig;
import tornado.httputil.StartLine;

/// Gathers the body and calls a function with the whole request.
///
/// **Thread**: loop.
final class CallableDelegate implements HTTPMessageDelegate {
  private final HTTPServerRequest request;
  private final Consumer<HTTPServerRequest> function;
  private final Buffer body = new Buffer();

  CallableDelegate(HTTPServerRequest request, Consumer<HTTPServerRequest> function) {
    this.request = request;
    this.function = function;
  }

  @Override
  public CompletableFuture<Void> headersReceived(StartLine startLine, HTTPHeaders headers) {
    return READY;
  }

  @Override
  public CompletableFuture<Void> dataReceived(ByteString chunk) {
    body.write(chunk);
    return READY;
  }

  @Override
  public void finish() {
    request.setBody(body.readByteString());
    request.parseBody(ParseBodyConfig.DEFAULT);
    function.accept(request);
  }

  @Override
  public void onConnectionClose() {
    body.clear();
  }
}
