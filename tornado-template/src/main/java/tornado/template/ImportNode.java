// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.expression.Expression;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `{% import "name" %}`, `{% import "name" as alias %}`, `{% from "name" import macro as alias, macro %}`: macros of another template.
///
/// **Thread**: any.
final class ImportNode extends PageNode {
  private final Expression<?> template;
  private final @Nullable String alias;

  /// By the name here the name there; empty for all.
  private final Map<String, String> chosen;

  private ImportNode(
      Expression<?> template, @Nullable String alias, Map<String, String> chosen, int line) {
    super(line);
    this.template = template;
    this.alias = alias;
    this.chosen = chosen;
  }

  static ImportNode parseImport(TemplateParser parser, int line) {
    Expression<?> template = parser.templateName();
    String alias = parser.skip(Token.Type.NAME, "as") ? parser.newVariable() : null;
    parser.endTag();
    if (alias != null) {
      parser.listener().variable(alias, null);
    }
    return new ImportNode(template, alias, Map.of(), line);
  }

  static ImportNode parseFrom(TemplateParser parser, int line) {
    Expression<?> template = parser.templateName();
    parser.expect(Token.Type.NAME, "import");
    var chosen = new LinkedHashMap<String, String>();
    do {
      String there = parser.newVariable();
      String here = parser.skip(Token.Type.NAME, "as") ? parser.newVariable() : there;
      chosen.put(here, there);
    } while (parser.skip(Token.Type.PUNCTUATION, ","));
    parser.endTag();
    return new ImportNode(template, null, chosen, line);
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    CompiledTemplate other = self.other(template, rendering);
    if (alias != null) {
      rendering.getScopeChain().put(alias, new MacroSet(other));
    } else if (chosen.isEmpty()) {
      other.macros().forEach(rendering::importMacro);
    } else {
      chosen.forEach((here, there) -> {
        rendering.importMacro(here, other.requiredMacro(there));
      });
    }
  }
}
