// SPDX-License-Identifier: Apache-2.0
/// Connections to servers by name.
///
/// [TCPClient][tornado.tcpclient.TCPClient] is the entry.
///
/// Tornado: [tcpclient](https://www.tornadoweb.org/en/stable/tcpclient.html).
@NullMarked
package tornado.tcpclient;

import org.jspecify.annotations.NullMarked;
