// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import org.jspecify.annotations.Nullable;

/// How a page has come to where it is: the tag that brought in what is being rendered, and how the page came to that. A part that is rendered
/// elsewhere has no other way to know.
///
/// **Thread**: any.
///
/// @param file the template of the tag
/// @param line of the tag
/// @param way how what is being rendered belongs to it
/// @param outer how the page came there, or null if that is its beginning
record Trail(String file, int line, Way way, @Nullable Trail outer) {
  TemplateError.Position position() {
    return new TemplateError.Position(file, line);
  }
}
