// SPDX-License-Identifier: Apache-2.0
/// A non-blocking HTTP client on the IOLoop, with a pool of connections that are kept.
///
/// [AsyncHTTPClient][tornado.httpclient.AsyncHTTPClient] is the entry.
///
/// Tornado: [httpclient](https://www.tornadoweb.org/en/stable/httpclient.html).
@NullMarked
package tornado.httpclient;

import org.jspecify.annotations.NullMarked;
