// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import okio.Buffer;
import tornado.util.Buffers;

/// Reads field lines from bytes: the part of the parser where most of a head's time goes, so it makes nothing but the names and
/// values themselves.
///
/// **Thread**: any.
final class FieldLines {
  private FieldLines() {}

  static HTTPHeaders parse(Buffer source, long byteCount) {
    var headers = new HTTPHeaders();
    if (parsedInPlace(headers, source, byteCount)) {
      Buffers.skip(source, byteCount);
      return headers;
    }
    return parseCopy(headers, source, byteCount);
  }

  /// Parses without copying where the fields lie in one segment of the buffer.
  private static boolean parsedInPlace(HTTPHeaders headers, Buffer source, long byteCount) {
    if (byteCount == 0) {
      return true;
    }
    try (var cursor = source.readUnsafe(new Buffer.UnsafeCursor())) {
      int length = cursor.seek(0);
      if (length < byteCount || cursor.data == null) {
        return false;
      }
      parse(headers, cursor.data, cursor.start, cursor.start + (int) byteCount);
      return true;
    }
  }

  /// The fields lie in more than one segment of the buffer.
  private static HTTPHeaders parseCopy(HTTPHeaders headers, Buffer source, long byteCount) {
    try {
      byte[] copy = source.readByteArray(byteCount);
      parse(headers, copy, 0, copy.length);
      return headers;
    } catch (EOFException e) {
      throw new IllegalArgumentException("byteCount > size: " + byteCount, e);
    }
  }

  private static void parse(HTTPHeaders headers, byte[] bytes, int from, int to) {
    int start = from;
    while (start < to) {
      int end = start;
      while (end < to && bytes[end] != '\n') {
        end++;
      }
      int next = end + 1;
      if (end > start && bytes[end - 1] == '\r') {
        end--;
      }
      if (end > start) {
        parseLine(headers, bytes, start, end);
      }
      start = next;
    }
    headers.unfold();
  }

  private static void parseLine(HTTPHeaders headers, byte[] bytes, int start, int end) {
    if (isSpace(bytes[start])) {
      headers.continueLast(text(bytes, start, end));
      return;
    }
    int colon = start;
    while (colon < end && bytes[colon] != ':') {
      colon++;
    }
    if (colon == end) {
      throw new HTTPInputError(HTTPViolation.HEADER_NO_COLON, text(bytes, start, end));
    }
    String name = HeaderName.of(bytes, start, colon);
    if (name == null) {
      throw new HTTPInputError(HTTPViolation.HEADER_NAME_INVALID, text(bytes, start, colon));
    }
    headers.append(name, value(bytes, colon + 1, end));
  }

  private static String value(byte[] bytes, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && isSpace(bytes[from])) {
      from++;
    }
    while (to > from && isSpace(bytes[to - 1])) {
      to--;
    }
    for (int i = from; i < to; i++) {
      if (!Grammar.isFieldContent(bytes[i] & 0xff)) {
        throw new HTTPInputError(HTTPViolation.HEADER_VALUE_INVALID, text(bytes, from, to));
      }
    }
    return text(bytes, from, to);
  }

  /// Returns `line` from `start` to `end` without space and tab around it. Other white space is part of the value: a peer must
  /// not be able to hide `chunked` behind a character that some readers trim.
  static String trim(String line, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && isSpace(line.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(line.charAt(to - 1))) {
      to--;
    }
    return line.substring(from, to);
  }

  static boolean isSpace(int c) {
    return c == ' ' || c == '\t';
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
