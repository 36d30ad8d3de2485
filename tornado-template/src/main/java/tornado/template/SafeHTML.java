// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.extension.escaper.SafeString;

/// [Markup] as Pebble's filters and operators know it. Safe in HTML and nowhere else: within a script it is text like any other.
///
/// **Thread**: any.
final class SafeHTML extends SafeString {
  SafeHTML(String html) {
    super(html);
  }
}
