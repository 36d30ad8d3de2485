// SPDX-License-Identifier: Apache-2.0
/// Child processes whose pipes are streams.
///
/// [Subprocess][tornado.process.Subprocess] is the entry.
///
/// Tornado: [process](https://www.tornadoweb.org/en/stable/process.html). Its `fork_processes` has no counterpart, since a JVM can't fork:
/// `TCPServer.start(n)` uses several loops of one process instead.
@NullMarked
package tornado.process;

import org.jspecify.annotations.NullMarked;
