// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tornado.httpserver.internal.CallableDelegate;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerRequest;

/// Where a rule leads to.
///
/// Tornado takes routers, connection delegates, functions and handler classes as they are; here the first three are made targets
/// by the factories below, and an Application makes its handlers targets itself.
///
/// **Thread**: loop.
@FunctionalInterface
public interface Target {
  /// Returns the delegate that answers the request, or null to let the search go on.
  @Nullable HTTPMessageDelegate delegateFor(HTTPServerRequest request, Match match);

  /// Leads to another router; if that finds nothing, the search goes on behind the rule.
  static Target router(Router router) {
    return new RouterTarget(router);
  }

  /// Leads to a router of the rules given.
  static Target rules(List<Rule> rules) {
    return new RouterTarget(new RuleRouter(rules));
  }

  /// Leads to what `delegate` makes of the request's connection.
  static Target connection(Function<HTTPConnection, HTTPMessageDelegate> delegate) {
    return (request, _) -> delegate.apply(request.connection());
  }

  /// Leads to a function that gets the request once its body was read, and answers through its connection. It runs on the loop
  /// and must not wait.
  static Target function(Consumer<HTTPServerRequest> function) {
    return connection(connection -> new CallableDelegate(connection, function));
  }
}
