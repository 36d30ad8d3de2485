// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.Buffer;
import okio.ByteString;
import tornado.util.Buffers;

/// A read that waits for its bytes, and knows when there are enough.
///
/// **Thread**: loop.
abstract sealed class PendingRead<T> {
  final CompletableFuture<T> future = new CompletableFuture<>();

  /// Tells whether the buffered input satisfies this read.
  ///
  /// @param drained whether nothing more can be had at once; if more is coming a costly search may wait for it
  /// @throws UnsatisfiableReadError if no later input can satisfy this read either
  abstract boolean ready(Buffer input, boolean drained);

  /// Takes the bytes and completes the future. Follows a [#ready] that said yes.
  abstract void finish(Buffer input);

  /// Tells whether the end of the stream satisfies this read as well.
  boolean endsWithStream() {
    return false;
  }

  /// A read up to and including a delimiter.
  static final class UntilDelimiter extends PendingRead<ByteString> {
    private final ByteString delimiter;
    private final long maxByteCount;

    /// Where the search goes on: everything before was searched in vain.
    private long from;

    private long end;

    UntilDelimiter(ByteString delimiter, long maxByteCount) {
      this.delimiter = delimiter;
      this.maxByteCount = maxByteCount;
    }

    @Override
    boolean ready(Buffer input, boolean drained) {
      long index = Buffers.indexOf(input, delimiter, from);
      if (index >= 0) {
        end = index + delimiter.size();
        checkLimit(end, maxByteCount);
        return true;
      }
      from = Math.max(from, input.size() - delimiter.size() + 1);
      checkLimit(input.size(), maxByteCount);
      return false;
    }

    @Override
    void finish(Buffer input) {
      future.complete(Buffers.take(input, end));
    }
  }

  /// A read up to and including the first match of a pattern over the bytes as ISO-8859-1.
  static final class UntilRegex extends PendingRead<ByteString> {
    private final Pattern pattern;
    private final long maxByteCount;
    private final StringBuilder text = new StringBuilder();

    /// A pattern is tried from the start each time, so while input keeps coming it is tried only when the input has
    /// doubled: all tries together cost twice the last one.
    private long nextTry;

    private long end;

    UntilRegex(Pattern pattern, long maxByteCount) {
      this.pattern = pattern;
      this.maxByteCount = maxByteCount;
    }

    @Override
    boolean ready(Buffer input, boolean drained) {
      if (!drained && input.size() < nextTry) {
        return false;
      }
      nextTry = input.size() * 2;
      var news = new Buffer();
      input.copyTo(news, text.length());
      text.append(news.readString(StandardCharsets.ISO_8859_1));
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        end = matcher.end();
        checkLimit(end, maxByteCount);
        return true;
      }
      checkLimit(input.size(), maxByteCount);
      return false;
    }

    @Override
    void finish(Buffer input) {
      future.complete(Buffers.take(input, end));
    }
  }

  /// A read of so many bytes, or of up to so many.
  static final class Count extends PendingRead<ByteString> {
    private final long byteCount;
    private final boolean partial;

    Count(long byteCount, boolean partial) {
      this.byteCount = byteCount;
      this.partial = partial;
    }

    @Override
    boolean ready(Buffer input, boolean drained) {
      return input.size() >= byteCount || (partial && !input.exhausted());
    }

    @Override
    void finish(Buffer input) {
      future.complete(Buffers.take(input, Math.min(byteCount, input.size())));
    }
  }

  /// A read into a buffer of the caller's.
  static final class Into extends PendingRead<Integer> {
    private final ByteBuffer target;
    private final boolean partial;
    private int byteCount;

    Into(ByteBuffer target, boolean partial) {
      this.target = target;
      this.partial = partial;
    }

    /// Moves what is there, so that the target may be larger than the stream's own buffer.
    @Override
    boolean ready(Buffer input, boolean drained) {
      byteCount += Buffers.moveTo(input, target);
      return !target.hasRemaining() || (partial && byteCount > 0);
    }

    @Override
    void finish(Buffer input) {
      future.complete(byteCount);
    }
  }

  /// A read of everything up to the end.
  static final class UntilClose extends PendingRead<ByteString> {
    @Override
    boolean ready(Buffer input, boolean drained) {
      return false;
    }

    @Override
    void finish(Buffer input) {
      future.complete(input.readByteString());
    }

    @Override
    boolean endsWithStream() {
      return true;
    }
  }

  private static void checkLimit(long byteCount, long maxByteCount) {
    if (byteCount > maxByteCount) {
      throw new UnsatisfiableReadError("delimiter not within " + maxByteCount + " bytes");
    }
  }
}
