// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.extension.escaper.RawFilter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `value | raw`, for values that have a text.
///
/// **Thread**: any.
final class Raw extends RawFilter {
  @Override
  public @Nullable Object apply(
      @Nullable Object input,
      Map<String, Object> arguments,
      PebbleTemplate self,
      EvaluationContext context,
      int line) {
    Printable.check(input, Escaping.NONE, context);
    return super.apply(input, arguments, self, context, line);
  }
}
