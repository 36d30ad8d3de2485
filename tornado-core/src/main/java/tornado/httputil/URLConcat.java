// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import okio.ByteString;

/// Adds arguments to a URL that may have some.
///
/// **Thread**: any.
final class URLConcat {
  private URLConcat() {}

  static String append(String url, List<Map.Entry<String, String>> args) {
    int hash = url.indexOf('#');
    String fragment = hash < 0 ? "" : url.substring(hash);
    String base = hash < 0 ? url : url.substring(0, hash);
    int mark = base.indexOf('?');
    var query = new StringBuilder();
    if (mark >= 0) {
      for (String segment : base.substring(mark + 1).split("&", -1)) {
        appendExisting(query, segment);
      }
      base = base.substring(0, mark);
    }
    for (Map.Entry<String, String> arg : args) {
      append(query, arg.getKey(), arg.getValue());
    }
    return base + (query.isEmpty() ? "" : "?" + query) + fragment;
  }

  /// Decodes and encodes again, so that the whole query has one form.
  private static void appendExisting(StringBuilder query, String segment) {
    if (segment.isEmpty()) {
      return;
    }
    URLQuery.parse(latin1OfUTF8(segment))
        .forEach((name, values) -> {
          String text =
              new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
          for (ByteString value : values) {
            append(query, text, value.utf8());
          }
        });
  }

  private static String latin1OfUTF8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static void append(StringBuilder query, String name, String value) {
    if (!query.isEmpty()) {
      query.append('&');
    }
    URLQuery.encode(query, name);
    query.append('=');
    URLQuery.encode(query, value);
  }
}
