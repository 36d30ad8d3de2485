// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The value of an Accept-Language field (RFC 9110 §12.5.4).
///
/// **Thread**: any.
final class AcceptLanguage {
  private static final Pattern WEIGHT = Pattern.compile("[qQ]=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)");

  private AcceptLanguage() {}

  /// Returns the languages, those that are liked best first and equal ones in their order. Those whose weight is 0 or no weight are left
  /// out.
  static List<String> parse(String field) {
    // There are a thousand weights at most, so this takes linear time.
    var byWeight = new TreeMap<Double, List<String>>(Comparator.reverseOrder());
    for (String item : field.split(",", -1)) {
      int semicolon = item.indexOf(';');
      String language = (semicolon < 0 ? item : item.substring(0, semicolon)).strip();
      double weight = semicolon < 0 ? 1 : weight(item.substring(semicolon + 1).strip());
      if (weight > 0 && !language.isEmpty()) {
        byWeight.computeIfAbsent(weight, _ -> new ArrayList<>()).add(language);
      }
    }
    return byWeight.values().stream().flatMap(List::stream).toList();
  }

  private static double weight(String parameter) {
    return WEIGHT.matcher(parameter).matches() ? Double.parseDouble(parameter.substring(2)) : 0;
  }
}
