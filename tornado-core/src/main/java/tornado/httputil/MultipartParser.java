// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import okio.ByteString;

/// Reads a multipart/form-data body (RFC 7578), and stops at the first thing that is wrong.
///
/// **Thread**: owner.
final class MultipartParser {
  private static final ByteString HEADERS_END = ByteString.encodeUtf8("\r\n\r\n");
  private static final ByteString CRLF = ByteString.encodeUtf8("\r\n");

  /// RFC 2046 §5.1.1. A search takes time that grows with the boundary as well as with the data.
  private static final int MAX_BOUNDARY = 70;

  private final String boundary;
  private final ByteString data;
  private final ByteString delimiter;
  private final ByteString finalDelimiter;
  private final ParseMultipartConfig config;

  MultipartParser(String boundary, ByteString data, ParseMultipartConfig config) {
    this.boundary = boundary;
    this.data = data;
    this.config = config;
    this.delimiter = latin1("--" + boundary + "\r\n");
    this.finalDelimiter = latin1("--" + boundary + "--");
  }

  void parse(Map<String, List<ByteString>> arguments, Map<String, List<HTTPFile>> files) {
    if (!config.enabled()) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_DISABLED);
    }
    if (boundary.length() > MAX_BOUNDARY) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_BOUNDARY_MISSING, boundary);
    }
    int end = data.lastIndexOf(finalDelimiter);
    if (end < 0) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_NO_FINAL_BOUNDARY);
    }
    checkCount(end);
    int start = 0;
    while (start <= end) {
      int next = data.indexOf(delimiter, start);
      int partEnd = next < 0 || next > end ? end : next;
      if (partEnd > start) {
        part(data.substring(start, partEnd), arguments, files);
      }
      start = partEnd == end ? end + 1 : partEnd + delimiter.size();
    }
  }

  private void checkCount(int end) {
    int parts = 1;
    int at = data.indexOf(delimiter);
    while (at >= 0 && at < end) {
      parts++;
      at = data.indexOf(delimiter, at + delimiter.size());
    }
    if (parts > config.maxParts()) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_TOO_MANY_PARTS);
    }
  }

  private void part(
      ByteString part, Map<String, List<ByteString>> arguments, Map<String, List<HTTPFile>> files) {
    int headersEnd = part.indexOf(HEADERS_END);
    if (headersEnd < 0) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_HEADERS_MISSING);
    }
    if (headersEnd > config.maxPartHeaderSize()) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_HEADER_TOO_LARGE);
    }
    HTTPHeaders headers = headers(text(part.substring(0, headersEnd)));
    HeaderValue disposition = HeaderValue.parse(headers.get("Content-Disposition", ""));
    if (!disposition.value().equals("form-data") || !part.endsWith(CRLF)) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_PART_INVALID);
    }
    String name = disposition.params().get("name");
    if (name == null || name.isEmpty()) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_NAME_MISSING);
    }
    ByteString value = part.substring(headersEnd + 4, Math.max(headersEnd + 4, part.size() - 2));
    String filename = disposition.params().getOrDefault("filename", "");
    if (filename.isEmpty()) {
      FormBody.put(arguments, name, value);
    } else {
      String type = headers.get("Content-Type", "application/unknown");
      FormBody.put(files, name, new HTTPFile(filename, value, type));
    }
  }

  /// Reads a part's fields, whose values may be any text in UTF-8.
  private static HTTPHeaders headers(String text) {
    var headers = new HTTPHeaders();
    for (String line : text.split("\n", -1)) {
      String stripped = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (stripped.isEmpty()) {
        continue;
      }
      if (FieldLines.isSpace(stripped.charAt(0))) {
        headers.continueLastText(stripped);
        continue;
      }
      int colon = stripped.indexOf(':');
      if (colon < 0) {
        throw new HTTPInputError(HTTPViolation.HEADER_NO_COLON, stripped);
      }
      headers.addText(
          stripped.substring(0, colon), FieldLines.trim(stripped, colon + 1, stripped.length()));
    }
    headers.unfold();
    return headers;
  }

  private static String text(ByteString fields) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(fields.asByteBuffer()).toString();
    } catch (CharacterCodingException e) {
      // What the names and file names were is anybody's guess.
      throw new HTTPInputError(HTTPViolation.HEADER_VALUE_INVALID, fields.utf8());
    }
  }

  private static ByteString latin1(String text) {
    return ByteString.encodeString(text, StandardCharsets.ISO_8859_1);
  }
}
