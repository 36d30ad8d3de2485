// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.StartLine;

/// Stands in until a target is found: a message can only end early before its head.
///
/// **Thread**: any.
enum IgnoringDelegate implements HTTPMessageDelegate {
  INSTANCE;

  @Override
  public CompletableFuture<Void> headersReceived(StartLine startLine, HTTPHeaders headers) {
    return READY;
  }

  @Override
  public CompletableFuture<Void> dataReceived(ByteString chunk) {
    return READY;
  }

  @Override
  public void finish() {}

  @Override
  public void onConnectionClose() {}
}
