// SPDX-License-Identifier: Apache-2.0
/// A non-blocking HTTP client on the IOLoop, with a pool of connections that are kept.
///
/// [AsyncHTTPClient][tornado.httpclient.AsyncHTTPClient] is the entry.
///
/// The libraries brotli4j and zstd-jni are needed for bodies that are compressed by Brotli and zstd only: programs that want those bring them.
///
/// Tornado: [httpclient](https://www.tornadoweb.org/en/stable/httpclient.html).
@NullMarked
package tornado.httpclient;

import org.jspecify.annotations.NullMarked;
