// SPDX-License-Identifier: Apache-2.0
/// Streams of bytes over sockets, read and written without blocking.
///
/// [IOStream][tornado.iostream.IOStream] is the entry: `readUntil`, `readBytes`, `write` return futures, which a coroutine
/// awaits.
///
/// Tornado: [iostream](https://www.tornadoweb.org/en/stable/iostream.html).
@NullMarked
package tornado.iostream;

import org.jspecify.annotations.NullMarked;
