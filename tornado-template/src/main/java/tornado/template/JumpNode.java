// SPDX-License-Identifier: Apache-2.0
package tornado.template;

/// `{% break %}` and `{% continue %}`.
///
/// **Thread**: any.
final class JumpNode extends PageNode {
  private final Rendering.Jump jump;

  private JumpNode(Rendering.Jump jump, int line) {
    super(line);
    this.jump = jump;
  }

  static JumpNode parseBreak(TemplateParser parser, int line) {
    return parse("break", Rendering.Jump.BREAK, parser, line);
  }

  static JumpNode parseContinue(TemplateParser parser, int line) {
    return parse("continue", Rendering.Jump.CONTINUE, parser, line);
  }

  private static JumpNode parse(String name, Rendering.Jump jump, TemplateParser parser, int line) {
    if (!parser.inLoop()) {
      throw parser.error(name + " stands in no loop", line);
    }
    parser.endTag();
    return new JumpNode(jump, line);
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    rendering.jump(jump);
  }
}
