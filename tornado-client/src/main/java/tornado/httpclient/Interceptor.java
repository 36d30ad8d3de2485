// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

/// Code around all fetches of a client: it may change requests and responses, answer itself, or fetch again. See
/// [AsyncHTTPClientOptions.Builder#interceptor].
///
/// ```java
/// Interceptor token = (request, next) -> {
///   HTTPResponse response = next.fetch(request.toBuilder().bearer(tokens.current()).build());
///   return response.code() == 401
///       ? next.fetch(request.toBuilder().bearer(await(tokens.refresh())).build())
///       : response;
/// };
/// ```
///
/// Interceptors run in a coroutine, in the order they were added: the first sees a request first and its response last. A response with any
/// status is returned by `next`; whether it is an error is decided behind the first interceptor. Redirects, retries and cookies are the
/// client's own, and below all interceptors. The timeout of the request given to `fetch` holds for all they do.
///
/// **Thread**: coroutines of the client's loop; many at a time where coroutines don't run on the loop.
@FunctionalInterface
public interface Interceptor {
  /// What comes behind an interceptor: the next one, or the client.
  @FunctionalInterface
  interface Next {
    /// Sends a request, and waits for its response. It may be called any number of times, or never.
    ///
    /// @throws HTTPClientError if there is no response
    HTTPResponse fetch(HTTPRequest request);
  }

  /// Runs around a fetch.
  ///
  /// @return the response, that of `next`, a changed one, or one of its own making ([HTTPResponse#of])
  /// @throws Exception what the fetch fails with
  HTTPResponse intercept(HTTPRequest request, Next next) throws Exception;
}
