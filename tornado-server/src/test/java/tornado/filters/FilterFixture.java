// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import tornado.fixture.FakeClock;
import tornado.fixture.LogRecorder;
import tornado.httpserver.HTTPServer;
import tornado.httpserver.HTTPServerOptions;
import tornado.web.Application;
import tornado.web.Filter;
import tornado.web.RequestHandler;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// An application behind filters, on a real socket, and a client of it. Its clock stands still, and it trusts a proxy's fields.
abstract class FilterFixture {
  protected final FakeClock clock = new FakeClock();
  private @Nullable WireServer server;
  private @Nullable WireClient client;

  /// Does the same for GET and POST.
  private static final class BodyHandler extends RequestHandler {
    private final Consumer<RequestHandler> body;

    BodyHandler(Consumer<RequestHandler> body) {
      this.body = body;
    }

    @Override
    public void get() {
      body.accept(this);
    }

    @Override
    public void post() {
      body.accept(this);
    }
  }

  /// Serves `/` with `body` behind filters, and connects a client. Everything else is a 404.
  protected final WireClient serve(Consumer<RequestHandler> body, Filter... filters)
      throws IOException {
    Supplier<RequestHandler> handlers = () -> new BodyHandler(body);
    Application.Builder application = Application.builder().route("/", handlers);
    for (Filter filter : filters) {
      application.filter(filter);
    }
    HTTPServerOptions options = HTTPServerOptions.builder().xheaders(true).build();
    server = new WireServer(new HTTPServer(application.build(), options), clock);
    client = server.connect();
    return client;
  }

  /// Serves `ok`.
  protected final WireClient serve(Filter... filters) throws IOException {
    return serve(handler -> handler.write("ok"), filters);
  }

  protected final WireServer server() {
    return Objects.requireNonNull(server, "serve first");
  }

  /// Takes the warnings of refusals.
  protected static LogRecorder warnings() {
    return LogRecorder.of("tornado.general");
  }

  @AfterEach
  void stop() throws IOException {
    if (client != null) {
      client.close();
    }
    if (server != null) {
      server.close();
    }
  }
}
