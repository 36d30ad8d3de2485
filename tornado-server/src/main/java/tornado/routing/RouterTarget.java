// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerRequest;

/// A router below a rule.
///
/// **Thread**: loop.
record RouterTarget(Router router) implements Target {
  @Override
  public @Nullable HTTPMessageDelegate delegateFor(HTTPServerRequest request, Match match) {
    return router.findHandler(request);
  }
}
