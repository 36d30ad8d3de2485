// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.core.FormatFilter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.IllegalFormatException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `"%d" | format(value)`, which says what format it was that failed.
///
/// **Thread**: any.
final class FormatText extends FormatFilter {
  @Override
  public @Nullable Object apply(
      @Nullable Object input,
      Map<String, Object> arguments,
      PebbleTemplate self,
      EvaluationContext context,
      int line) {
    try {
      return super.apply(input, arguments, self, context, line);
    } catch (IllegalFormatException e) {
      throw failure(input, e);
    }
  }

  /// Returns a failure that names the format; the JDK's names only the part of it, and says no more.
  static PebbleException failure(@Nullable Object format, IllegalFormatException e) {
    String shown = TemplateError.shown(String.valueOf(format));
    return new PebbleException(
        null,
        "format '%s' fails: %s: %s".formatted(shown, e.getClass().getSimpleName(), e.getMessage()));
  }
}
