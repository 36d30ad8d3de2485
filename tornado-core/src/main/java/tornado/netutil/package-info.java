// SPDX-License-Identifier: Apache-2.0
/// Listening sockets, accepting, and addresses.
///
/// [Netutil][tornado.netutil.Netutil] is the entry.
///
/// Tornado: [netutil](https://www.tornadoweb.org/en/stable/netutil.html).
@NullMarked
package tornado.netutil;

import org.jspecify.annotations.NullMarked;
