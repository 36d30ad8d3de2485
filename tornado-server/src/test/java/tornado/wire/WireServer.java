// SPDX-License-Identifier: Apache-2.0
package tornado.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tornado.httpserver.HTTPServer;
import tornado.httpserver.HTTPServerOptions;
import tornado.ioloop.IOLoop;
import tornado.web.Application;

/// An application on a real socket, with a loop and a thread of its own.
final class WireServer implements AutoCloseable {
  private final IOLoop loop = new IOLoop();
  private final CompletableFuture<HTTPServer> server = new CompletableFuture<>();
  private final Thread thread;

  WireServer(Application application) {
    this(application, HTTPServerOptions.DEFAULT);
  }

  WireServer(Application application, HTTPServerOptions options) {
    thread =
        Thread.ofPlatform()
            .name("wire-server")
            .start(() -> {
              loop.addCallback(() -> server.complete(application.listen(0, "127.0.0.1", options)));
              loop.start();
            });
  }

  int port() {
    return server().port();
  }

  HTTPServer server() {
    try {
      return server.get(5, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  IOLoop loop() {
    return loop;
  }

  WireClient connect() throws IOException {
    return new WireClient(new Socket(InetAddress.getLoopbackAddress(), port()));
  }

  @Override
  public void close() {
    HTTPServer running = server();
    loop.addCallback(() -> {
      running.stop();
      loop.stop();
    });
    try {
      thread.join(5000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    loop.closeAll();
  }
}
