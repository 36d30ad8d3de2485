// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;

/// The functions that every template has.
///
/// **Thread**: any.
final class BuiltIns {
  /// By name. What they return is escaped when it is printed, but for what is HTML already.
  static final Map<String, TemplateFunction> FUNCTIONS =
      Map.of(
          "escape", args -> new Markup(Escape.xhtmlEscape(args.text(0))),
          "xhtml_escape", args -> new Markup(Escape.xhtmlEscape(args.text(0))),
          "linkify", Links::linkify,
          "url_escape", args -> Escape.urlEscape(args.text(0)),
          "json_encode", args -> Escape.jsonEncode(plain(args.get(0))),
          "datetime", args -> Moments.of(args.get(0)),
          "squeeze", args -> Escape.squeeze(args.text(0)),
          "range", Range::of);

  private BuiltIns() {}

  /// Returns HTML as the text that it is.
  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof Markup markup ? markup.html() : value;
  }
}
