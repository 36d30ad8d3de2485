// SPDX-License-Identifier: Apache-2.0
/// HTTP/1.1 on a stream, for both ends of a connection.
///
/// [HTTP1ServerConnection][tornado.http1connection.HTTP1ServerConnection] serves one request after another;
/// [HTTP1Connection][tornado.http1connection.HTTP1Connection] is one exchange of a request and its response. The
/// parser is strict, takes bytes in any portions, and touches no channel, thread, clock or log.
///
/// Tornado: [http1connection](https://www.tornadoweb.org/en/stable/http1connection.html).
@NullMarked
package tornado.http1connection;

import org.jspecify.annotations.NullMarked;
