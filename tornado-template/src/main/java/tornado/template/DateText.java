// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.extension.core.DateFilter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `value | date("yyyy-MM-dd")`, which is escaped like other text: Pebble takes it for safe, but a format may come from outside, and one
/// with quotes in it prints anything.
///
/// **Thread**: any.
final class DateText extends DateFilter {
  @Override
  public @Nullable Object apply(
      @Nullable Object input,
      Map<String, Object> arguments,
      PebbleTemplate self,
      EvaluationContext context,
      int line) {
    Object text = super.apply(input, arguments, self, context, line);
    return text == null ? null : text.toString();
  }
}
