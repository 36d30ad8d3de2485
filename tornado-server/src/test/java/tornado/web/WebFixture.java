// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import tornado.fixture.FakeClock;
import tornado.httpserver.HTTPServer;
import tornado.httpserver.HTTPServerOptions;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// One application on a real socket, and clients of it.
abstract class WebFixture {
  private final List<WireClient> clients = new ArrayList<>();
  private final Semaphore ends = new Semaphore(0);
  private @Nullable WireServer server;

  /// What a handler does.
  @FunctionalInterface
  protected interface Body {
    /// Runs in place of a verb's method.
    void run(RequestHandler handler) throws Exception;
  }

  /// Does the same for every verb.
  private final class BodyHandler extends RequestHandler {
    private final Body body;

    BodyHandler(Body body) {
      this.body = body;
    }

    @Override
    public void get() throws Exception {
      body.run(this);
    }

    @Override
    public void head() throws Exception {
      body.run(this);
    }

    @Override
    public void post() throws Exception {
      body.run(this);
    }

    @Override
    public void delete() throws Exception {
      body.run(this);
    }

    @Override
    protected void onFinish() {
      ends.release();
    }
  }

  /// Returns what makes handlers that run `body` for GET, HEAD, POST and DELETE.
  protected final Supplier<RequestHandler> handler(Body body) {
    return () -> new BodyHandler(body);
  }

  /// Serves every path with `body`, and connects a client.
  protected final WireClient serve(Body body) throws IOException {
    return serve(handler(body));
  }

  /// Serves every path with handlers, and connects a client.
  protected final WireClient serve(Supplier<? extends RequestHandler> handlers) throws IOException {
    return serve(Application.builder().route(".*", handlers));
  }

  /// Serves an application, and connects a client.
  protected final WireClient serve(Application.Builder application) throws IOException {
    return serve(application, HTTPServerOptions.DEFAULT);
  }

  /// Serves an application, and connects a client.
  protected final WireClient serve(Application.Builder application, HTTPServerOptions options)
      throws IOException {
    server = new WireServer(application.build(), options);
    return connect();
  }

  /// Serves an application whose time stands still until the test moves it, and connects a client.
  protected final WireClient serve(Application.Builder application, FakeClock clock)
      throws IOException {
    server = new WireServer(new HTTPServer(application.build()), clock);
    return connect();
  }

  /// Connects one more client.
  protected final WireClient connect() throws IOException {
    WireClient client = server().connect();
    clients.add(client);
    return client;
  }

  protected final WireServer server() {
    return Objects.requireNonNull(server, "serve first");
  }

  /// Waits until one more of the handlers made of a [Body] has ended: a client may see its connection close before that.
  protected final void awaitEnd() {
    try {
      assertThat(ends.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void stop() throws IOException {
    for (WireClient client : clients) {
      client.close();
    }
    if (server != null) {
      server.close();
    }
  }
}
