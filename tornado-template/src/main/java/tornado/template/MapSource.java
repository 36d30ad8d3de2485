// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Templates in a map.
///
/// **Thread**: that of the map.
///
/// @param templates by name
record MapSource(Map<String, String> templates) implements TemplateSource {
  @Override
  public @Nullable String read(String name) {
    return templates.get(name);
  }

  @Override
  public Set<String> names() {
    return Set.copyOf(templates.keySet());
  }

  @Override
  public String toString() {
    return "a map of " + templates.size() + (templates.size() == 1 ? " template" : " templates");
  }
}
