// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// Reads a multipart/form-data body (RFC 7578) as it arrives, and stops at the first thing that is wrong. It never holds more than was
/// fed, and of that not what was taken.
///
/// ```java
/// var reader = MultipartReader.of(contentType, ParseMultipartConfig.DEFAULT);
/// reader.feed(chunk);
/// for (Event event = reader.next(); event != null; event = reader.next()) {
///   switch (event) {
///     case Part part -> start(part);
///     case Content content -> add(content.bytes());
///     case PartEnd _ -> end();
///   }
/// }
/// ```
///
/// ```
/// START --delimiter--> HEADERS --empty line--> CONTENT --closing delimiter--> EPILOGUE
///                         ^-----delimiter--------/
/// ```
///
/// As in Tornado nothing may stand before the first boundary, and a boundary ends the part wherever it stands, but has to stand on a
/// line of its own. What follows the closing boundary is ignored, unless there is a boundary in it: then readers don't agree on where
/// the form ends.
///
/// **Thread**: owner.
public final class MultipartReader {
  private static final ByteString CRLF = ByteString.encodeUtf8("\r\n");
  private static final ByteString HEADERS_END = ByteString.encodeUtf8("\r\n\r\n");
  private static final ByteString CLOSING = ByteString.encodeUtf8("--");

  /// RFC 2046 §5.1.1. A search takes time that grows with the boundary as well as with the data.
  private static final int MAX_BOUNDARY = 70;

  private final Buffer data = new Buffer();
  private final ByteString delimiter;
  private final ParseMultipartConfig config;
  private State state = State.START;
  private boolean ended;

  /// What stands before the first boundary counts, as in Tornado.
  private int parts = 1;

  private boolean contentTaken;

  MultipartReader(String boundary, ParseMultipartConfig config) {
    if (!config.enabled()) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_DISABLED);
    }
    if (boundary.length() > MAX_BOUNDARY) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_BOUNDARY_MISSING, boundary);
    }
    this.delimiter = ByteString.encodeString("--" + boundary, StandardCharsets.ISO_8859_1);
    this.config = config;
  }

  /// Makes a reader of a body of this type.
  ///
  /// @throws HTTPInputError if it isn't multipart/form-data with a boundary of at most 70 characters, or such bodies are not accepted
  public static MultipartReader of(String contentType, ParseMultipartConfig config) {
    return new MultipartReader(FormBody.boundary(contentType), config);
  }

  /// Something in a form, in the order in which it came.
  public sealed interface Event {}

  /// The start of a part: a field, or a file if it has a `filename`.
  ///
  /// @param headers its fields
  /// @param name the name of the form's input
  /// @param filename the name the sender gave the file: never a path to trust; null for a field
  /// @param contentType the type the sender gave it, or `application/unknown`
  public record Part(
      HTTPHeaders headers, String name, @Nullable String filename, String contentType)
      implements Event {}

  /// A piece of the part's content; empty parts have none.
  ///
  /// @param bytes never empty
  public record Content(ByteString bytes) implements Event {}

  /// The end of a part.
  public record PartEnd() implements Event {}

  /// Adds what arrived.
  public void feed(ByteString chunk) {
    data.write(chunk);
  }

  /// Says that the body is over.
  public void end() {
    ended = true;
  }

  /// Returns what comes next; null if that takes more data, or the form is over.
  ///
  /// @throws HTTPInputError if the form is malformed, over a limit, or over too early
  public @Nullable Event next() {
    Step step = step();
    while (step instanceof Again) {
      step = step();
    }
    if (step instanceof Starved && ended && state != State.EPILOGUE) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_NO_FINAL_BOUNDARY);
    }
    return step instanceof Found found ? found.event : null;
  }

  private enum State {
    START,
    HEADERS,
    CONTENT,
    EPILOGUE
  }

  private sealed interface Step {}

  private record Found(Event event) implements Step {}

  private record Again() implements Step {}

  private record Starved() implements Step {}

  private Step step() {
    return switch (state) {
      case START -> start();
      case HEADERS -> headers();
      case CONTENT -> content();
      case EPILOGUE -> epilogue();
    };
  }

  private Step start() {
    if (!data.rangeEquals(0, delimiter) && data.size() >= delimiter.size()) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_HEADERS_MISSING);
    }
    if (data.size() < delimiter.size() + 2) {
      return new Starved();
    }
    if (!isDelimiter(0)) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_HEADERS_MISSING);
    }
    takeDelimiter(0);
    return new Again();
  }

  private Step headers() {
    if (data.size() < delimiter.size() + 2) {
      return new Starved();
    }
    if (isDelimiter(0)) {
      takeDelimiter(0);
      return new Again();
    }
    long limit = config.maxPartHeaderSize() + 1L;
    long headersEnd = indexOf(HEADERS_END, limit);
    long boundary = indexOf(delimiter, headersEnd >= 0 ? headersEnd : limit);
    if (boundary >= 0 && isDelimiter(boundary)) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_HEADERS_MISSING);
    }
    if (headersEnd < 0) {
      if (data.size() >= limit + HEADERS_END.size() - 1) {
        throw new HTTPInputError(HTTPViolation.MULTIPART_HEADER_TOO_LARGE);
      }
      return new Starved();
    }
    Part part = PartHeaders.read(take(headersEnd));
    skip(HEADERS_END.size());
    state = State.CONTENT;
    contentTaken = false;
    return new Found(part);
  }

  private Step content() {
    long boundary = indexOf(delimiter, data.size());
    if (boundary < 0) {
      // The start of a boundary and the line end before it may be there already.
      return content(data.size() - delimiter.size() - 1);
    }
    if (data.size() < boundary + delimiter.size() + 2) {
      return content(boundary - 2);
    }
    if (!isDelimiter(boundary)) {
      return content(boundary + 1);
    }
    boolean empty = boundary == 0 && !contentTaken;
    if (!empty && (boundary < 2 || !data.rangeEquals(boundary - 2, CRLF))) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_PART_INVALID);
    }
    if (boundary > 2) {
      return content(boundary - 2);
    }
    takeDelimiter(boundary);
    return new Found(new PartEnd());
  }

  private Step content(long byteCount) {
    if (byteCount <= 0) {
      return new Starved();
    }
    contentTaken = true;
    return new Found(new Content(take(byteCount)));
  }

  private Step epilogue() {
    long boundary = indexOf(delimiter, data.size());
    if (boundary >= 0 && isDelimiter(boundary)) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_PART_INVALID);
    }
    if (boundary >= 0 && data.size() >= boundary + delimiter.size() + 2) {
      skip(boundary + 1);
      return new Again();
    }
    skip(boundary >= 0 ? boundary : Math.max(0, data.size() - delimiter.size() + 1));
    return new Starved();
  }

  /// Tells whether the boundary at an index is followed by what makes it one.
  private boolean isDelimiter(long index) {
    long after = index + delimiter.size();
    return data.rangeEquals(index, delimiter)
        && (data.rangeEquals(after, CRLF) || data.rangeEquals(after, CLOSING));
  }

  private void takeDelimiter(long index) {
    long after = index + delimiter.size();
    state = data.rangeEquals(after, CRLF) ? State.HEADERS : State.EPILOGUE;
    skip(after + 2);
    if (state == State.HEADERS && ++parts > config.maxParts()) {
      throw new HTTPInputError(HTTPViolation.MULTIPART_TOO_MANY_PARTS);
    }
  }

  /// Finds bytes that start before a limit.
  private long indexOf(ByteString bytes, long limit) {
    try {
      return limit <= 0 ? -1 : data.indexOf(bytes, 0, limit);
    } catch (IOException e) {
      throw new AssertionError("a buffer in memory failed", e);
    }
  }

  private ByteString take(long byteCount) {
    try {
      return data.readByteString(byteCount);
    } catch (EOFException e) {
      throw new AssertionError("more was taken than there is", e);
    }
  }

  private void skip(long byteCount) {
    try {
      data.skip(byteCount);
    } catch (EOFException e) {
      throw new AssertionError("more was taken than there is", e);
    }
  }
}
