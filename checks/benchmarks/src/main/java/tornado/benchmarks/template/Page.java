// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks.template;

import java.util.Locale;
import java.util.Map;

/// The pages, with the values that each is rendered with.
public enum Page {
  /// A table of many small values.
  STOCKS(5000),
  /// A table of texts, some of which need escaping.
  FORTUNES(2000);

  private final int length;

  Page(int length) {
    this.length = length;
  }

  /// Returns a little more than the number of the page's characters: what is written to is as long from the start, so that nobody pays
  /// for its growing.
  int length() {
    return length;
  }

  /// Returns the name of the page's template, with the ending that the engine's have.
  String template(String ending) {
    return name().toLowerCase(Locale.ROOT) + ending;
  }

  /// Returns what the page shows.
  Map<String, Object> data() {
    return switch (this) {
      case STOCKS -> Map.of("stocks", Stock.ALL);
      case FORTUNES -> Map.of("fortunes", Fortune.ALL);
    };
  }
}
