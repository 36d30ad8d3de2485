// SPDX-License-Identifier: Apache-2.0
package tornado.template;

/// Text of the template itself.
///
/// **Thread**: any.
final class TextNode extends PageNode {
  private final String text;

  TextNode(String text, int line) {
    super(line);
    this.text = text;
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    page.append(text);
  }
}
