// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import okio.Buffer;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPInputError;
import tornado.httputil.HTTPUtil;
import tornado.httputil.HTTPViolation;
import tornado.httputil.RequestStartLine;
import tornado.httputil.ResponseStartLine;
import tornado.httputil.StartLine;
import tornado.util.Buffers;

/// Turns bytes into the [Event]s of one HTTP/1.1 message after another (RFC 9112).
///
/// It pulls: [#next] takes what it needs from the buffer and returns one event, or null if it needs more bytes. Nothing
/// depends on how the bytes were cut. A violation ends the connection: the parser must not be used afterwards.
///
/// ```
///      +--> HEAD --(no body)----------------------+
///      |     |                                    |
///      |     +-> FIXED --------------------------+|
///      |     +-> CHUNK_SIZE <-> CHUNK_DATA       vv
///      |     |      +-> CHUNKS_END ------------> END
///      |     +-> UNTIL_CLOSE --(end of input)---> |
///      +------------------------------------------+
/// ```
///
/// **Thread**: owner.
final class MessageParser {
  /// Which side of a connection reads.
  enum Role {
    /// Reads requests.
    SERVER,
    /// Reads responses.
    CLIENT
  }

  /// Where in a message the parser is.
  enum State {
    HEAD,
    FIXED,
    CHUNK_SIZE,
    CHUNK_DATA,
    CHUNKS_END,
    UNTIL_CLOSE,
    END
  }

  private static final int CHUNK_LINE_BYTES = 64;

  private final Role role;
  private final int maxHeaderSize;
  private final int chunkSize;

  private State state = State.HEAD;

  /// In HEAD: how many bytes were searched, and where the line under search starts.
  private long scanned;

  private long lineStart;

  /// In HEAD: where the first line ends, its line feed included; 0 while unknown.
  private long startLineEnd;

  /// One empty line before a start line is tolerated (RFC 9112 §2.2), a second is not.
  private boolean skippedEmptyLine;

  /// What is left of a fixed body or of a chunk.
  private long left;

  /// What the chunks so far add up to.
  private long total;

  private long maxBodySize;
  private boolean responseToHead;

  MessageParser(Role role, int maxHeaderSize, int chunkSize, long maxBodySize) {
    this.role = role;
    this.maxHeaderSize = maxHeaderSize;
    this.chunkSize = chunkSize;
    this.maxBodySize = maxBodySize;
  }

  /// Sets the limit of the current message's body: between its head and its first data.
  void setMaxBodySize(long byteCount) {
    maxBodySize = byteCount;
  }

  /// Says that the next response answers a HEAD request, so that it has no body whatever its fields say.
  void expectResponseToHead(boolean toHead) {
    responseToHead = toHead;
  }

  long maxBodySize() {
    return maxBodySize;
  }

  State state() {
    return state;
  }

  /// Tells whether a message has begun but not ended, some bytes of a head included.
  boolean inMessage(Buffer input) {
    return state != State.HEAD || !input.exhausted() || skippedEmptyLine;
  }

  /// Returns how much of a body of known length may be taken past this parser, if none of it is buffered: what is left of it.
  long leftOfFixed() {
    return state == State.FIXED && total <= maxBodySize ? left : 0;
  }

  /// Tells whether a body of known length is over the limit, as that is now.
  boolean isFixedTooLarge() {
    return state == State.FIXED && total > maxBodySize;
  }

  /// Says that so much of a body of known length was taken past this parser.
  void taken(long byteCount) {
    left -= byteCount;
  }

  /// Takes the next event off `input`.
  ///
  /// @return the event, or null if the bytes there don't make one
  /// @throws HTTPInputError if the peer broke the protocol
  @Nullable Event next(Buffer input) {
    while (true) {
      switch (state) {
        case HEAD -> {
          return head(input);
        }
        case FIXED -> {
          checkFixedSize();
          return left == 0 ? end() : data(input);
        }
        case CHUNK_SIZE -> {
          if (!chunkSize(input)) {
            return null;
          }
        }
        case CHUNK_DATA -> {
          if (left > 0) {
            return data(input);
          }
          if (!lineEnd(input, HTTPViolation.CHUNK_NOT_TERMINATED)) {
            return null;
          }
          state = State.CHUNK_SIZE;
        }
        case CHUNKS_END -> {
          return lineEnd(input, HTTPViolation.CHUNK_TRAILER) ? end() : null;
        }
        case UNTIL_CLOSE -> {
          left = Math.max(0, maxBodySize - total);
          return untilClose(input);
        }
        case END -> {
          return end();
        }
      }
    }
  }

  /// Says that the input has ended, after [#next] returned null.
  ///
  /// @return the end of a body that lasts until then; null if no message was under way
  /// @throws HTTPInputError if the input ended within a message
  @Nullable Event endOfInput(Buffer input) {
    if (state == State.UNTIL_CLOSE) {
      return end();
    }
    if (inMessage(input)) {
      throw new HTTPInputError(HTTPViolation.EOF_IN_MESSAGE);
    }
    return null;
  }

  private @Nullable Event head(Buffer input) {
    if (!findHead(input)) {
      return null;
    }
    long headSize = scanned;
    long lineSize = startLineEnd;
    startHead();
    skippedEmptyLine = false;
    boolean crlf = lineSize > 1 && input.getByte(lineSize - 2) == '\r';
    String line = Buffers.takeLatin1(input, lineSize - (crlf ? 2 : 1));
    Buffers.skip(input, crlf ? 2 : 1);
    StartLine startLine =
        role == Role.SERVER
            ? HTTPUtil.parseRequestStartLine(line)
            : HTTPUtil.parseResponseStartLine(line);
    HTTPHeaders headers = HTTPHeaders.parse(input, headSize - lineSize);
    beginBody(startLine, headers);
    return new Event.Head(startLine, headers);
  }

  /// Looks for the empty line that ends the head.
  ///
  /// @return true if it is there; `scanned` is then the size of the head
  private boolean findHead(Buffer input) {
    while (true) {
      long feed = input.indexOf((byte) '\n', scanned, maxHeaderSize + 1L);
      if (feed < 0) {
        scanned = Math.min(input.size(), maxHeaderSize + 1L);
      } else {
        scanned = feed + 1;
      }
      if (scanned > maxHeaderSize) {
        throw new HTTPInputError(HTTPViolation.HEADER_BLOCK_TOO_LARGE);
      }
      if (feed < 0) {
        return false;
      }
      boolean empty =
          feed == lineStart || (feed == lineStart + 1 && input.getByte(lineStart) == '\r');
      if (!empty) {
        startLineEnd = startLineEnd == 0 ? scanned : startLineEnd;
        lineStart = scanned;
      } else if (startLineEnd > 0) {
        return true;
      } else {
        skipEmptyLine(input);
      }
    }
  }

  private void skipEmptyLine(Buffer input) {
    if (skippedEmptyLine) {
      throw new HTTPInputError(
          role == Role.SERVER
              ? HTTPViolation.REQUEST_LINE_MALFORMED
              : HTTPViolation.STATUS_LINE_MALFORMED);
    }
    skippedEmptyLine = true;
    Buffers.skip(input, scanned);
    startHead();
  }

  private void startHead() {
    scanned = 0;
    lineStart = 0;
    startLineEnd = 0;
  }

  private void beginBody(StartLine startLine, HTTPHeaders headers) {
    Framing framing =
        switch (startLine) {
          case RequestStartLine request -> Framing.ofRequest(request, headers);
          case ResponseStartLine response -> Framing.ofResponse(response, headers, responseToHead);
        };
    total = 0;
    state =
        switch (framing) {
          case Framing.None _ -> State.END;
          case Framing.Fixed(long byteCount) -> {
            left = byteCount;
            total = byteCount;
            yield byteCount == 0 ? State.END : State.FIXED;
          }
          case Framing.Chunked _ -> State.CHUNK_SIZE;
          case Framing.UntilClose _ -> State.UNTIL_CLOSE;
        };
  }

  /// Checked here and not with the head, because a handler may raise the limit when it sees the head.
  private void checkFixedSize() {
    if (isFixedTooLarge()) {
      throw new HTTPInputError(HTTPViolation.CONTENT_LENGTH_TOO_LARGE, Long.toString(total));
    }
  }

  /// Reads a chunk's size line: hexadecimal digits and CRLF, no extension.
  private boolean chunkSize(Buffer input) {
    long feed = input.indexOf((byte) '\n', 0, CHUNK_LINE_BYTES);
    if (feed < 0) {
      if (input.size() >= CHUNK_LINE_BYTES) {
        throw new HTTPInputError(HTTPViolation.CHUNK_SIZE_LINE_TOO_LONG);
      }
      return false;
    }
    if (feed == 0 || input.getByte(feed - 1) != '\r') {
      // A bare line feed ends lines of a head only: readers that differ here can be told different
      // bodies.
      throw new HTTPInputError(
          HTTPViolation.CHUNK_SIZE_INVALID, Buffers.takeLatin1(input, feed + 1));
    }
    left = Framing.parseHexInt(Buffers.takeLatin1(input, feed - 1));
    Buffers.skip(input, 2);
    if (left > maxBodySize - total) {
      throw new HTTPInputError(HTTPViolation.CHUNKED_BODY_TOO_LARGE);
    }
    total += left;
    state = left == 0 ? State.CHUNKS_END : State.CHUNK_DATA;
    return true;
  }

  /// Takes CRLF off the input.
  ///
  /// @return false if it isn't there yet
  private static boolean lineEnd(Buffer input, HTTPViolation otherwise) {
    long size = input.size();
    if ((size > 0 && input.getByte(0) != '\r') || (size > 1 && input.getByte(1) != '\n')) {
      throw new HTTPInputError(otherwise);
    }
    if (size < 2) {
      return false;
    }
    Buffers.skip(input, 2);
    return true;
  }

  private Event.@Nullable Data data(Buffer input) {
    long byteCount = Math.min(Math.min(left, chunkSize), input.size());
    if (byteCount == 0) {
      return null;
    }
    left -= byteCount;
    return new Event.Data(Buffers.takeShared(input, byteCount));
  }

  private Event.@Nullable Data untilClose(Buffer input) {
    if (left == 0 && !input.exhausted()) {
      throw new HTTPInputError(HTTPViolation.BODY_TOO_LARGE);
    }
    Event.Data data = data(input);
    if (data != null) {
      total += data.chunk().size();
    }
    return data;
  }

  private Event end() {
    state = State.HEAD;
    return Event.End.END;
  }
}
