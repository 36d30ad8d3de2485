// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.NamedArgumentNode;
import io.pebbletemplates.pebble.node.PositionalArgumentNode;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A call by name: of a macro, else of a function in a variable, in the namespace or of the language. Pebble looks functions up in one
/// table for all pages and would not find those of one page.
///
/// **Thread**: any.
///
/// @param name of what is called
record Call(String name) implements Function {
  @Override
  public @Nullable List<String> getArgumentNames() {
    // So Pebble numbers those without a name.
    return null;
  }

  @Override
  public @Nullable Object execute(
      Map<String, Object> numbered, PebbleTemplate template, EvaluationContext context, int line) {
    var rendering = (Rendering) context;
    Arguments arguments = arguments(numbered);
    Macro macro = rendering.macro(name, (CompiledTemplate) template);
    if (macro != null) {
      return macro.call(arguments, rendering);
    }
    return function(rendering, arguments);
  }

  /// Calls what is no macro.
  @Nullable Object function(Rendering rendering, Arguments arguments) {
    Object value = rendering.getVariable(name);
    if (!(value instanceof TemplateFunction)) {
      value = rendering.run().namespace().get(name);
    }
    TemplateFunction function =
        value instanceof TemplateFunction own ? own : BuiltIns.FUNCTIONS.get(name);
    if (function == null) {
      throw new PebbleException(
          null,
          "function or macro is unknown: " + name + Spelling.hint(name, rendering.callable()));
    }
    return unwrapped(function.call(arguments));
  }

  /// Turns our mark for HTML into Pebble's, which its filters and operators know.
  static @Nullable Object unwrapped(@Nullable Object result) {
    return result instanceof Markup markup ? new SafeHTML(markup.html()) : result;
  }

  /// Returns arguments as Pebble passes them: `0`, `1` and so on are those without a name.
  static Arguments arguments(Map<String, Object> numbered) {
    var positional = new ArrayList<@Nullable Object>(numbered.size());
    for (int i = 0; numbered.containsKey(String.valueOf(i)); i++) {
      positional.add(numbered.get(String.valueOf(i)));
    }
    if (positional.size() == numbered.size()) {
      return new Arguments(positional, Map.of());
    }
    var named = new HashMap<String, @Nullable Object>(numbered);
    for (int i = 0; i < positional.size(); i++) {
      named.remove(String.valueOf(i));
    }
    return new Arguments(positional, named);
  }

  static Arguments arguments(ArgumentsNode node, CompiledTemplate self, Rendering rendering) {
    var positional = new ArrayList<@Nullable Object>();
    for (PositionalArgumentNode argument : node.getPositionalArgs()) {
      positional.add(argument.getValueExpression().evaluate(self, rendering));
    }
    var named = new HashMap<String, @Nullable Object>();
    for (NamedArgumentNode argument : node.getNamedArgs()) {
      named.put(argument.getName(), argument.getValueExpression().evaluate(self, rendering));
    }
    return new Arguments(positional, named);
  }
}
