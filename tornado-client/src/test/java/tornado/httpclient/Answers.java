// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;

/// Responses whose end is known before the connection ends, one of each kind, to be cut where a test likes. In latin-1.
enum Answers {
  FIXED("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
  CHUNKED("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"),
  INTERIM("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
  REDIRECT("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 2\r\n\r\nno"),
  GZIP(
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
          + gzip("hello").length()
          + "\r\n\r\n"
          + gzip("hello")),
  FOLDED("HTTP/1.1 200 OK\r\nX: a\r\n b\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n");

  private final String text;

  Answers(String text) {
    this.text = text;
  }

  /// Returns all of it.
  String text() {
    return text;
  }

  /// Returns a text compressed.
  static String gzip(String latin1) {
    var bytes = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(bytes))) {
      sink.writeString(latin1, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.readString(StandardCharsets.ISO_8859_1);
  }
}
