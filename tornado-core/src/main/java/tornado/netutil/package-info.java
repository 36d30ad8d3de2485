// SPDX-License-Identifier: Apache-2.0
/// Listening sockets and the transports that come of them.
///
/// [Netutil][tornado.netutil.Netutil] is the entry.
///
/// Tornado: [netutil](https://www.tornadoweb.org/en/stable/netutil.html).
@NullMarked
package tornado.netutil;

import org.jspecify.annotations.NullMarked;
