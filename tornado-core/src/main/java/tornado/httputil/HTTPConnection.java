// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// One exchange, seen from the side that writes: a request's way to be answered. Nothing here tells which version of HTTP is
/// spoken.
///
/// Content-Length says how much of a body there is; without it the body is framed as the version can. Who sets Transfer-Encoding in a
/// response writes the body framed like that, and the connection ends with it.
///
/// Tornado: `HTTPConnection`.
///
/// **Thread**: `writeHeaders`, `write`, `finish` any, one caller at a time; the rest loop.
public interface HTTPConnection {
  /// Writes the head, and the first piece of the body with it.
  ///
  /// @param chunk may be empty
  /// @return done when the system has taken it all; failed if the peer is gone, which need not be looked at
  /// @throws IllegalStateException if a head was written before
  /// @throws HTTPOutputError if there is more body than announced
  CompletableFuture<Void> writeHeaders(StartLine startLine, HTTPHeaders headers, ByteString chunk);

  /// Writes the head, and with it a piece of the body from a file; as [#write(FileChannel, long, long)]. A small one goes in the same call
  /// to the system.
  ///
  /// @return as for [#writeHeaders]
  /// @throws IllegalStateException if a head was written before
  /// @throws HTTPOutputError if there is more body than announced
  default CompletableFuture<Void> writeHeaders(
      StartLine startLine, HTTPHeaders headers, FileChannel file, long position, long byteCount) {
    CompletableFuture<Void> head = writeHeaders(startLine, headers, ByteString.EMPTY);
    return byteCount == 0 ? head : write(file, position, byteCount);
  }

  /// Writes a piece of the body.
  ///
  /// @return as for [#writeHeaders]
  /// @throws HTTPOutputError if there is more body than announced
  CompletableFuture<Void> write(ByteString chunk);

  /// Writes a piece of the body from a file, without reading it into memory where the system can do that. The file is the caller's to
  /// close once the future is done. If it is shorter the connection is aborted.
  ///
  /// @return as for [#writeHeaders]
  /// @throws HTTPOutputError if there is more body than announced
  CompletableFuture<Void> write(FileChannel file, long position, long byteCount);

  /// Ends the message.
  ///
  /// @throws HTTPOutputError if there is less body than announced
  void finish();

  /// Closes without ending the message, so that the peer sees that it is not whole.
  void abort();

  /// Sets the limit of the body of the message under way, in bytes; before any of it was handed over.
  void setMaxBodySize(long byteCount);

  /// Sets the limit of the time that the body of the message under way takes.
  void setBodyTimeout(Duration timeout);

  /// Sets what runs if the peer leaves before this exchange is finished; null for nothing.
  void setCloseCallback(@Nullable Runnable callback);

  /// Returns who is at the other end.
  RequestContext context();

  /// Sets who is at the other end, for one exchange: what a trusted proxy says.
  void setContext(RequestContext context);

  /// Returns the connection's monotonic clock, in nanoseconds.
  long nanoTime();

  /// Returns when this exchange began, on the scale of [#nanoTime]: at most one turn of the loop before its head was read.
  long startNanos();
}
