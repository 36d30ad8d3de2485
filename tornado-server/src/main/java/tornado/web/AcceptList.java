// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a client accepts, and how much it likes each: the value of Accept, Accept-Encoding or Accept-Language (RFC 9110 §12.4.2).
///
/// Items whose weight is no weight are left out, as are all but the first of a name. One pass reads it, however long it is.
///
/// **Thread**: any.
///
/// @param weights names in small letters, with the parameters that come before the weight; their weights in thousandths
record AcceptList(Map<String, Integer> weights) {
  /// The weight of what has none: the highest there is.
  static final int MOST = 1000;

  private static final AcceptList EMPTY = new AcceptList(Map.of());

  /// Reads a field's value; null if there is no such field.
  static AcceptList parse(@Nullable String field) {
    if (field == null) {
      return EMPTY;
    }
    var weights = new LinkedHashMap<String, Integer>();
    int at = 0;
    while (at < field.length()) {
      int end = endOfPart(field, at, ',');
      addItem(field.substring(at, end), weights);
      at = end + 1;
    }
    return new AcceptList(weights);
  }

  /// Tells whether nothing is named.
  boolean isEmpty() {
    return weights.isEmpty();
  }

  /// Tells whether `name` itself is in the list.
  boolean names(String name) {
    return weights.containsKey(name);
  }

  /// Returns the weight of the first of `names` that is in the list: give them from the most particular to the widest, such as
  /// `text/html`, `text/*`, `*/*`.
  ///
  /// @param otherwise returned if none is
  int weight(int otherwise, String... names) {
    for (String name : names) {
      Integer weight = weights.get(name);
      if (weight != null) {
        return weight;
      }
    }
    return otherwise;
  }

  /// Returns the weight of a media type, whose ranges count too; 0 if it is not accepted.
  int weightOfMediaType(String type) {
    String range = type.substring(0, type.indexOf('/') + 1) + '*';
    return weight(0, type, range, "*/*");
  }

  private static void addItem(String item, Map<String, Integer> weights) {
    var name = new StringBuilder();
    int weight = MOST;
    int at = 0;
    while (at < item.length()) {
      int end = endOfPart(item, at, ';');
      String part = item.substring(at, end).strip().toLowerCase(Locale.ROOT);
      at = end + 1;
      if (part.startsWith("q=")) {
        // What follows a weight once was an extension; nothing is left of them.
        weight = parseWeight(part);
        break;
      }
      name.append(name.isEmpty() ? "" : ";").append(part);
    }
    if (!name.isEmpty() && weight >= 0) {
      weights.putIfAbsent(name.toString(), weight);
    }
  }

  /// Returns where the next separator outside quotes is, or the end.
  private static int endOfPart(String text, int from, char separator) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == separator && !quoted) {
        return i;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        i++;
      }
    }
    return text.length();
  }

  /// Reads `q=0.5` as thousandths: at most three digits, at most one. Negative if it is something else.
  private static int parseWeight(String part) {
    int length = part.length();
    if (length < 3 || length > 7 || (length > 3 && part.charAt(3) != '.')) {
      return -1;
    }
    int weight = 0;
    for (int i = 0; i < 4; i++) {
      int at = i == 0 ? 2 : i + 3;
      char digit = at < length ? part.charAt(at) : '0';
      if (digit < '0' || digit > '9') {
        return -1;
      }
      weight = weight * 10 + (digit - '0');
    }
    return weight <= MOST ? weight : -1;
  }
}
