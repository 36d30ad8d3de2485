// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPInputError;
import tornado.httputil.HTTPViolation;
import tornado.httputil.RequestStartLine;
import tornado.httputil.ResponseStartLine;

/// How the end of a message's body is found (RFC 9112 §6.3).
///
/// Stricter than the RFC where leniency has been a way to smuggle requests: one Transfer-Encoding, exactly `chunked`;
/// never both lengths; only digits.
///
/// **Thread**: any.
sealed interface Framing {
  /// No body at all.
  record None() implements Framing {}

  /// A body of a known length.
  record Fixed(long byteCount) implements Framing {}

  /// A body in chunks.
  record Chunked() implements Framing {}

  /// A response body that ends with the connection.
  record UntilClose() implements Framing {}

  /// No body at all.
  Framing NONE = new None();

  /// A body in chunks.
  Framing CHUNKED = new Chunked();

  /// A response body that ends with the connection.
  Framing UNTIL_CLOSE = new UntilClose();

  /// Returns the framing of a request: without a length it has no body.
  static Framing ofRequest(RequestStartLine startLine, HTTPHeaders headers) {
    Framing declared = declared(headers);
    return declared == null ? NONE : declared;
  }

  /// Returns the framing of a response.
  ///
  /// @param toHead whether it answers a HEAD request, and so never has a body
  static Framing ofResponse(ResponseStartLine startLine, HTTPHeaders headers, boolean toHead) {
    Framing declared = declared(headers);
    int code = startLine.code();
    boolean interim = code >= 100 && code < 200;
    if (interim && declared != null) {
      throw new HTTPInputError(HTTPViolation.INTERIM_RESPONSE_WITH_BODY);
    }
    if (code == 204 && declared != null && !declared.equals(new Fixed(0))) {
      throw new HTTPInputError(HTTPViolation.BODY_ON_204);
    }
    if (toHead || interim || code == 204 || code == 304) {
      return NONE;
    }
    return declared == null ? UNTIL_CLOSE : declared;
  }

  private static @Nullable Framing declared(HTTPHeaders headers) {
    if (isTransferEncodingChunked(headers)) {
      return CHUNKED;
    }
    String length = headers.get("Content-Length");
    return length == null ? null : new Fixed(contentLength(length));
  }

  /// Tells whether the body comes in chunks.
  ///
  /// @throws HTTPInputError if Transfer-Encoding is anything but `chunked`, or Content-Length is there as well
  static boolean isTransferEncodingChunked(HTTPHeaders headers) {
    String encoding = headers.get("Transfer-Encoding");
    if (encoding == null) {
      return false;
    }
    if (headers.contains("Content-Length")) {
      // Two readers could disagree which one counts: the classic way to smuggle a request.
      throw new HTTPInputError(HTTPViolation.CONTENT_LENGTH_WITH_TRANSFER_ENCODING);
    }
    if (!encoding.toLowerCase(Locale.ROOT).equals("chunked")) {
      throw new HTTPInputError(HTTPViolation.TRANSFER_ENCODING_UNSUPPORTED, encoding);
    }
    return true;
  }

  /// Reads a Content-Length: digits, or a list of the same digits again and again.
  private static long contentLength(String value) {
    int comma = value.indexOf(',');
    if (comma < 0) {
      return parseInt(value);
    }
    String first = value.substring(0, comma).strip();
    for (String other : value.substring(comma + 1).split(",", -1)) {
      if (!other.strip().equals(first)) {
        throw new HTTPInputError(HTTPViolation.CONTENT_LENGTH_CONFLICT, value);
      }
    }
    return parseInt(first);
  }

  /// Reads decimal digits and nothing else; what is over the range of a long counts as its maximum.
  ///
  /// @throws HTTPInputError for anything but one or more digits
  static long parseInt(String digits) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        throw new HTTPInputError(HTTPViolation.CONTENT_LENGTH_INVALID, digits);
      }
      value = value > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : value * 10 + (c - '0');
    }
    if (digits.isEmpty()) {
      throw new HTTPInputError(HTTPViolation.CONTENT_LENGTH_INVALID, digits);
    }
    return value;
  }

  /// Reads hexadecimal digits of either case and nothing else; what is over the range of a long counts as its maximum.
  ///
  /// @throws HTTPInputError for anything but one or more digits
  static long parseHexInt(String digits) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = hexDigit(digits.charAt(i));
      if (digit < 0) {
        throw new HTTPInputError(HTTPViolation.CHUNK_SIZE_INVALID, digits);
      }
      value = value > Long.MAX_VALUE >> 4 ? Long.MAX_VALUE : value << 4 | digit;
    }
    if (digits.isEmpty()) {
      throw new HTTPInputError(HTTPViolation.CHUNK_SIZE_INVALID, digits);
    }
    return value;
  }

  /// Returns the value of an ASCII digit; `Character.digit` would take other scripts' digits too.
  private static int hexDigit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    char lower = (char) (c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
