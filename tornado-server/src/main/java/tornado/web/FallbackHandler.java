// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.function.Consumer;
import tornado.httputil.HTTPServerRequest;

/// Hands requests to a function that answers them through their connection, below the framework: for what is served in another way beside
/// handlers. Filters do run, answers are not changed or logged.
///
/// Tornado: `web.FallbackHandler`.
///
/// **Thread**: the handler's coroutine.
public final class FallbackHandler extends RequestHandler {
  private final Consumer<HTTPServerRequest> fallback;

  /// Makes a handler that hands its request to `fallback`. That may answer later; if it throws the request gets an error page.
  public FallbackHandler(Consumer<HTTPServerRequest> fallback) {
    this.fallback = fallback;
  }

  @Override
  protected void prepare() {
    fallback.accept(request());
    handOver();
  }
}
