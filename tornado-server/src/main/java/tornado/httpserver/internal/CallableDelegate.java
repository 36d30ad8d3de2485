// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver.internal;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.ParseBodyConfig;
import tornado.httputil.RequestStartLine;
import tornado.httputil.StartLine;

/// Gathers the body and calls a function with the whole request.
///
/// **Thread**: loop.
public final class CallableDelegate implements HTTPMessageDelegate {
  private final HTTPConnection connection;
  private final Consumer<HTTPServerRequest> function;
  private final Buffer body = new Buffer();

  /// What the head said; null before it.
  private @Nullable HTTPServerRequest request;

  /// Makes a delegate for one request.
  public CallableDelegate(HTTPConnection connection, Consumer<HTTPServerRequest> function) {
    this.connection = connection;
    this.function = function;
  }

  @Override
  public CompletableFuture<Void> headersReceived(StartLine startLine, HTTPHeaders headers) {
    request = new HTTPServerRequest((RequestStartLine) startLine, headers, connection);
    return READY;
  }

  @Override
  public CompletableFuture<Void> dataReceived(ByteString chunk) {
    body.write(chunk);
    return READY;
  }

  @Override
  public void finish() {
    HTTPServerRequest whole = request;
    if (whole == null) {
      throw new IllegalStateException("finish before headersReceived");
    }
    whole.setBody(body.readByteString());
    whole.parseBody(ParseBodyConfig.DEFAULT);
    function.accept(whole);
  }

  @Override
  public void onConnectionClose() {
    body.clear();
  }
}
