// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Scope;
import tornado.ioloop.Timeout;
import tornado.ioloop.Waiter;

/// A fetch by way of a client's interceptors.
///
/// **Thread**: the fetch's coroutine, but for `start`.
final class Interception {
  private final ClientParts parts;
  private final List<Interceptor> interceptors;

  /// That of whoever fetches. A body that is read as it comes outlives the coroutine of the interceptors.
  private final @Nullable Scope scope = Scope.currentOrNull();

  private Interception(ClientParts parts) {
    this.parts = parts;
    this.interceptors = parts.options().interceptors();
  }

  /// Starts a fetch.
  ///
  /// @param result fails with what an interceptor throws; if somebody else ends it the coroutine ends too
  static void start(
      ClientParts parts,
      HTTPRequest request,
      boolean returnErrors,
      CompletableFuture<HTTPResponse> result) {
    var interception = new Interception(parts);
    CompletableFuture<HTTPResponse> running =
        spawn(parts.loop(), () -> interception.fetch(0, request));
    Timeout timer = limit(parts.loop(), request, result);
    result.whenComplete((_, _) -> {
      if (timer != null) {
        parts.loop().removeTimeout(timer);
      }
      running.cancel(true);
    });
    running.whenComplete((response, failure) -> {
      HTTPClientError error = response == null || returnErrors ? null : response.error();
      if (failure != null || error != null) {
        result.completeExceptionally(failure == null ? error : failure);
      } else {
        result.complete(response);
      }
    });
  }

  private static CompletableFuture<HTTPResponse> spawn(IOLoop loop, Callable<HTTPResponse> body) {
    Scope scope = Scope.currentOrNull();
    return scope != null && scope.loop() == loop ? Async.spawn(body) : Async.spawn(loop, body);
  }

  private static @Nullable Timeout limit(
      IOLoop loop, HTTPRequest request, CompletableFuture<HTTPResponse> result) {
    if (request.requestTimeout().isZero()) {
      return null;
    }
    String message =
        "Timeout around interceptors after %d ms (requestTimeout): %s"
            .formatted(request.requestTimeout().toMillis(), request.parsedUrl());
    return loop.callLater(
        request.requestTimeout(),
        () -> result.completeExceptionally(new HTTPTimeoutError(message)));
  }

  private HTTPResponse fetch(int index, HTTPRequest request) {
    if (index == interceptors.size()) {
      Waiter<HTTPResponse> response = Waiter.start();
      Fetch.start(parts, request, true, response, scope);
      return Async.await(response);
    }
    try {
      return interceptors.get(index).intercept(request, next -> fetch(index + 1, next));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }
}
