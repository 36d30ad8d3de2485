// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.RequestContext;
import tornado.httputil.RequestStartLine;
import tornado.httputil.StartLine;

/// Requests that came over no connection: enough for matchers and routers, which don't answer.
final class FakeRequest {
  private static final HTTPConnection NOWHERE = new Nowhere();

  private FakeRequest() {}

  /// Makes a GET to host `a`.
  static HTTPServerRequest to(String target) {
    return to(target, "a");
  }

  /// Makes a GET.
  ///
  /// @param fields `Name: value` each
  static HTTPServerRequest to(String target, String host, String... fields) {
    var headers = new HTTPHeaders();
    headers.add("Host", host);
    for (String field : fields) {
      headers.parseLine(field);
    }
    return new HTTPServerRequest(new RequestStartLine("GET", target, "HTTP/1.1"), headers, NOWHERE);
  }

  private static final class Nowhere implements HTTPConnection {
    @Override
    public CompletableFuture<Void> writeHeaders(
        StartLine startLine, HTTPHeaders headers, ByteString chunk) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Void> write(ByteString chunk) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<Void> write(FileChannel file, long position, long byteCount) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void finish() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void abort() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setMaxBodySize(long byteCount) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setBodyTimeout(Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setCloseCallback(@Nullable Runnable callback) {
      throw new UnsupportedOperationException();
    }

    @Override
    public RequestContext context() {
      return new RequestContext("127.0.0.1", "http", "127.0.0.1");
    }

    @Override
    public void setContext(RequestContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public long startNanos() {
      return 0;
    }
  }
}
