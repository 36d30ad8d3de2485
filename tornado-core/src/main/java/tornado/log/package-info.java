// SPDX-License-Identifier: Apache-2.0
/// The library's loggers, and the look of a line.
///
/// [Log][tornado.log.Log] has the three loggers. They are SLF4J's, so a backend has to be on the path and decides what is written where;
/// without one nothing is logged. With Logback, [LogLayout][tornado.log.LogLayout] gives lines Tornado's look, or makes them JSON; that
/// class is the only one that needs Logback, which is therefore optional. SLF4J's own simple backend has no layouts: its lines look as it
/// likes.
///
/// Tornado: [log](https://www.tornadoweb.org/en/stable/log.html).
@NullMarked
package tornado.log;

import org.jspecify.annotations.NullMarked;
