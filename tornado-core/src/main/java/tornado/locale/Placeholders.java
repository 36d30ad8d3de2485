// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.util.Map;

/// Fills the places of a text such as `%(month_name)s %(day)s`, which is how Tornado's translations are written.
///
/// **Thread**: any.
final class Placeholders {
  private Placeholders() {}

  /// Puts values into their places. What is no place of theirs stays as it is, so a translator's slip costs no page; `%%` is a per cent
  /// sign.
  static String fill(String text, Map<String, String> values) {
    var filled = new StringBuilder();
    int at = 0;
    for (int percent = text.indexOf('%'); percent >= 0; percent = text.indexOf('%', at)) {
      filled.append(text, at, percent);
      int close = text.startsWith("%(", percent) ? text.indexOf(')', percent) : -1;
      String value = close < 0 ? null : values.get(text.substring(percent + 2, close));
      boolean conversion = text.startsWith("s", close + 1) || text.startsWith("d", close + 1);
      if (value != null && conversion) {
        filled.append(value);
        at = close + 2;
      } else {
        filled.append('%');
        at = percent + (text.startsWith("%%", percent) ? 2 : 1);
      }
    }
    return filled.append(text, at, text.length()).toString();
  }
}
