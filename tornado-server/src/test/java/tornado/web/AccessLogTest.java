// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.fixture.FakeClock;
import tornado.fixture.LogRecorder;
import tornado.httpserver.HTTPServer;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// The line that each request leaves.
final class AccessLogTest extends WebFixture {
  @ParameterizedTest
  @CsvSource({
    "200, INFO",
    "304, INFO",
    "399, INFO",
    "400, WARN",
    "404, WARN",
    "499, WARN",
    "500, ERROR",
    "599, ERROR"
  })
  void levelFollowsTheStatus(int status, String level) throws IOException {
    WireClient client = serve(handler -> handler.setStatus(status));

    try (LogRecorder log = LogRecorder.of("tornado.access")) {
      client.get("/a%20b?c=d");
      awaitEnd();

      assertThat(log.lines())
          .singleElement()
          .asString()
          .matches(
              level + " " + status + " GET /a%20b\\?c=d \\(127\\.0\\.0\\.1\\) \\d+\\.\\d\\dms");
    }
  }

  @Test
  void timeRunsFromTheHeadToTheEnd() throws IOException {
    var clock = new FakeClock();
    var gate = new CompletableFuture<String>();
    var started = new CompletableFuture<Boolean>();
    Application application =
        Application.builder()
            .route(
                ".*",
                handler(handler -> {
                  started.complete(true);
                  handler.write(RequestHandler.await(gate));
                }))
            .build();
    try (WireServer server = new WireServer(new HTTPServer(application), clock);
        WireClient client = server.connect();
        LogRecorder log = LogRecorder.of("tornado.access")) {
      client.send(WireClient.request("POST", "/", "Content-Length: 0"));
      WireServer.get(started);
      server.advance(clock, Duration.ofNanos(1_234_567_891));
      gate.complete("done");
      client.read();
      awaitEnd();

      assertThat(log.lines()).containsExactly("INFO 200 POST / (127.0.0.1) 1234.57ms");
    }
  }

  @Test
  void errorsLeaveALineToo() throws IOException {
    WireClient client =
        serve(handler -> {
          throw new HTTPError(403);
        });

    try (LogRecorder log = LogRecorder.of("tornado.access")) {
      client.get("/");
      awaitEnd();

      assertThat(log.lines()).singleElement().asString().startsWith("WARN 403 GET / (");
    }
  }

  @Test
  void answerThatBrokeOffLeavesTheStatusThatWasSent() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.flush();
          throw new HTTPError(403);
        });

    try (LogRecorder log = LogRecorder.of("tornado.access");
        LogRecorder general = LogRecorder.of("tornado.general")) {
      client.send(WireClient.request("GET", "/"));
      client.readUntilGone();
      awaitEnd();

      assertThat(log.lines()).singleElement().asString().startsWith("INFO 200 GET / (");
      assertThat(general.lines()).hasSize(1);
    }
  }

  @Test
  void malformedRequestLeavesNone() throws IOException {
    WireClient client = serve(handler -> {});

    try (LogRecorder log = LogRecorder.of("tornado.access")) {
      client.send("BAD\r\n\r\n");
      client.readAll();

      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void logFunctionTakesItsPlace() throws IOException {
    List<String> logged = new CopyOnWriteArrayList<>();
    WireClient client =
        serve(
            Application.builder()
                .route("/a", handler(handler -> handler.setStatus(201)))
                .route("/b", handler(handler -> handler.sendError(404)))
                .logFunction(
                    handler -> logged.add(handler.getStatus() + " " + handler.request().path())));

    try (LogRecorder log = LogRecorder.of("tornado.access")) {
      client.get("/a");
      awaitEnd();
      client.get("/b");
      awaitEnd();

      assertThat(logged).containsExactly("201 /a", "404 /b");
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void logFunctionThatFailsCostsNothing() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/a", handler(handler -> handler.write("a")))
                .route(
                    "/b",
                    handler(handler -> {
                      throw new HTTPError(404);
                    }))
                .logFunction(handler -> {
                  throw new IllegalStateException("log function");
                }));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/a").body()).isEqualTo("a");
      assertThat(client.get("/b").code()).isEqualTo(404);
      assertThat(client.get("/a").body()).isEqualTo("a");
      for (int i = 0; i < 3; i++) {
        awaitEnd();
      }

      assertThat(log.lines()).hasSize(3);
    }
  }
}
