// SPDX-License-Identifier: Apache-2.0
/// Non-blocking streams of bytes.
///
/// [IOStream][tornado.iostream.IOStream] is the entry: reads up to a delimiter, a count or the end, writes, and a push
/// mode for protocol codecs, over any [Transport][tornado.ioloop.Transport].
///
/// Tornado: [iostream](https://www.tornadoweb.org/en/stable/iostream.html).
@NullMarked
package tornado.iostream;

import org.jspecify.annotations.NullMarked;
