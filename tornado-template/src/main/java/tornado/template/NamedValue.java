// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.NamedArgumentNode;
import io.pebbletemplates.pebble.node.PositionalArgumentNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value with a name among the arguments of `owner.name(...)`. Pebble takes only values without names there, for it knows methods of
/// objects only; a macro of an import, a module and a function in a map take both.
///
/// **Thread**: any.
///
/// @param name of the parameter
/// @param value for it
record NamedValue(String name, @Nullable Object value) {
  /// What is evaluated to one.
  private record Pair(NamedArgumentNode argument) implements Expression<NamedValue> {
    @Override
    public NamedValue evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
      return new NamedValue(
          argument.getName(), argument.getValueExpression().evaluate(self, context));
    }

    @Override
    public int getLineNumber() {
      return argument.getValueExpression().getLineNumber();
    }

    @Override
    public void accept(NodeVisitor visitor) {
      visitor.visit(this);
    }
  }

  /// Puts values with names behind the others, as Pebble lets them through.
  static ArgumentsNode hidden(ArgumentsNode arguments, int line) {
    if (arguments.getNamedArgs().isEmpty()) {
      return arguments;
    }
    var all = new ArrayList<>(arguments.getPositionalArgs());
    arguments.getNamedArgs().forEach(named -> all.add(new PositionalArgumentNode(new Pair(named))));
    return new ArgumentsNode(all, List.of(), line);
  }

  /// Returns what a call got, with those that have names apart from the others.
  static Arguments arguments(@Nullable Object[] values) {
    List<@Nullable Object> positional = new ArrayList<>(values.length);
    Map<String, @Nullable Object> byName = new HashMap<>();
    for (Object value : values) {
      if (value instanceof NamedValue named) {
        byName.put(named.name(), named.value());
      } else {
        positional.add(value);
      }
    }
    return new Arguments(positional, byName);
  }
}
