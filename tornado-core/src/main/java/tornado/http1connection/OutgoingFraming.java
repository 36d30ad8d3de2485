// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPOutputError;

/// How an outgoing message is framed, and the fields that say so.
///
/// @param chunked whether the body is written in chunks
/// @param byteCount how much body there has to be; -1 if that is not known beforehand
/// @param closesAfter whether the connection ends with the message
/// @param connection the value of a Connection field to add, or null
///
/// **Thread**: any.
record OutgoingFraming(
    boolean chunked, long byteCount, boolean closesAfter, @Nullable String connection) {
  /// Returns the framing of a response (RFC 9112 §6).
  ///
  /// @param code the status code
  /// @param http11 whether the request was HTTP/1.1: older clients know no chunks
  /// @param toHead whether it answers a HEAD request
  /// @param keepAlive whether the connection may go on as far as the request is concerned
  static OutgoingFraming ofResponse(
      int code, HTTPHeaders headers, boolean http11, boolean toHead, boolean keepAlive) {
    String length = headers.get("Content-Length");
    boolean bodiless = toHead || code < 200 || code == 204 || code == 304;
    boolean chunked =
        http11 && !bodiless && length == null && !headers.contains("Transfer-Encoding");
    boolean undelimited = !chunked && !bodiless && length == null;
    boolean closes = !keepAlive || undelimited || saysClose(headers);
    String connection = null;
    if (!headers.contains("Connection") && code >= 200) {
      connection = closes ? (http11 ? "close" : null) : (http11 ? null : "Keep-Alive");
    }
    return new OutgoingFraming(chunked, bodySize(length, bodiless), closes, connection);
  }

  /// Returns the framing of a request: chunks for a method that has a body whose length is not given.
  static OutgoingFraming ofRequest(String method, HTTPHeaders headers) {
    String length = headers.get("Content-Length");
    boolean hasBody = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    boolean chunked = length == null && (hasBody || headers.contains("Transfer-Encoding"));
    return new OutgoingFraming(chunked, bodySize(length, false), saysClose(headers), null);
  }

  /// Writes the fields that the framing adds.
  void writeFields(HeadBytes sink) {
    if (chunked) {
      sink.text("Transfer-Encoding: chunked\r\n");
    }
    if (connection != null) {
      sink.text("Connection: ").text(connection).endOfLine();
    }
  }

  /// Tells whether a Connection field lists `close` (RFC 9112 §9.6).
  static boolean saysClose(HTTPHeaders headers) {
    return listsToken(headers.get("Connection"), "close");
  }

  /// Tells whether a Connection field lists `keep-alive`.
  static boolean saysKeepAlive(HTTPHeaders headers) {
    return listsToken(headers.get("Connection"), "keep-alive");
  }

  private static boolean listsToken(@Nullable String list, String token) {
    if (list == null) {
      return false;
    }
    if (list.equalsIgnoreCase(token)) {
      return true;
    }
    for (String member : list.split(",", -1)) {
      if (member.strip().toLowerCase(Locale.ROOT).equals(token)) {
        return true;
      }
    }
    return false;
  }

  private static long bodySize(@Nullable String length, boolean bodiless) {
    if (length == null) {
      return bodiless ? 0 : -1;
    }
    for (int i = 0; i < length.length(); i++) {
      if (length.charAt(i) < '0' || length.charAt(i) > '9') {
        throw new HTTPOutputError("Content-Length is not a number: " + length);
      }
    }
    return bodiless ? 0 : Framing.parseInt(length);
  }
}
