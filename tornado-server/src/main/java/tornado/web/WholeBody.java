// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.concurrent.CompletableFuture;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPInputError;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerRequest;
import tornado.ioloop.IOLoop;

/// A body that is read before its handler runs: in memory, or, if it is a form too large for that, with its files on disk.
///
/// **Thread**: as [IncomingBody].
final class WholeBody implements IncomingBody {
  private final HTTPServerRequest request;
  private final Application application;
  private final IOLoop loop;
  private @Nullable Buffer bytes;

  /// Volatile, since the coroutine may run beside the loop.
  private volatile @Nullable LargeForm form;

  WholeBody(HTTPServerRequest request, Application application, IOLoop loop) {
    this.request = request;
    this.application = application;
    this.loop = loop;
  }

  @Override
  public CompletableFuture<Void> add(ByteString chunk) {
    LargeForm large = form;
    if (large != null) {
      return large.add(chunk);
    }
    if (bytes == null) {
      bytes = new Buffer();
    }
    bytes.write(chunk);
    if (bytes.size() <= application.parseBodyConfig().maxMemory() || !isMultipart()) {
      return HTTPMessageDelegate.READY;
    }
    large = new LargeForm(request, application, loop);
    form = large;
    return large.add(bytes.readByteString());
  }

  private boolean isMultipart() {
    return request.headers().get("Content-Type", "").startsWith("multipart/form-data");
  }

  @Override
  public CompletableFuture<Void> end() {
    LargeForm large = form;
    if (large != null) {
      return large.end();
    }
    if (bytes != null) {
      request.setBody(bytes.readByteString());
    }
    return HTTPMessageDelegate.READY;
  }

  @Override
  public void parse(RequestHandler handler) throws Exception {
    LargeForm large = form;
    if (large == null) {
      parseForm(handler);
    } else {
      try {
        request.setForm(large.result());
      } catch (HTTPInputError e) {
        throw refused(e);
      }
    }
  }

  /// Reads the form that a body in memory may be, an empty one too.
  static void parseForm(RequestHandler handler) {
    try {
      handler.request().parseBody(handler.application().parseBodyConfig());
    } catch (HTTPInputError e) {
      throw refused(e);
    }
  }

  static HTTPError refused(HTTPInputError e) {
    return new HTTPError(400, "Invalid body: " + e.getMessage());
  }

  @Override
  public void pass(RequestHandler handler) {}

  @Override
  public void close() {
    LargeForm large = form;
    if (large != null) {
      large.close();
    }
  }
}
