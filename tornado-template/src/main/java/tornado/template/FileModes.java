// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the text of a file is treated at the place that is being read: tags change it on the way.
///
/// **Thread**: owner.
final class FileModes {
  private final Map<String, @Nullable Object> globals;
  private Escaping escaping;
  private Whitespace whitespace;

  FileModes(Escaping escaping, Whitespace whitespace, Map<String, @Nullable Object> globals) {
    this.escaping = escaping;
    this.whitespace = whitespace;
    this.globals = globals;
  }

  Escaping escaping() {
    return escaping;
  }

  void escaping(Escaping next) {
    escaping = next;
  }

  Whitespace whitespace() {
    return whitespace;
  }

  void whitespace(Whitespace next) {
    whitespace = next;
  }

  /// Returns what `{% autoescape name %}` means, or null if it means nothing.
  @Nullable Escaping escapingNamed(String name) {
    return switch (name) {
      case "true" -> Escaping.HTML;
      case "false", "None" -> Escaping.NONE;
      default ->
          globals.get(name) instanceof TemplateFunction function
              ? Escaping.by(function)
              : Escaping.named(name);
    };
  }
}
