// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.lexer.Token;
import org.jspecify.annotations.Nullable;

/// `{% try %}`, `{% except %}`, `{% else %}` for no failure, `{% finally %}`, `{% endtry %}`. What was written before a failure stays.
/// As in Python `except` takes whatever fails, a timeout or a fetch too, but for a cancellation, which is the end of the request.
///
/// **Thread**: any.
final class TryNode extends PageNode {
  private final Body body;
  private final @Nullable Body except;
  private final @Nullable Body otherwise;
  private final @Nullable Body lastly;

  private TryNode(
      Body body, @Nullable Body except, @Nullable Body otherwise, @Nullable Body lastly, int line) {
    super(line);
    this.body = body;
    this.except = except;
    this.otherwise = otherwise;
    this.lastly = lastly;
  }

  static TryNode parse(TemplateParser parser, int line) {
    parser.endTag();
    Body body = parser.body("except", "finally", "endtry");
    Body except = part("except", parser, "else", "finally", "endtry");
    Body otherwise = except == null ? null : part("else", parser, "finally", "endtry");
    Body lastly = part("finally", parser, "endtry");
    parser.expect(Token.Type.NAME, "endtry");
    parser.endTag();
    return new TryNode(body, except, otherwise, lastly, line);
  }

  private static @Nullable Body part(String name, TemplateParser parser, String... ends) {
    if (!parser.skip(Token.Type.NAME, name)) {
      return null;
    }
    parser.endTag();
    return parser.body(ends);
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    try {
      Body next = attempt(self, page, rendering) ? otherwise : except;
      if (next != null) {
        next.render(self, page, rendering);
      }
    } finally {
      end(self, page, rendering);
    }
  }

  /// Returns false if the body failed in a way that `except` takes.
  private boolean attempt(CompiledTemplate self, Page page, Rendering rendering) {
    Rendering.Mark mark = rendering.mark();
    try {
      body.render(self, page, rendering);
      return true;
    } catch (RenderException e) {
      if (except == null || e.comesThrough()) {
        throw e;
      }
      rendering.backTo(mark);
      return false;
    }
  }

  /// Runs `finally` in full, whatever jump is under way.
  private void end(CompiledTemplate self, Page page, Rendering rendering) {
    if (lastly != null) {
      Rendering.Jump jump = rendering.jump();
      rendering.jump(Rendering.Jump.NONE);
      lastly.render(self, page, rendering);
      rendering.jump(rendering.jump() == Rendering.Jump.NONE ? jump : rendering.jump());
    }
  }
}
