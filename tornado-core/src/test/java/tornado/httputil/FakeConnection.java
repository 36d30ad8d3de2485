// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// A connection that knows who is at the other end and what time it is, and does nothing.
final class FakeConnection implements HTTPConnection {
  long nanos;

  @Override
  public CompletableFuture<Void> writeHeaders(
      StartLine startLine, HTTPHeaders headers, ByteString chunk) {
    return HTTPMessageDelegate.READY;
  }

  @Override
  public CompletableFuture<Void> write(ByteString chunk) {
    return HTTPMessageDelegate.READY;
  }

  @Override
  public CompletableFuture<Void> write(FileChannel file, long position, long byteCount) {
    return HTTPMessageDelegate.READY;
  }

  @Override
  public void finish() {}

  @Override
  public void abort() {}

  @Override
  public void setMaxBodySize(long byteCount) {}

  @Override
  public void setBodyTimeout(Duration timeout) {}

  @Override
  public void setCloseCallback(@Nullable Runnable callback) {}

  @Override
  public RequestContext context() {
    return new RequestContext("192.0.2.1", "https", "192.0.2.1:5");
  }

  @Override
  public void setContext(RequestContext context) {}

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public long startNanos() {
    return 0;
  }
}
