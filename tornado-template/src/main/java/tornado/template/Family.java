// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.template.Hierarchy;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A template and those it extends, from the child up, and which of them is being rendered: Pebble's hierarchy, which can also be gone
/// back in after a failure.
///
/// **Thread**: owner.
final class Family extends Hierarchy {
  private final List<CompiledTemplate> templates = new ArrayList<>(2);
  private int level;

  Family(CompiledTemplate child) {
    super(child);
    templates.add(child);
  }

  /// Returns one that stays where this one is.
  Family copy() {
    var copy = new Family(templates.getFirst());
    copy.templates.addAll(templates.subList(1, templates.size()));
    copy.level = level;
    return copy;
  }

  int level() {
    return level;
  }

  void backTo(int earlierLevel) {
    level = earlierLevel;
  }

  boolean contains(CompiledTemplate template) {
    return templates.contains(template);
  }

  /// Returns the lowest.
  CompiledTemplate child() {
    return templates.getFirst();
  }

  /// Returns the macro of that name which the lowest of the family has, or null.
  @Nullable Macro macro(String name) {
    Macro macro = null;
    for (int i = 0; i < templates.size() && macro == null; i++) {
      macro = templates.get(i).macro(name);
    }
    return macro;
  }

  /// Returns the names of the macros that any of them has.
  Set<String> macroNames() {
    return templates.stream()
        .flatMap(template -> template.macros().keySet().stream())
        .collect(Collectors.toSet());
  }

  @Override
  public void pushAncestor(PebbleTemplateImpl ancestor) {
    templates.add((CompiledTemplate) ancestor);
  }

  @Override
  public void ascend() {
    level++;
  }

  @Override
  public void descend() {
    level--;
  }

  @Override
  public @Nullable CompiledTemplate getChild() {
    return level == 0 ? null : templates.get(level - 1);
  }

  @Override
  public @Nullable CompiledTemplate getParent() {
    return level == templates.size() - 1 ? null : templates.get(level + 1);
  }
}
