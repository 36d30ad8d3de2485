// SPDX-License-Identifier: Apache-2.0
/// Escaping and unescaping for HTML, JSON and URLs.
///
/// [Escape][tornado.escape.Escape] is the entry. JSON is Jackson's work, which nobody outside this package sees.
///
/// Tornado: [escape](https://www.tornadoweb.org/en/stable/escape.html).
@NullMarked
package tornado.escape;

import org.jspecify.annotations.NullMarked;
