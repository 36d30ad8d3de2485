// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import okio.ByteString;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPUtil;
import tornado.httputil.RequestStartLine;
import tornado.httputil.ResponseStartLine;

/// Files of exchanges, made to be read and written by hand too: each message behind a line that says what it is, its head as HTTP/1.1 has it,
/// an empty line, its body.
///
/// ```
/// >>> request
/// GET /users/1 HTTP/1.1
/// Accept: application/json
///
/// <<< response
/// HTTP/1.1 200 OK
/// Content-Type: application/json
///
/// {"name": "Ann"}
/// ```
///
/// The text is UTF-8, lines end with a line feed, and the one before the next message is not the body's. A body that isn't text, or has a
/// line that looks like the beginning of a message, is in Base64, and the line before its message says so: `<<< response base64`. Lines before the
/// first message are comments.
///
/// Fields that frame a message are not kept, since whoever sends it frames it anew; nor are those that carry secrets, since such files are
/// shared.
///
/// **Thread**: any.
final class RecordedExchanges {
  private static final String REQUEST = ">>> request";
  private static final String RESPONSE = "<<< response";
  private static final String BASE64 = " base64";

  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "keep-alive", "transfer-encoding");

  private static final Set<String> SECRET =
      Set.of("authorization", "cookie", "proxy-authorization", "set-cookie");

  /// One message in the making.
  private record Message(String startLine, HTTPHeaders headers, ByteString body) {}

  private RecordedExchanges() {}

  /// Reads a file.
  ///
  /// @throws IllegalArgumentException if it isn't one of ours, with the number of the message
  /// @throws UncheckedIOException if it can't be read
  static List<RecordedExchange> read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file, e);
    }
  }

  /// Writes a file, over what was there.
  ///
  /// @throws UncheckedIOException if it can't be written
  static void write(Path file, List<RecordedExchange> exchanges) {
    try {
      Files.writeString(file, format(exchanges));
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + file, e);
    }
  }

  /// Tells whether a field says how a message is framed.
  static boolean isFraming(String name) {
    return FRAMING.contains(name.toLowerCase(Locale.ROOT));
  }

  static List<RecordedExchange> parse(String text) {
    List<List<String>> messages = split(text);
    var exchanges = new ArrayList<RecordedExchange>();
    for (int i = 0; i < messages.size(); i += 2) {
      Message request = message(messages, i, REQUEST);
      Message response = message(messages, i + 1, RESPONSE);
      RequestStartLine line = HTTPUtil.parseRequestStartLine(request.startLine());
      exchanges.add(
          new RecordedExchange(
              new RecordedRequest(line.method(), line.path(), request.headers(), request.body()),
              HTTPUtil.parseResponseStartLine(response.startLine()),
              response.headers(),
              response.body()));
    }
    return exchanges;
  }

  /// Splits at the lines that begin messages, which stay the first of each.
  private static List<List<String>> split(String text) {
    var messages = new ArrayList<List<String>>();
    String lines = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String line : lines.split("\n", -1)) {
      if (line.startsWith(REQUEST) || line.startsWith(RESPONSE)) {
        messages.add(new ArrayList<>());
      }
      if (!messages.isEmpty()) {
        messages.getLast().add(line);
      }
    }
    return messages;
  }

  private static Message message(List<List<String>> messages, int index, String kind) {
    List<String> lines = index < messages.size() ? messages.get(index) : List.of("the end");
    String first = lines.getFirst();
    boolean base64 = first.equals(kind + BASE64);
    int headEnd = lines.indexOf("");
    if ((!base64 && !first.equals(kind)) || headEnd < 2) {
      throw new IllegalArgumentException(
          "expected '%s' and a head as message %d but was '%s'".formatted(kind, index + 1, first));
    }
    HTTPHeaders headers = HTTPHeaders.parse(String.join("\r\n", lines.subList(2, headEnd)));
    List<String> rest = lines.subList(headEnd + 1, lines.size());
    String body = String.join("\n", rest);
    return new Message(lines.get(1), headers, base64 ? decoded(body) : ByteString.encodeUtf8(body));
  }

  private static ByteString decoded(String text) {
    ByteString bytes = ByteString.decodeBase64(text);
    if (bytes == null) {
      throw new IllegalArgumentException("expected Base64 but was '" + text + "'");
    }
    return bytes;
  }

  static String format(List<RecordedExchange> exchanges) {
    var text = new StringBuilder();
    for (RecordedExchange exchange : exchanges) {
      RecordedRequest request = exchange.request();
      ResponseStartLine status = exchange.startLine();
      append(text, REQUEST, requestLine(request), request.headers(), request.body());
      append(
          text,
          RESPONSE,
          "HTTP/1.1 " + status.code() + " " + status.reason(),
          exchange.headers(),
          exchange.body());
    }
    return text.toString();
  }

  private static String requestLine(RecordedRequest request) {
    return request.method() + " " + request.target() + " HTTP/1.1";
  }

  private static void append(
      StringBuilder text, String kind, String startLine, HTTPHeaders headers, ByteString body) {
    boolean plain = isPlain(body);
    text.append(kind).append(plain ? "" : BASE64).append('\n').append(startLine).append('\n');
    headers.forEach((name, value) -> {
      if (!isFraming(name) && !SECRET.contains(name.toLowerCase(Locale.ROOT))) {
        text.append(name).append(": ").append(value).append('\n');
      }
    });
    text.append('\n');
    if (body.size() > 0) {
      text.append(plain ? body.utf8() : body.base64()).append('\n');
    }
  }

  private static boolean isPlain(ByteString body) {
    String text = body.utf8();
    return ByteString.encodeUtf8(text).equals(body)
        && text.lines().noneMatch(line -> line.startsWith(REQUEST) || line.startsWith(RESPONSE));
  }
}
