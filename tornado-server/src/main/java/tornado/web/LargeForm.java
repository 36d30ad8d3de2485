// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.FormBody;
import tornado.httputil.FormReader;
import tornado.httputil.HTTPInputError;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerRequest;
import tornado.ioloop.IOLoop;
import tornado.log.Log;

/// A form whose files go to disk, beside the loop. What is wrong with it is kept for its handler to answer; until then the rest of the
/// body is read and dropped.
///
/// **Thread**: `add`, `end` loop, one after the other; `result` the handler's coroutine, after that; `close` any.
final class LargeForm {
  private final HTTPServerRequest request;
  private final Application application;
  private final IOLoop loop;

  /// What was asked for last; each step follows the one before.
  private volatile CompletableFuture<Void> last = HTTPMessageDelegate.READY;

  private @Nullable FormReader reader;
  private volatile @Nullable FormBody form;
  private volatile @Nullable Throwable failure;

  LargeForm(HTTPServerRequest request, Application application, IOLoop loop) {
    this.request = request;
    this.application = application;
    this.loop = loop;
  }

  CompletableFuture<Void> add(ByteString chunk) {
    return step(() -> {
      reader().feed(chunk);
      return null;
    });
  }

  CompletableFuture<Void> end() {
    return step(() -> {
      form = reader().end();
      return null;
    });
  }

  private CompletableFuture<Void> step(Callable<@Nullable Void> step) {
    if (failure != null) {
      return HTTPMessageDelegate.READY;
    }
    CompletableFuture<Void> done =
        loop.runInExecutor(null, step)
            .handle((_, problem) -> {
              failure = problem;
              return null;
            });
    last = done;
    return done;
  }

  private FormReader reader() {
    if (reader == null) {
      String type = request.headers().get("Content-Type", "");
      reader =
          new FormReader(
              type, request.headers(), application.parseBodyConfig(), application.uploadFolder());
    }
    return reader;
  }

  /// Returns what the form holds.
  ///
  /// @throws HTTPInputError if it is malformed or over a limit
  /// @throws IOException if a file couldn't be written
  FormBody result() throws IOException {
    switch (failure) {
      case null -> {}
      case HTTPInputError refused -> throw refused;
      case IOException unwritten ->
          throw new IOException(
              "can't keep an uploaded file in " + application.uploadFolder(), unwritten);
      case Throwable other -> throw new IllegalStateException("can't read a form", other);
    }
    return Objects.requireNonNull(form, "the form is not over");
  }

  /// Deletes the files that are still there, once nothing more is written.
  void close() {
    // A loop that is closed has no pool any more.
    last.thenCompose(_ -> loop.runInExecutor(null, this::delete)).exceptionally(_ -> delete());
  }

  private @Nullable Void delete() {
    FormReader used = reader;
    if (used != null) {
      try {
        used.close();
      } catch (IOException e) {
        Log.application().error("Can't delete an uploaded file", e);
      }
    }
    return null;
  }
}
