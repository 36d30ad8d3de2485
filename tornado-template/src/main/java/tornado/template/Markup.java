// SPDX-License-Identifier: Apache-2.0
package tornado.template;

/// Text that is HTML already, and that autoescaping leaves as it is. Make it of text of your own or of text that has been escaped, never
/// of what came from outside.
///
/// **Thread**: any.
///
/// @param html the text
public record Markup(String html) {
  @Override
  public String toString() {
    return html;
  }
}
