// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import tornado.httputil.HTTPHeaders;
import tornado.httputil.RequestStartLine;
import tornado.httputil.ResponseStartLine;
import tornado.httputil.StartLine;

/// Writes start lines and header fields as bytes (RFC 9112 §2.1), in latin-1.
///
/// **Thread**: any.
final class HeadEncoder {
  private HeadEncoder() {}

  /// Writes a start line. The version is always HTTP/1.1: it says what we can do, not what the peer can.
  static void writeStartLine(HeadBytes sink, StartLine startLine) {
    switch (startLine) {
      case ResponseStartLine(_, int code, String reason) when code == 200 && reason.equals("OK") ->
          sink.text("HTTP/1.1 200 OK\r\n");
      case ResponseStartLine(_, int code, String reason) ->
          sink.text("HTTP/1.1 ")
              .text(threeDigits(code))
              .text(" ")
              .text(checked(reason))
              .endOfLine();
      case RequestStartLine(String method, String path, _) ->
          sink.text(word(method)).text(" ").text(word(path)).text(" HTTP/1.1\r\n");
    }
  }

  /// Writes every field. HTTPHeaders holds none with a line break in it.
  static void writeFields(HeadBytes sink, HTTPHeaders headers) {
    headers.forEach(sink::field);
  }

  private static String threeDigits(int code) {
    String digits = Integer.toString(code);
    return "0".repeat(3 - digits.length()) + digits;
  }

  /// Refuses what would end a method or a target before its end.
  private static String word(String text) {
    if (text.isEmpty() || text.indexOf(' ') >= 0 || text.indexOf('\t') >= 0) {
      throw new IllegalArgumentException("start line has an empty word or white space within one");
    }
    return checked(text);
  }

  /// Refuses what would break out of the start line.
  private static String checked(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
        throw new IllegalArgumentException(
            "start line has character U+%04X at %d".formatted((int) c, i));
      }
    }
    return text;
  }
}
