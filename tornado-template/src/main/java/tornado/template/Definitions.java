// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.template.Block;
import java.util.HashMap;
import java.util.Map;

/// The blocks and macros of a template, by name.
///
/// **Thread**: owner.
///
/// @param blocks what others may override
/// @param macros what others may call
record Definitions(Map<String, Block> blocks, Map<String, MacroNode> macros) {
  Definitions() {
    this(new HashMap<>(), new HashMap<>());
  }
}
