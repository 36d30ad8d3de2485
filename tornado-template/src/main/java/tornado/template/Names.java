// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Names of templates: parts with `/` between them, which can't lead out of the root.
///
/// **Thread**: any.
final class Names {
  /// What to say where a name is perhaps written without its quotes: then it is read as an attribute, a division and the like.
  static final String LACKS_QUOTES = "; if it is the name of a template, put the name in quotes";

  private Names() {}

  /// Returns a name without `.` and `..` in it. In a template it is relative to the folder of that template.
  ///
  /// @param from the template whose tag has the name; empty if none has
  /// @throws TemplateError if it is none, or leads out of the root
  static String resolve(String name, String from) {
    if (name.isEmpty()) {
      throw refused("is empty", name);
    }
    if (name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf(':') >= 0) {
      throw refused("is not relative to the root", name);
    }
    if (name.chars().anyMatch(c -> c < ' ')) {
      throw refused("has control characters", name);
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (from.substring(0, from.lastIndexOf('/') + 1) + name).split("/", -1)) {
      if (part.isEmpty()) {
        throw refused("has an empty part", name);
      }
      if (part.equals("..") && parts.pollLast() == null) {
        throw refused("leads out of the root", name);
      }
      if (!part.equals("..") && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  private static TemplateError refused(String condition, String name) {
    return new TemplateError(
        "name of a template " + condition + ": " + TemplateError.shown(name),
        List.of(),
        null,
        null);
  }
}
