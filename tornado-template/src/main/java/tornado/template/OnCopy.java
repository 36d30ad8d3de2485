// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A filter of Pebble's that changes the list or array which it is given, here a copy: the program's own may be shared, and many lists can't
/// be changed.
///
/// **Thread**: any.
///
/// @param filter that changes what it is given
record OnCopy(Filter filter) implements Filter {
  @Override
  public @Nullable List<String> getArgumentNames() {
    return filter.getArgumentNames();
  }

  @Override
  public @Nullable Object apply(
      @Nullable Object input,
      Map<String, Object> arguments,
      PebbleTemplate self,
      EvaluationContext context,
      int line) {
    return filter.apply(copy(input), arguments, self, context, line);
  }

  private static @Nullable Object copy(@Nullable Object input) {
    return switch (input) {
      case List<?> list -> new ArrayList<>(list);
      case Object[] array -> array.clone();
      case null, default -> input;
    };
  }
}
