// SPDX-License-Identifier: Apache-2.0
package tornado.template;

/// `{% flush %}`: passes on the page so far.
///
/// **Thread**: any.
final class FlushNode extends PageNode {
  private FlushNode(int line) {
    super(line);
  }

  static FlushNode parse(TemplateParser parser, int line) {
    parser.endTag();
    return new FlushNode(line);
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    page.flush();
  }
}
