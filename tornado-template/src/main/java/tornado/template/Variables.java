// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.template.Scope;
import io.pebbletemplates.pebble.template.ScopeChain;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pebble's scopes of variables, which can also be gone back to after a failure.
///
/// **Thread**: owner.
final class Variables extends ScopeChain {
  private int depth;

  /// Makes the variables of a page, and changes the map as the page sets them.
  Variables(Map<String, @Nullable Object> outermost) {
    super.pushScope(outermost);
  }

  int depth() {
    return depth;
  }

  void backTo(int earlierDepth) {
    while (depth > earlierDepth) {
      popScope();
    }
  }

  /// Returns what is visible now, to be changed by others.
  Map<String, @Nullable Object> visible() {
    var visible = new HashMap<String, @Nullable Object>();
    for (Scope scope : getGlobalScopes().reversed()) {
      for (String name : scope.getKeys()) {
        Object value = scope.get(name);
        visible.put(name, value instanceof Loop loop ? loop.copy() : value);
      }
    }
    return visible;
  }

  /// Returns a variable, with the mark for HTML that filters know.
  @Override
  public @Nullable Object get(String key) {
    return Call.unwrapped(super.get(key));
  }

  @Override
  public void pushScope(Map<String, Object> map) {
    depth++;
    super.pushScope(map);
  }

  @Override
  public void pushLocalScope() {
    depth++;
    super.pushLocalScope();
  }

  @Override
  public void popScope() {
    depth--;
    super.popScope();
  }
}
