// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.SetNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import org.jspecify.annotations.Nullable;

/// Tags that have no node of their own.
///
/// **Thread**: any.
final class SmallTags {
  private SmallTags() {}

  static SetNode set(TemplateParser parser, int line) {
    String name = parser.newVariable();
    parser.expect(Token.Type.PUNCTUATION, "=");
    Expression<?> value = parser.expression();
    parser.endTag();
    parser.listener().variable(name, value);
    return new SetNode(line, name, value);
  }

  /// `{% whitespace mode %}`, for the rest of the file.
  static @Nullable RenderableNode whitespace(TemplateParser parser, int line) {
    String mode = parser.expect(Token.Type.NAME, null).getValue();
    try {
      parser.modes().whitespace(Whitespace.named(mode));
    } catch (IllegalArgumentException e) {
      throw parser.error(String.valueOf(e.getMessage()), line);
    }
    parser.endTag();
    return null;
  }

  /// `{% autoescape name %}` up to its end tag or, where there is none, to the end of what it stands in: a block, a loop, the file.
  static @Nullable RenderableNode autoescape(TemplateParser parser, int line) {
    Token name = parser.getStream().current();
    Escaping outer = parser.modes().escaping();
    Escaping inner = parser.modes().escapingNamed(parser.nameOrString());
    if (inner == null) {
      throw parser.error(
          "escaping is unknown: "
              + name.getValue()
              + Spelling.hint(name.getValue(), Escaping.names()),
          line);
    }
    parser.endTag();
    parser.modes().escaping(inner);
    if (!isClosed(parser.getStream())) {
      return null;
    }
    Body body = parser.body("endautoescape");
    parser.expect(Token.Type.NAME, "endautoescape");
    parser.endTag();
    parser.modes().escaping(outer);
    return body;
  }

  /// Looks ahead for the end tag, which may be missing.
  private static boolean isClosed(Tokens tokens) {
    int depth = 1;
    for (int i = 0; depth > 0 && !tokens.peek(i).test(Token.Type.EOF); i++) {
      if (tokens.peek(i).test(Token.Type.EXECUTE_START)) {
        depth += tokens.peek(i + 1).test(Token.Type.NAME, "autoescape") ? 1 : 0;
        depth -= tokens.peek(i + 1).test(Token.Type.NAME, "endautoescape") ? 1 : 0;
      }
    }
    return depth == 0;
  }
}
