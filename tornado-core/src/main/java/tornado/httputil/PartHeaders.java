// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import okio.ByteString;

/// Reads the fields of a part of a form (RFC 7578 §4), whose values may be any text in UTF-8.
///
/// **Thread**: any.
final class PartHeaders {
  private PartHeaders() {}

  static MultipartReader.Part read(ByteString block) {
    HTTPHeaders headers = parse(text(block));
    HeaderValue disposition = HeaderValue.parse(headers.get("Content-Disposition", ""));
    if (!disposition.value().equals("form-data")) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_PART_INVALID);
    }
    String name = disposition.params().get("name");
    if (name == null || name.isEmpty()) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_NAME_MISSING);
    }
    String filename = disposition.params().getOrDefault("filename", "");
    return new MultipartReader.Part(
        headers,
        name,
        filename.isEmpty() ? null : filename,
        headers.get("Content-Type", "application/unknown"));
  }

  private static HTTPHeaders parse(String text) {
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
}
