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

/// A read that waits for its bytes: what it waits for, and its future.
///
/// **Thread**: loop.
///
/// @param <T> what the read gives
abstract sealed class PendingRead<T> {
  final CompletableFuture<T> future = new CompletableFuture<>();

  /// Takes what the read wants off `buffer` and completes the future, if it is there.
  ///
  /// @param last whether no more bytes will come
  /// @return false if it isn't
  /// @throws UnsatisfiableReadError if it can't come any more
  abstract boolean satisfy(Buffer buffer, boolean last);

  private static UnsatisfiableReadError tooFar(String what, long maxByteCount) {
    return new UnsatisfiableReadError(what + " not found within " + maxByteCount + " bytes");
  }

  /// Reads to the end of a delimiter. Each byte is looked at once: a search goes on where the one before ended.
  static final class Until extends PendingRead<ByteString> {
    private final ByteString delimiter;
    private final long maxByteCount;
    private long searched;

    Until(ByteString delimiter, long maxByteCount) {
      this.delimiter = delimiter;
      this.maxByteCount = maxByteCount;
    }

    @Override
    boolean satisfy(Buffer buffer, boolean last) {
      long at = Buffers.indexOf(buffer, delimiter, searched);
      long end = at < 0 ? buffer.size() : at + delimiter.size();
      if (end > maxByteCount) {
        throw tooFar("delimiter " + delimiter, maxByteCount);
      }
      searched = Math.max(0, buffer.size() - delimiter.size() + 1);
      return at >= 0 && future.complete(Buffers.take(buffer, end));
    }
  }

  /// Reads to the end of a regular expression's first match. It is tried when the buffer has doubled, and at the end, so that the
  /// work stays linear.
  static final class UntilRegex extends PendingRead<ByteString> {
    private final Pattern pattern;
    private final long maxByteCount;
    private long tried;

    UntilRegex(Pattern pattern, long maxByteCount) {
      this.pattern = pattern;
      this.maxByteCount = maxByteCount;
    }

    @Override
    boolean satisfy(Buffer buffer, boolean last) {
      long size = buffer.size();
      boolean due = tried == 0 || size >= 2 * tried || last || size > maxByteCount || size < 4096;
      if (!due) {
        return false;
      }
      tried = size;
      Matcher matcher = pattern.matcher(buffer.snapshot().string(StandardCharsets.ISO_8859_1));
      boolean found = matcher.find();
      if ((found ? matcher.end() : size) > maxByteCount) {
        throw tooFar("pattern " + pattern, maxByteCount);
      }
      return found && future.complete(Buffers.take(buffer, matcher.end()));
    }
  }

  /// Reads a number of bytes, or what there is of them.
  static final class Bytes extends PendingRead<ByteString> {
    private final long byteCount;
    private final boolean partial;

    Bytes(long byteCount, boolean partial) {
      this.byteCount = byteCount;
      this.partial = partial;
    }

    @Override
    boolean satisfy(Buffer buffer, boolean last) {
      boolean enough = buffer.size() >= byteCount || (partial && !buffer.exhausted());
      return enough && future.complete(Buffers.take(buffer, Math.min(byteCount, buffer.size())));
    }
  }

  /// Fills a buffer of the caller's, or a part of it.
  static final class Into extends PendingRead<Integer> {
    private final ByteBuffer target;
    private final int start;
    private final boolean partial;

    Into(ByteBuffer target, boolean partial) {
      this.target = target;
      this.start = target.position();
      this.partial = partial;
    }

    @Override
    boolean satisfy(Buffer buffer, boolean last) {
      Buffers.moveTo(buffer, target);
      int count = target.position() - start;
      boolean enough = !target.hasRemaining() || (partial && count > 0);
      return enough && future.complete(count);
    }
  }

  /// Reads until the peer ends its output.
  static final class UntilClose extends PendingRead<ByteString> {
    @Override
    boolean satisfy(Buffer buffer, boolean last) {
      return last && future.complete(buffer.readByteString());
    }
  }
}
