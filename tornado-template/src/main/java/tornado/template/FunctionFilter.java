// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A function as a filter: what is filtered is its first argument.
///
/// **Thread**: any.
///
/// @param call of the function
record FunctionFilter(Call call) implements Filter {
  FunctionFilter(String name) {
    this(new Call(name));
  }

  @Override
  public @Nullable List<String> getArgumentNames() {
    return null;
  }

  @Override
  public @Nullable Object apply(
      @Nullable Object input,
      Map<String, Object> numbered,
      PebbleTemplate self,
      EvaluationContext context,
      int line) {
    Arguments rest = Call.arguments(numbered);
    var positional = new ArrayList<@Nullable Object>(rest.size() + 1);
    positional.add(input);
    positional.addAll(rest.positional());
    return call.function((Rendering) context, new Arguments(positional, rest.named()));
  }
}
