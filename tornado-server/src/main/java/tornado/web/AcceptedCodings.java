// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The content codings that a client takes (RFC 9110 §12.5.3), each with how much it likes it.
///
/// **Thread**: any.
record AcceptedCodings(Map<String, Double> weights) {
  /// Reads an Accept-Encoding field; null for none, which here means: nothing but the content as it is.
  static AcceptedCodings parse(@Nullable String field) {
    var weights = new HashMap<String, Double>();
    for (String member : field == null ? new String[0] : field.split(",", -1)) {
      String[] parts = member.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*q=", 2);
      if (!parts[0].isEmpty()) {
        weights.put(parts[0], parts.length == 1 ? 1 : weight(parts[1]));
      }
    }
    return new AcceptedCodings(weights);
  }

  /// Tells whether the client takes `coding`.
  boolean has(String coding) {
    return weights.getOrDefault(coding, weights.getOrDefault("*", 0.0)) > 0;
  }

  private static double weight(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      // What can't be read is not wanted: the content as it is suits everyone.
      return 0;
    }
  }
}
