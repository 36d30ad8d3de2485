// SPDX-License-Identifier: Apache-2.0
/// Finds who answers a request.
///
/// A [Router][tornado.routing.Router] is given to an HTTP server; [RuleRouter][tornado.routing.RuleRouter] is the ordinary
/// one: an ordered list of [rules][tornado.routing.Rule], each a [matcher][tornado.routing.Matcher] and a target, which may
/// be a router again.
///
/// Tornado: [routing](https://www.tornadoweb.org/en/stable/routing.html).
@NullMarked
package tornado.routing;

import org.jspecify.annotations.NullMarked;
