// SPDX-License-Identifier: Apache-2.0
/// The web framework: an application of routes, and handlers with a method for each HTTP verb.
///
/// [Application][tornado.web.Application] and [RequestHandler][tornado.web.RequestHandler] are the entries.
///
/// Answers are compressed by zstd and Brotli only where a program has the libraries zstd-jni and brotli4j, since the JDK has neither.
///
/// Tornado: [web](https://www.tornadoweb.org/en/stable/web.html).
@NullMarked
package tornado.web;

import org.jspecify.annotations.NullMarked;
