// SPDX-License-Identifier: Apache-2.0
package tornado.web;

/// Code around handlers: for all of an application, see [Application.Builder#filter], or of some routes, see [Routes#filter].
///
/// ```java
/// Filter timing = (handler, next) -> {
///   long start = System.nanoTime();
///   next.run();
///   handler.setHeader("Server-Timing", "total;dur=" + (System.nanoTime() - start) / 1e6);
/// };
/// ```
///
/// Filters run in the request's coroutine, in the order they were added, before the body's arguments are parsed and before `prepare`. One
/// that doesn't call `next` has to answer itself, by what the handler offers or by throwing an [HTTPError]. What the handler throws comes
/// out of `next`; nothing is sent by then unless the handler has flushed or finished, so that fields can still be set. Error pages begin
/// with no fields: what every answer shall have is set in [RequestHandler#beforeHead].
///
/// Requests that stream and those that upgrade to another protocol pass the filters too.
///
/// **Thread**: the handler's coroutine; many at a time where coroutines don't run on the loop.
@FunctionalInterface
public interface Filter {
  /// What comes behind a filter: the next filter, or the handler.
  @FunctionalInterface
  interface Next {
    /// Runs it, unless the request was answered already. To be called once.
    ///
    /// @throws Exception what it failed with
    void run() throws Exception;
  }

  /// Runs around a request.
  ///
  /// @param handler the request's; what it knows of the body comes later
  /// @throws Exception becomes an error page
  void filter(RequestHandler handler, Next next) throws Exception;
}
