// SPDX-License-Identifier: Apache-2.0
/// HTTP messages: header fields, start lines, requests, bodies of forms, and the interfaces between the parts of a server.
///
/// [HTTPServerRequest][tornado.httputil.HTTPServerRequest] and [HTTPHeaders][tornado.httputil.HTTPHeaders] are what
/// applications see; [HTTPUtil][tornado.httputil.HTTPUtil] has the functions. Everything that parses here works on what it is
/// given: no channel, thread, clock or log. What a peer may do wrong is listed in
/// [HTTPViolation][tornado.httputil.HTTPViolation].
///
/// Tornado: [httputil](https://www.tornadoweb.org/en/stable/httputil.html).
@NullMarked
package tornado.httputil;

import org.jspecify.annotations.NullMarked;
