// SPDX-License-Identifier: Apache-2.0
/// Servers of any protocol over TCP.
///
/// [TCPServer][tornado.tcpserver.TCPServer] is the entry: subclass it and write `handleStream`.
///
/// Tornado: [tcpserver](https://www.tornadoweb.org/en/stable/tcpserver.html).
@NullMarked
package tornado.tcpserver;

import org.jspecify.annotations.NullMarked;
