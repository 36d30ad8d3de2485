// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.escaper.EscapeFilter;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `value | escape`, for HTML, and `value | escape("js")`. It extends Pebble's filter because Pebble leaves its mark for what is safe on
/// nothing but that.
///
/// **Thread**: any.
final class EscapeWith extends EscapeFilter {
  @Override
  public @Nullable Object apply(
      @Nullable Object input,
      Map<String, Object> arguments,
      PebbleTemplate self,
      EvaluationContext context,
      int line) {
    Object name = arguments.getOrDefault("strategy", "html");
    Escaping escaping = Escaping.named(String.valueOf(name));
    if (escaping == null) {
      throw new PebbleException(
          null,
          "escaping is unknown: "
              + TemplateError.shown(String.valueOf(name))
              + ", not one of "
              + Escaping.names());
    }
    Printable.check(input, escaping, context);
    var page = Page.part();
    page.print(input, escaping);
    if (input == null && page.length() == 0) {
      return null;
    }
    return escaping.takesMarkup() ? new SafeHTML(page.toString()) : new SafeString(page.toString());
  }
}
