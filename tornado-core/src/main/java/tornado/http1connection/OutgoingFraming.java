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
/// @param fields the field lines to add, each with its end
///
/// **Thread**: any.
record OutgoingFraming(boolean chunked, long byteCount, boolean closesAfter, String fields) {
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
  private static final String CLOSE = "Connection: close\r\n";
  private static final String KEEP_ALIVE = "Connection: Keep-Alive\r\n";

  /// Returns the framing of a response (RFC 9112 §6).
  ///
  /// @param code the status code
  /// @param http11 whether the request was HTTP/1.1: older clients know no chunks
  /// @param toHead whether it answers a HEAD request
  /// @param keepAlive whether the connection may go on as far as the request is concerned
  /// @throws HTTPOutputError if the application's own fields frame it wrongly
  static OutgoingFraming ofResponse(
      int code, HTTPHeaders headers, boolean http11, boolean toHead, boolean keepAlive) {
    String length = headers.get("Content-Length");
    boolean encoded = headers.contains("Transfer-Encoding");
    checkOneLength(length, encoded);
    boolean interim = code >= 100 && code < 200;
    boolean bodiless = toHead || interim || code == 204 || code == 304;
    boolean chunked = http11 && !bodiless && length == null && !encoded;
    boolean undelimited = !chunked && !bodiless && length == null;
    boolean closes = !keepAlive || undelimited || saysClose(headers);
    // Either version is told what it does not take for granted.
    String connection = "";
    if (!interim && closes == http11 && !headers.contains("Connection")) {
      connection = closes ? CLOSE : KEEP_ALIVE;
    }
    String fields = chunked ? CHUNKED + connection : connection;
    return new OutgoingFraming(chunked, bodySize(length, bodiless), closes, fields);
  }

  /// Returns the framing of a request: chunks for a method that has a body whose length is not given, or if the
  /// application says so. Other requests have no body (RFC 9112 §6.3).
  ///
  /// @throws HTTPOutputError if the application's own fields frame it wrongly
  static OutgoingFraming ofRequest(String method, HTTPHeaders headers) {
    String length = headers.get("Content-Length");
    String encoding = headers.get("Transfer-Encoding");
    checkOneLength(length, encoding != null);
    if (encoding != null && !encoding.equalsIgnoreCase("chunked")) {
      throw new HTTPOutputError("Transfer-Encoding is not chunked: " + encoding);
    }
    boolean hasBody = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    boolean chunked = length == null && (hasBody || encoding != null);
    String fields = chunked && encoding == null ? CHUNKED : "";
    long byteCount = bodySize(length, length == null && !chunked);
    return new OutgoingFraming(chunked, byteCount, saysClose(headers), fields);
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

  /// Refuses what readers could take for either (RFC 9112 §6.2).
  private static void checkOneLength(@Nullable String length, boolean encoded) {
    if (length != null && encoded) {
      throw new HTTPOutputError("Content-Length and Transfer-Encoding both set");
    }
  }

  private static long bodySize(@Nullable String length, boolean bodiless) {
    if (length == null) {
      return bodiless ? 0 : -1;
    }
    boolean number = !length.isEmpty();
    for (int i = 0; i < length.length(); i++) {
      number &= length.charAt(i) >= '0' && length.charAt(i) <= '9';
    }
    if (!number) {
      throw new HTTPOutputError("Content-Length is not a number: " + length);
    }
    return bodiless ? 0 : Framing.parseInt(length);
  }
}
