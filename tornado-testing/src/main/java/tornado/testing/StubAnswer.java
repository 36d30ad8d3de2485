// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;
import tornado.httputil.HTTPHeaders;

/// What a [StubUpstream] answers, right or wrong. An answer never changes: each method returns another one.
///
/// ```java
/// StubAnswer.text("Hello").header("X-Served-By", "stub").delay(Duration.ofSeconds(2))
/// StubAnswer.of(503).header("Retry-After", "1")
/// StubAnswer.text("only half of this").cutAfter(9)
/// StubAnswer.raw("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")
/// ```
///
/// What the network does wrong, such as a reset, is a [SimulatedHost]'s to say.
///
/// **Thread**: any.
public final class StubAnswer {
  /// What is sent, once the delay is over.
  sealed interface Content {
    /// A response.
    record Response(int code, String reason, HTTPHeaders headers, ByteString body)
        implements Content {}

    /// Bytes, and then the end of the connection.
    record Raw(ByteString bytes) implements Content {}

    /// The end of the connection.
    record HangUp() implements Content {}

    /// Nothing, ever.
    record Silence() implements Content {}
  }

  private final Content content;
  private final Duration delay;

  /// After how many bytes of the body the connection ends; null: after its end it goes on.
  private final @Nullable Long cut;

  private StubAnswer(Content content, Duration delay, @Nullable Long cut) {
    this.content = content;
    this.delay = delay;
    this.cut = cut;
  }

  private static StubAnswer of(Content content) {
    return new StubAnswer(content, Duration.ZERO, null);
  }

  /// Answers with a status and no body.
  public static StubAnswer of(int code) {
    return response(code, "", new HTTPHeaders(), ByteString.EMPTY);
  }

  /// Answers 200 with text.
  public static StubAnswer text(String body) {
    return of(200).header("Content-Type", "text/plain; charset=UTF-8").body(body);
  }

  /// Answers 200 with a record, list or map as JSON.
  public static StubAnswer json(Object value) {
    return of(200).header("Content-Type", "application/json").body(Escape.jsonEncodeBytes(value));
  }

  /// Sends these bytes, each char one, whatever they are, and hangs up.
  public static StubAnswer raw(String latin1) {
    return raw(ByteString.encodeString(latin1, StandardCharsets.ISO_8859_1));
  }

  /// Sends these bytes, whatever they are, and hangs up.
  public static StubAnswer raw(ByteString bytes) {
    return of(new Content.Raw(bytes));
  }

  /// Hangs up without a word.
  public static StubAnswer hangUp() {
    return of(new Content.HangUp());
  }

  /// Says nothing, and leaves the connection open.
  public static StubAnswer silence() {
    return of(new Content.Silence());
  }

  static StubAnswer response(int code, String reason, HTTPHeaders headers, ByteString body) {
    return of(new Content.Response(code, reason, headers, body));
  }

  /// Sets a header field. Content-Length is the body's size unless it is set, wrong as it may be, or Transfer-Encoding is.
  ///
  /// @throws IllegalStateException if this is no response
  public StubAnswer header(String name, String value) {
    Content.Response response = response("header");
    HTTPHeaders fields = response.headers().copy();
    fields.set(name, value);
    return with(new Content.Response(response.code(), response.reason(), fields, response.body()));
  }

  /// Sets the body to text in UTF-8.
  ///
  /// @throws IllegalStateException if this is no response
  public StubAnswer body(String text) {
    return body(ByteString.encodeUtf8(text));
  }

  /// Sets the body.
  ///
  /// @throws IllegalStateException if this is no response
  public StubAnswer body(ByteString bytes) {
    Content.Response response = response("body");
    return with(
        new Content.Response(response.code(), response.reason(), response.headers(), bytes));
  }

  /// Waits before it answers.
  public StubAnswer delay(Duration time) {
    return new StubAnswer(content, time, cut);
  }

  /// Hangs up after so many bytes of the body, of which the head has announced all.
  ///
  /// @throws IllegalStateException if this is no response
  public StubAnswer cutAfter(long byteCount) {
    var _ = response("cutAfter");
    if (byteCount < 0) {
      throw new IllegalArgumentException("byteCount < 0: " + byteCount);
    }
    return new StubAnswer(content, delay, byteCount);
  }

  Content content() {
    return content;
  }

  Duration delay() {
    return delay;
  }

  @Nullable Long cut() {
    return cut;
  }

  private StubAnswer with(Content changed) {
    return new StubAnswer(changed, delay, cut);
  }

  private Content.Response response(String method) {
    if (content instanceof Content.Response response) {
      return response;
    }
    throw new IllegalStateException(method + " of an answer that is no response");
  }
}
