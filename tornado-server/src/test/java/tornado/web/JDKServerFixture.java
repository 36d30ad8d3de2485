// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tornado.ioloop.IOLoop;
import tornado.web.jdk.JDKHandlers;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// An application in a server of the JDK's, and a client of it.
abstract class JDKServerFixture extends WebFixture {
  private final IOLoop loop = IOLoop.builder().slowCallback(Duration.ZERO).build();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread thread = Thread.ofPlatform().name("jdk-server-loop").unstarted(loop::start);
  private @Nullable HttpServer server;
  private @Nullable WireClient client;

  @BeforeEach
  void startLoop() {
    thread.start();
    turn();
  }

  @AfterEach
  void end() throws Exception {
    if (client != null) {
      client.close();
    }
    if (server != null) {
      server.stop(0);
    }
    executor.close();
    loop.addCallback(loop::stop);
    thread.join();
    loop.closeAll();
  }

  /// Waits until the loop has taken what it was given.
  protected final void turn() {
    var taken = new CompletableFuture<Void>();
    loop.addCallback(() -> loop.addCallback(() -> taken.complete(null)));
    WireServer.get(taken);
  }

  /// Returns a handler of the JDK's that lets an application answer.
  protected final HttpHandler handlerOf(Application.Builder application) {
    return JDKHandlers.of(application.build(), loop);
  }

  /// Mounts what `body` does, and connects a client.
  protected final WireClient mount(Body body) throws IOException {
    return mount(handler(body));
  }

  /// Mounts handlers of every path, and connects a client.
  protected final WireClient mount(Supplier<? extends RequestHandler> handlers) throws IOException {
    return mount(Application.builder().route("/.*", handlers));
  }

  /// Mounts an application, and connects a client.
  protected final WireClient mount(Application.Builder application) throws IOException {
    return mountJdk(handlerOf(application));
  }

  /// Mounts a handler of the JDK's, and connects a client.
  protected final WireClient mountJdk(HttpHandler handler) throws IOException {
    var made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    start(made, handler);
    client = connectToJdk();
    return client;
  }

  /// Starts a server of the JDK's.
  protected final void start(HttpServer made, HttpHandler handler) {
    server = made;
    made.setExecutor(executor);
    made.createContext("/", handler);
    made.start();
  }

  /// Connects one more client.
  protected final WireClient connectToJdk() throws IOException {
    return WireClient.connect(port());
  }

  protected final int port() {
    return Objects.requireNonNull(server, "mount first").getAddress().getPort();
  }
}
