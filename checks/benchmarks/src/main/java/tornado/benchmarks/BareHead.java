// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of a message of HTTP/1.1, as far as [BareFiles] and [FilesLoad] need it: where it ends, and how long the body is.
final class BareHead {
  private static final String END = "\r\n\r\n";
  private static final Pattern CONTENT_LENGTH =
      Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)\r\n");

  private BareHead() {}

  /// Reads a head, its blank line included.
  ///
  /// @param bytes overwritten; afterwards what is left of it is the beginning of the body
  static String read(SocketChannel channel, ByteBuffer bytes) throws IOException {
    bytes.clear();
    while (channel.read(bytes) >= 0) {
      String text = StandardCharsets.ISO_8859_1.decode(bytes.duplicate().flip()).toString();
      int end = text.indexOf(END);
      if (end >= 0) {
        bytes.flip().position(end + END.length());
        return text.substring(0, end + END.length());
      }
    }
    throw new EOFException("the peer left before its head ended");
  }

  /// Returns what a head says about its body.
  static long contentLength(String head) throws IOException {
    Matcher field = CONTENT_LENGTH.matcher(head);
    if (!field.find()) {
      throw new IOException("expected Content-Length but was '" + head + "'");
    }
    return Long.parseLong(field.group(1));
  }

  /// Writes a head, maybe with a short body.
  static void write(SocketChannel channel, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.ISO_8859_1.encode(text);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
