// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.MultipartReader.Content;
import tornado.httputil.MultipartReader.Event;
import tornado.httputil.MultipartReader.Part;
import tornado.httputil.MultipartReader.PartEnd;

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
    if (!isForm(contentType)) {
      return new FormBody(Map.of(), Map.of());
    }
    if (headers != null) {
      checkCoding(headers);
    }
    if (contentType.startsWith(URLENCODED)) {
      String text = body.string(StandardCharsets.ISO_8859_1);
      return new FormBody(URLQuery.parse(text, config.maxArguments()), Map.of());
    }
    var arguments = new LinkedHashMap<String, List<ByteString>>();
    var files = new LinkedHashMap<String, List<HTTPFile>>();
    var reader = MultipartReader.of(contentType, config.multipart());
    read(reader, body, arguments, files);
    return new FormBody(arguments, files);
  }

  static void checkCoding(HTTPHeaders headers) {
    String coding = headers.get("Content-Encoding");
    if (coding != null) {
      throw new HTTPInputError(HTTPViolation.FORM_CONTENT_ENCODING, coding);
    }
  }

  /// Reads a whole multipart body.
  static void read(
      MultipartReader reader,
      ByteString body,
      Map<String, List<ByteString>> arguments,
      Map<String, List<HTTPFile>> files) {
    reader.feed(body);
    reader.end();
    var content = new Buffer();
    Part part = null;
    for (Event event = reader.next(); event != null; event = reader.next()) {
      switch (event) {
        case Part started -> part = started;
        case Content(ByteString bytes) -> content.write(bytes);
        case PartEnd() -> put(part, content.readByteString(), arguments, files);
      }
    }
  }

  private static void put(
      @Nullable Part part,
      ByteString value,
      Map<String, List<ByteString>> arguments,
      Map<String, List<HTTPFile>> files) {
    if (part == null) {
      throw new IllegalStateException("the end of a part that did not start");
    }
    if (part.filename() == null) {
      put(arguments, part.name(), value);
    } else {
      put(files, part.name(), new HTTPFile(part.filename(), value, part.contentType()));
    }
  }

  static String boundary(String contentType) {
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
