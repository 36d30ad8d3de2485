// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// A random page: templates of which `main` is the first, the seed of its values, and whether missing names are errors.
///
/// **Thread**: any.
record RandomPage(Map<String, String> templates, long values, boolean strict) {
  static RandomPage of(byte[] bytes) {
    var choices = new Choices(bytes);
    boolean strict = choices.oneIn(2);
    int values = choices.below(256);
    return new RandomPage(RandomTemplates.of(choices), values, strict);
  }

  /// Returns the page with another first template.
  RandomPage withMain(String source) {
    var others = new HashMap<>(templates);
    others.put("main", source);
    return new RandomPage(others, values, strict);
  }

  @Override
  public String toString() {
    var text =
        new StringBuilder(strict ? "strict" : "lenient").append(", values of ").append(values);
    new TreeMap<>(templates)
        .forEach((name, source) -> text.append("\n--- ").append(name).append('\n').append(source));
    return text.toString();
  }
}
