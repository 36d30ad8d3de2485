// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// What a form in a body holds.
///
/// **Thread**: any.
///
/// @param arguments the fields, in the order they came
/// @param files the files, in the order they came
public record FormBody(Map<String, List<ByteString>> arguments, Map<String, List<HTTPFile>> files) {
  private static final String URLENCODED = "application/x-www-form-urlencoded";
  private static final String MULTIPART = "multipart/form-data";

  /// Tells whether a body of this type is read as a form.
  static boolean isForm(String contentType) {
    return contentType.startsWith(URLENCODED) || contentType.startsWith(MULTIPART);
  }

  /// Reads a body. One that is no form holds nothing.
  ///
  /// @throws HTTPInputError if it is malformed, over a limit, or has a content coding
  static FormBody parse(
      String contentType, ByteString body, @Nullable HTTPHeaders headers, ParseBodyConfig config) {
    boolean form = isForm(contentType);
    if (form && headers != null && headers.contains("Content-Encoding")) {
      throw new HTTPInputError(
          HTTPViolation.FORM_CONTENT_ENCODING, headers.get("Content-Encoding"));
    }
    if (!form) {
      return new FormBody(Map.of(), Map.of());
    }
    if (contentType.startsWith(URLENCODED)) {
      return new FormBody(URLQuery.parse(body.string(StandardCharsets.ISO_8859_1)), Map.of());
    }
    var arguments = new LinkedHashMap<String, List<ByteString>>();
    var files = new LinkedHashMap<String, List<HTTPFile>>();
    String boundary = boundary(contentType);
    new MultipartParser(boundary, body, config.multipart()).parse(arguments, files);
    return new FormBody(arguments, files);
  }

  private static String boundary(String contentType) {
    String[] fields = contentType.split(";", -1);
    if (!fields[0].strip().equals(MULTIPART)) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_BOUNDARY_MISSING, contentType);
    }
    for (String field : fields) {
      int equals = field.indexOf('=');
      if (equals > 0 && field.substring(0, equals).strip().equals("boundary")) {
        String boundary = unquote(field.substring(equals + 1).strip());
        if (!boundary.isEmpty()) {
          return boundary;
        }
      }
    }
    throw new HTTPInputError(HTTPViolation.MULTIPART_BOUNDARY_MISSING, contentType);
  }

  private static String unquote(String boundary) {
    boolean quoted = boundary.length() > 1 && boundary.startsWith("\"") && boundary.endsWith("\"");
    return quoted ? boundary.substring(1, boundary.length() - 1) : boundary;
  }

  static <T> void put(Map<String, List<T>> map, String name, T value) {
    map.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
  }
}
