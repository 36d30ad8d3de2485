// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.http1connection.MessageParser.Role;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPInputError;
import tornado.httputil.RequestStartLine;
import tornado.httputil.ResponseStartLine;
import tornado.httputil.StartLine;

/// What a parser makes of bytes, as text that doesn't tell how they were cut: the data of a message is put together.
///
/// ```
/// head POST / HTTP/1.1
///   Host: a
///   Content-Length: 5
/// data hello
/// end
/// violation REQUEST_LINE_MALFORMED
/// ```
///
/// The input ends behind the bytes. Whatever is neither an event nor an [HTTPInputError] is thrown.
final class Transcript {
  /// The limits are low, so that a fixture over them can be read.
  static final int MAX_HEADER_SIZE = 1000;

  static final int CHUNK_SIZE = 16;
  static final int MAX_BODY_SIZE = 100;

  private final MessageParser parser;
  private final Buffer input = new Buffer();
  private final StringBuilder text = new StringBuilder();
  private final Buffer body = new Buffer();
  private boolean violated;

  private Transcript(Role role, boolean toHead) {
    parser = new MessageParser(role, MAX_HEADER_SIZE, CHUNK_SIZE, MAX_BODY_SIZE);
    parser.expectResponseToHead(toHead);
  }

  /// Feeds `wire` in portions.
  ///
  /// @param toHead whether a response answers a HEAD request
  /// @param cuts where a new portion begins, in any order
  static String of(Role role, boolean toHead, ByteString wire, int... cuts) {
    var transcript = new Transcript(role, toHead);
    int[] ends = Arrays.copyOf(cuts, cuts.length + 1);
    ends[cuts.length] = wire.size();
    Arrays.sort(ends);
    int start = 0;
    for (int end : ends) {
      transcript.feed(wire.substring(start, end));
      start = end;
    }
    transcript.endInput();
    return transcript.text.toString();
  }

  /// Feeds `wire` byte by byte.
  static String ofBytes(Role role, boolean toHead, ByteString wire) {
    int[] cuts = new int[wire.size()];
    Arrays.setAll(cuts, i -> i);
    return of(role, toHead, wire, cuts);
  }

  private void feed(ByteString portion) {
    input.write(portion);
    try {
      while (!violated && take(parser.next(input))) {
        // Each turn writes down one event.
      }
    } catch (HTTPInputError e) {
      violation(e);
    }
    if (!violated && input.size() > MAX_HEADER_SIZE) {
      throw new AssertionError("the parser left " + input.size() + " bytes without an error");
    }
  }

  private void endInput() {
    if (violated) {
      return;
    }
    try {
      take(parser.endOfInput(input));
    } catch (HTTPInputError e) {
      violation(e);
    }
  }

  private boolean take(@Nullable Event event) {
    switch (event) {
      case null -> {
        return false;
      }
      case Event.Head(StartLine startLine, HTTPHeaders headers) -> head(startLine, headers);
      case Event.Data(ByteString chunk) -> data(chunk);
      case Event.End _ -> {
        writeBody();
        text.append("end\n");
      }
    }
    return true;
  }

  private void head(StartLine startLine, HTTPHeaders headers) {
    String line =
        switch (startLine) {
          case RequestStartLine(String method, String path, String version) ->
              method + " " + path + " " + version;
          case ResponseStartLine(String version, int code, String reason) ->
              version + " " + code + (reason.isEmpty() ? "" : " " + reason);
        };
    text.append("head ").append(escape(line)).append('\n');
    headers.forEach((name, value) ->
        text.append("  ")
            .append(escape(value.isEmpty() ? name + ":" : name + ": " + value))
            .append('\n'));
  }

  private void data(ByteString chunk) {
    if (chunk.size() == 0 || chunk.size() > CHUNK_SIZE) {
      throw new AssertionError("a piece of " + chunk.size() + " bytes");
    }
    body.write(chunk);
    if (body.size() > MAX_BODY_SIZE) {
      throw new AssertionError("a body over the limit");
    }
  }

  private void violation(HTTPInputError error) {
    writeBody();
    violated = true;
    text.append("violation ").append(error.violation()).append('\n');
  }

  private void writeBody() {
    if (!body.exhausted()) {
      text.append("data ").append(escape(body.readString(StandardCharsets.ISO_8859_1)));
      text.append('\n');
    }
  }

  /// Shows what is no visible ASCII character or inner space as `\xNN`.
  private static String escape(String latin1) {
    var shown = new StringBuilder();
    for (int i = 0; i < latin1.length(); i++) {
      char c = latin1.charAt(i);
      boolean visible = c > ' ' && c < 0x7f && c != '\\';
      boolean innerSpace = c == ' ' && i > 0 && i < latin1.length() - 1;
      if (visible || innerSpace) {
        shown.append(c);
      } else {
        shown.append(
            switch (c) {
              case '\r' -> "\\r";
              case '\n' -> "\\n";
              case '\t' -> "\\t";
              case '\\' -> "\\\\";
              default -> "\\x%02x".formatted((int) c);
            });
      }
    }
    return shown.toString();
  }
}
