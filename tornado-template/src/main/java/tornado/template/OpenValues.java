// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.node.expression.ArrayExpression;
import io.pebbletemplates.pebble.node.expression.ConcatenateExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.FunctionOrMacroInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells which values of a template may be any text. Others are numbers, text of the template itself, text for which an escaping is
/// written out, and results of macros and of functions that the program brings, which may know their place.
///
/// **Thread**: owner.
final class OpenValues {
  /// Functions, as filters too, whose results are text of no certain place.
  private static final Set<String> TEXTS =
      Set.of("_", "json_encode", "linkify", "pgettext", "squeeze", "translate");

  /// Filters whose results are as open as what they filter.
  private static final Set<String> PASSING =
      Set.of(
          "abbreviate",
          "base64decode",
          "capitalize",
          "default",
          "first",
          "format",
          "join",
          "last",
          "lower",
          "merge",
          "nl2br",
          "replace",
          "reverse",
          "rsort",
          "slice",
          "sort",
          "split",
          "title",
          "trim",
          "upper");

  /// What an address may begin with, since it runs nothing: the program's own, and targets of requests.
  private static final Set<String> ADDRESSES =
      Set.of(
          "_(...)",
          "handler.reverseUrl(...)",
          "handler.staticUrl(...)",
          "pgettext(...)",
          "request.path",
          "request.uri",
          "translate(...)");

  /// Variables that hold nothing open.
  private final Set<String> closed = new HashSet<>(Set.of("loop", "modules"));

  /// Takes note of a variable. One that is set more than once counts as open only if it always is.
  void variable(String name, @Nullable Expression<?> value) {
    if (find(value) == null) {
      closed.add(name);
    }
  }

  /// Returns what in a value may be any text, as a template names it, or null if nothing is.
  @Nullable String find(@Nullable Expression<?> value) {
    return switch (value) {
      case ContextVariableExpression variable ->
          closed.contains(variable.getName()) ? null : variable.getName();
      case GetAttributeExpression attribute -> attribute(attribute);
      case FunctionOrMacroInvocationExpression call ->
          TEXTS.contains(call.getFunctionName()) ? call.getFunctionName() + "(...)" : null;
      case FilterExpression filtered -> filtered(filtered);
      case TernaryExpression choice ->
          either(find(choice.getExpression2()), find(choice.getExpression3()));
      case ConcatenateExpression parts ->
          either(find(parts.getLeftExpression()), find(parts.getRightExpression()));
      case ArrayExpression list ->
          list.getValues().stream().map(this::find).reduce(null, OpenValues::either);
      case null, default -> null;
    };
  }

  /// Returns what a value begins with if that may be any address, else null.
  @Nullable String findFirst(@Nullable Expression<?> value) {
    return switch (value) {
      case TernaryExpression choice ->
          either(findFirst(choice.getExpression2()), findFirst(choice.getExpression3()));
      case ConcatenateExpression parts when isBlank(parts.getLeftExpression()) ->
          findFirst(parts.getRightExpression());
      case ConcatenateExpression parts -> findFirst(parts.getLeftExpression());
      case null, default -> {
        String first = find(value);
        yield first == null || ADDRESSES.contains(first) ? null : first;
      }
    };
  }

  private static boolean isBlank(Expression<?> value) {
    return value instanceof LiteralStringExpression literal && literal.getValue().isBlank();
  }

  private @Nullable String attribute(GetAttributeExpression attribute) {
    String owner = find(attribute.getNode());
    String name =
        attribute.getAttributeNameExpression() instanceof LiteralStringExpression literal
            ? literal.getValue()
            : "";
    if (owner == null) {
      return null;
    }
    return owner
        + (name.isEmpty() ? "[...]" : "." + name)
        + (attribute.getArgumentsNode() == null ? "" : "(...)");
  }

  private @Nullable String filtered(FilterExpression filtered) {
    String name = ((FilterInvocationExpression) filtered.getRightExpression()).getFilterName();
    if (TEXTS.contains(name)) {
      return name + "(...)";
    }
    return PASSING.contains(name) ? find(filtered.getLeftExpression()) : null;
  }

  private static @Nullable String either(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }
}
