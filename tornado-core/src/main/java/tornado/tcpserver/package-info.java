// SPDX-License-Identifier: Apache-2.0
/// Servers of protocols over TCP.
///
/// [TCPServer][tornado.tcpserver.TCPServer] is the entry.
///
/// Tornado: [tcpserver](https://www.tornadoweb.org/en/stable/tcpserver.html).
@NullMarked
package tornado.tcpserver;

import org.jspecify.annotations.NullMarked;
