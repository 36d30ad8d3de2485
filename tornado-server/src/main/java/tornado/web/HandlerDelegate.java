// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.StartLine;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Scope;
import tornado.log.Log;

/// Brings a request to its handler: gathers the body, or passes it on as it comes, and starts the one coroutine in which all of the
/// handler's methods run.
///
/// **Thread**: loop.
final class HandlerDelegate implements HTTPMessageDelegate {
  private final HandlerRoute route;
  private final RequestHandler handler;
  private final IOLoop loop;
  private final HTTPServerRequest request;
  private final @Nullable BodyChannel channel;

  /// Mostly none.
  private @Nullable IncomingBody body;

  private @Nullable Scope scope;
  private boolean left;

  HandlerDelegate(HandlerRoute route, RequestHandler handler, IOLoop loop) {
    this.route = route;
    this.loop = loop;
    this.handler = handler;
    this.request = handler.request();
    this.channel = route.streaming() ? new BodyChannel(route.pushing()) : null;
    this.body = channel;
    handler.attachBody(channel);
  }

  @Override
  public CompletableFuture<Void> headersReceived(StartLine startLine, HTTPHeaders headers) {
    if (channel == null) {
      return READY;
    }
    start();
    return channel.prepared();
  }

  @Override
  public CompletableFuture<Void> dataOffered(ByteBuffer chunk) {
    return channel == null ? READY : channel.offer(chunk);
  }

  @Override
  public CompletableFuture<Void> dataReceived(ByteString chunk) {
    if (body == null) {
      body = new WholeBody(request, route.application(), loop);
    }
    return body.add(chunk);
  }

  @Override
  public void finish() {
    CompletableFuture<Void> over = body == null ? READY : body.end();
    if (channel == null) {
      startAfter(over);
    }
  }

  private void startAfter(CompletableFuture<Void> over) {
    if (over.isDone()) {
      start();
    } else {
      over.whenComplete((_, _) -> loop.addCallback(this::start));
    }
  }

  @Override
  public void onConnectionClose() {
    Scope running = scope;
    if (running == null) {
      left = true;
      if (body != null) {
        body.close();
      }
      return;
    }
    if (handler.finished()) {
      return;
    }
    Async.spawn(
        loop,
        () -> {
          tellHandler();
          return null;
        });
    running.cancel("the client left");
  }

  private void tellHandler() {
    try {
      handler.onConnectionClose();
    } catch (Throwable e) {
      Log.application().error("Uncaught exception in onConnectionClose", e);
    }
  }

  private void start() {
    if (left) {
      return;
    }
    var opened = Scope.open(loop);
    scope = opened;
    var execution = new HandlerExecution(route, handler, body, opened);
    if (route.blocks(request.method())) {
      opened.startBlocking(execution);
    } else {
      opened.start(execution);
    }
  }
}
