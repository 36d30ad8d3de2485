// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.node.RenderableNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A tag: its name, and what reads the rest of it and what belongs to it.
///
/// **Thread**: any.
///
/// @param name behind `{%`
/// @param reader of what follows the name
record Tag(String name, Reader reader) {
  /// Reads a tag from behind its name to its end.
  @FunctionalInterface
  interface Reader {
    /// Returns the node, or null if the tag stands for none.
    @Nullable RenderableNode read(TemplateParser parser, int line);
  }

  static Map<String, Tag> all() {
    var tags = new HashMap<String, Tag>();
    put("apply", ApplyNode::parseApply, tags);
    put("autoescape", SmallTags::autoescape, tags);
    put("block", BlockNode::parse, tags);
    put("break", JumpNode::parseBreak, tags);
    put("continue", JumpNode::parseContinue, tags);
    put("defer", DeferNode::parse, tags);
    put("embed", EmbedNode::parse, tags);
    put("extends", ExtendsNode::parse, tags);
    put("filter", ApplyNode::parseFilter, tags);
    put("flush", FlushNode::parse, tags);
    put("for", ForNode::parse, tags);
    put("from", ImportNode::parseFrom, tags);
    put("if", IfNode::parse, tags);
    put("import", ImportNode::parseImport, tags);
    put("include", IncludeNode::parse, tags);
    put("macro", MacroNode::parse, tags);
    put("module", ModuleNode::parse, tags);
    put("raw", PrintNode::parseRaw, tags);
    put("set", SmallTags::set, tags);
    put("try", TryNode::parse, tags);
    put("while", WhileNode::parse, tags);
    put("whitespace", SmallTags::whitespace, tags);
    return Map.copyOf(tags);
  }

  private static void put(String name, Reader reader, Map<String, Tag> tags) {
    tags.put(name, new Tag(name, reader));
  }
}
