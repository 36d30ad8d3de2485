// SPDX-License-Identifier: Apache-2.0
/// A non-blocking HTTP server on the IOLoop.
///
/// [HTTPServer][tornado.httpserver.HTTPServer] is the entry; most applications start it with `Application.listen`.
///
/// Tornado: [httpserver](https://www.tornadoweb.org/en/stable/httpserver.html).
@NullMarked
package tornado.httpserver;

import org.jspecify.annotations.NullMarked;
