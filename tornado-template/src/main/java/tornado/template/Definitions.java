// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.template.Block;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a template defines for others, and which others it names.
///
/// **Thread**: owner.
///
/// @param blocks what others may override
/// @param macros what others may call
/// @param references to other templates, but for names that are computed
/// @param lineage what it extends, and with which blocks
/// @param embedded the same of what it embeds
record Definitions(
    Map<String, Block> blocks,
    Map<String, MacroNode> macros,
    List<Reference> references,
    Lineage lineage,
    List<Lineage> embedded) {
  /// A tag's name of another template, or of a block.
  record Reference(String name, int line) {}

  Definitions() {
    this(new HashMap<>(), new HashMap<>(), new ArrayList<>(), new Lineage(), new ArrayList<>());
  }
}
