// SPDX-License-Identifier: Apache-2.0
/// Templates: pages with values in them, escaped unless a template says otherwise.
///
/// [Loader][tornado.template.Loader] is the entry. The language is that of [Pebble](https://pebbletemplates.io), which reads expressions
/// here; tags, output and access to values are this package's own, so that what Tornado promises of templates holds. Pebble was chosen
/// for its language, which is the one most people know, and for its size; nothing outside this package sees it.
///
/// Tornado: [template](https://www.tornadoweb.org/en/stable/template.html).
@NullMarked
package tornado.template;

import org.jspecify.annotations.NullMarked;
