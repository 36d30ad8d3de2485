// SPDX-License-Identifier: Apache-2.0
/// The library's loggers, and the look of a line on a console.
///
/// [Log][tornado.log.Log] has the three loggers. They are SLF4J's, so a backend such as Logback has to be on the path and decides what is
/// written where; without one nothing is logged.
///
/// Tornado: [log](https://www.tornadoweb.org/en/stable/log.html).
@NullMarked
package tornado.log;

import org.jspecify.annotations.NullMarked;
