// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import org.jspecify.annotations.Nullable;
import tornado.ioloop.CancelledError;
import tornado.ioloop.Scope;
import tornado.iostream.StreamClosedError;
import tornado.log.Log;

/// The life of a request, in order: the body's arguments, the path's, the XSRF token, `prepare`, the body's pieces for handlers that stream, the verb's
/// method, the end.
///
/// **Thread**: the handler's coroutine.
final class HandlerExecution implements Runnable {
  private final HandlerRoute route;
  private final RequestHandler handler;
  private final @Nullable IncomingBody body;
  private final Scope scope;

  HandlerExecution(
      HandlerRoute route, RequestHandler handler, @Nullable IncomingBody body, Scope scope) {
    this.route = route;
    this.handler = handler;
    this.body = body;
    this.scope = scope;
  }

  @Override
  public void run() {
    try {
      execute();
    } catch (Throwable e) {
      fail(e);
    } finally {
      end();
    }
  }

  private void execute() throws Exception {
    if (route.filters().isEmpty()) {
      handle();
    } else {
      new FilterChain(route.filters(), 0, handler, this::handle).run();
    }
    if (!handler.finished()) {
      handler.finish();
    }
  }

  private void handle() throws Exception {
    Verb verb = route.verbFor(handler.request().method());
    if (verb == null) {
      throw new HTTPError(405);
    }
    if (body == null) {
      WholeBody.parseForm(handler);
    } else {
      body.parse(handler);
    }
    handler.decodePathArgs();
    if (handler.application().xsrf().check(handler.request().method())) {
      handler.checkXsrfCookie();
    }
    handler.prepare();
    if (body != null && !handler.finished()) {
      body.pass(handler);
    }
    if (!handler.finished()) {
      route.call(verb, handler);
    }
  }

  private void fail(Throwable failure) {
    if ((failure instanceof CancelledError && scope.cancelled())
        || (failure instanceof StreamClosedError && handler.clientLeft())) {
      // The client left: there is nobody to answer.
      Log.general().debug("{} ended early: {}", handler.requestSummary(), failure.getMessage());
      return;
    }
    try {
      answer(failure);
    } catch (Throwable e) {
      Log.application().error("Uncaught exception while sending an error page", e);
      if (!handler.finished()) {
        handler.request().connection().abort();
      }
    }
  }

  private void answer(Throwable failure) {
    if (failure instanceof Finish end) {
      if (!handler.finished()) {
        if (end.body() != null) {
          handler.write(end.body());
        }
        handler.finish();
      }
      return;
    }
    log(failure);
    if (handler.finished()) {
      return;
    }
    if (failure instanceof HTTPError error) {
      handler.sendError(error.statusCode(), error.reason(), error);
    } else {
      handler.sendError(500, null, failure);
    }
  }

  private void log(Throwable failure) {
    try {
      handler.logException(failure);
    } catch (Throwable e) {
      Log.application().error("Error in exception logger", e);
    }
  }

  private void end() {
    try {
      handler.end();
    } catch (Throwable e) {
      Log.application().error("Uncaught exception in onFinish", e);
    }
    if (body != null) {
      body.close();
    }
    scope.close();
  }
}
