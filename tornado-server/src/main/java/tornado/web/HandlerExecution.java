// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPInputError;
import tornado.ioloop.CancelledError;
import tornado.ioloop.Scope;
import tornado.log.Log;

/// The life of a request, in order: the body's arguments, the path's, `prepare`, the body's pieces for handlers that stream, the verb's
/// method, the end.
///
/// **Thread**: the handler's coroutine.
final class HandlerExecution implements Runnable {
  private final HandlerRoute route;
  private final RequestHandler handler;
  private final @Nullable BodyChannel channel;
  private final Scope scope;

  HandlerExecution(
      HandlerRoute route, RequestHandler handler, @Nullable BodyChannel channel, Scope scope) {
    this.route = route;
    this.handler = handler;
    this.channel = channel;
    this.scope = scope;
  }

  @Override
  public void run() {
    try {
      execute();
    } catch (Exception | StackOverflowError | AssertionError e) {
      fail(e);
    } finally {
      if (channel != null) {
        channel.close();
      }
      scope.close();
    }
  }

  private void execute() throws Exception {
    Verb verb = Verb.of(handler.request().method());
    if (verb == null) {
      throw new HTTPError(405);
    }
    if (channel == null) {
      parseBody();
    }
    handler.decodePathArgs();
    handler.prepare();
    if (handler.finished()) {
      return;
    }
    if (channel != null) {
      streamBody(channel);
    }
    route.call(verb, handler);
    if (!handler.finished()) {
      handler.finish();
    }
  }

  private void parseBody() {
    try {
      handler.request().parseBody(handler.application().parseBodyConfig());
    } catch (HTTPInputError e) {
      throw new HTTPError(400, "Invalid body: " + e.getMessage());
    }
  }

  private void streamBody(BodyChannel body) throws Exception {
    body.ready();
    for (ByteString chunk = body.take(); chunk != null; chunk = body.take()) {
      handler.dataReceived(chunk);
      body.consumed();
    }
  }

  private void fail(Throwable failure) {
    if (failure instanceof CancelledError && scope.cancelled()) {
      // The client left: there is nobody to answer.
      Log.general().debug("{} cancelled: {}", handler.requestSummary(), failure.getMessage());
      return;
    }
    try {
      handler.handleException(failure);
    } catch (RuntimeException e) {
      Log.application().error("Uncaught exception while sending an error page", e);
      handler.request().connection().abort();
    }
  }
}
