// SPDX-License-Identifier: Apache-2.0
/// Handlers written for the JDK's own HTTP server in an application, and an application in that server.
///
/// [JDKHandlers][tornado.web.jdk.JDKHandlers] is the entry. A program that uses it needs the module `jdk.httpserver`.
///
/// Tornado: [wsgi](https://www.tornadoweb.org/en/stable/wsgi.html), which does this for Python's own interface of web servers.
@NullMarked
package tornado.web.jdk;

import org.jspecify.annotations.NullMarked;
