// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.nio.charset.StandardCharsets;
import okio.Buffer;
import okio.ByteString;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.RequestStartLine;
import tornado.httputil.ResponseStartLine;
import tornado.httputil.StartLine;

/// Writes start lines and header fields as bytes (RFC 9112 §2.1), in latin-1.
///
/// **Thread**: any.
final class HeadEncoder {
  private static final ByteString OK = ByteString.encodeUtf8("HTTP/1.1 200 OK\r\n");

  private HeadEncoder() {}

  /// Writes a start line. The version is always HTTP/1.1: it says what we can do, not what the peer can.
  static void writeStartLine(Buffer sink, StartLine startLine) {
    switch (startLine) {
      case ResponseStartLine(_, int code, String reason) when code == 200 && reason.equals("OK") ->
          sink.write(OK);
      case ResponseStartLine(_, int code, String reason) -> {
        sink.writeUtf8("HTTP/1.1 ").writeDecimalLong(code).writeByte(' ');
        writeText(sink, checked(reason));
        writeEndOfLine(sink);
      }
      case RequestStartLine(String method, String path, _) -> {
        writeText(sink, checked(method));
        sink.writeByte(' ');
        writeText(sink, checked(path));
        sink.writeUtf8(" HTTP/1.1\r\n");
      }
    }
  }

  /// Writes every field. HTTPHeaders holds none with a line break in it.
  static void writeFields(Buffer sink, HTTPHeaders headers) {
    headers.forEach((name, value) -> {
      sink.writeUtf8(name).writeByte(':').writeByte(' ');
      writeText(sink, value);
      writeEndOfLine(sink);
    });
  }

  static void writeEndOfLine(Buffer sink) {
    sink.writeByte('\r').writeByte('\n');
  }

  private static void writeText(Buffer sink, String text) {
    if (isASCII(text)) {
      sink.writeUtf8(text);
    } else {
      sink.writeString(text, StandardCharsets.ISO_8859_1);
    }
  }

  private static boolean isASCII(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
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
