// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.node.NamedArgumentNode;
import io.pebbletemplates.pebble.template.ScopeChain;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A macro and the template it stands in. It sees its parameters and the functions of the namespace, no variables.
///
/// **Thread**: any.
///
/// @param node the macro
/// @param home its template
record Macro(MacroNode node, CompiledTemplate home) {
  SafeString call(Arguments arguments, Rendering rendering) {
    ScopeChain scopes = rendering.getScopeChain();
    var page = Page.part();
    int outer = rendering.run().enter("macro " + node.name());
    scopes.pushLocalScope();
    bind(arguments, rendering);
    node.body().render(home, page, rendering);
    scopes.popScope();
    rendering.run().leave(outer);
    return node.printsMarkup() ? new SafeHTML(page.toString()) : new SafeString(page.toString());
  }

  private void bind(Arguments arguments, Rendering rendering) {
    List<NamedArgumentNode> parameters = node.parameters();
    if (arguments.size() > parameters.size()) {
      throw new PebbleException(
          null,
          "macro "
              + node.name()
              + " takes "
              + parameters.size()
              + " arguments, not "
              + arguments.size());
    }
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.get(i).getName();
      rendering.getScopeChain().put(name, value(i, name, arguments, rendering));
    }
    for (String name : arguments.named().keySet()) {
      if (parameters.stream().noneMatch(parameter -> parameter.getName().equals(name))) {
        List<String> names = parameters.stream().map(NamedArgumentNode::getName).toList();
        throw new PebbleException(
            null,
            "macro " + node.name() + " has no parameter " + name + Spelling.hint(name, names));
      }
    }
  }

  private @Nullable Object value(int index, String name, Arguments arguments, Rendering rendering) {
    Map<String, @Nullable Object> named = arguments.named();
    if (index < arguments.size()) {
      return arguments.get(index);
    }
    if (named.containsKey(name)) {
      return named.get(name);
    }
    var byDefault = node.parameters().get(index).getValueExpression();
    return byDefault == null ? null : byDefault.evaluate(home, rendering);
  }
}
