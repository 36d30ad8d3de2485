// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// The calls that a handler gets, their order and their number. Python: web_test, OnFinishTest, ConnectionCloseTest and others.
final class HandlerLifeTest extends WebFixture {
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Semaphore finished = new Semaphore(0);
  private final CompletableFuture<Boolean> started = new CompletableFuture<>();
  private final CompletableFuture<Boolean> got = new CompletableFuture<>();
  private final CompletableFuture<Boolean> logged = new CompletableFuture<>();
  private final CompletableFuture<Boolean> left = new CompletableFuture<>();
  private final CompletableFuture<String> gate = new CompletableFuture<>();

  /// Notes its calls; what it does is told by the path.
  private final class NotingHandler extends RequestHandler {
    NotingHandler() {
      calls.add("made");
    }

    @Override
    protected void setDefaultHeaders() {
      calls.add("defaults");
    }

    @Override
    protected void prepare() {
      calls.add("prepare");
      if (request().path().equals("/prepare")) {
        finish("from prepare");
      }
    }

    @Override
    public void get() {
      calls.add("get");
      switch (request().path()) {
        case "/fail" -> throw new HTTPError(404);
        case "/late" -> {
          flush();
          throw new HTTPError(404);
        }
        case "/finish" -> finish("early");
        case "/wait" -> {
          started.complete(true);
          write(await(gate));
        }
        default -> write("auto");
      }
      calls.add("got");
      got.complete(true);
    }

    @Override
    protected void onFinish() {
      calls.add("onFinish");
      if (request().path().equals("/onFinish")) {
        throw new IllegalStateException("onFinish");
      }
      finished.release();
    }

    @Override
    protected void logException(Throwable failure) {
      super.logException(failure);
      logged.complete(true);
    }

    @Override
    protected void onConnectionClose() {
      calls.add("onConnectionClose");
      left.complete(true);
      if (request().query().equals("fail")) {
        throw new IllegalStateException("onConnectionClose");
      }
    }
  }

  private WireClient serve() throws IOException {
    WireClient client = serve(NotingHandler::new);
    // One is made when the route is built.
    calls.clear();
    return client;
  }

  @Test
  void ordinaryRequest() throws IOException {
    WireClient client = serve();

    assertThat(client.get("/").body()).isEqualTo("auto");
    finished.acquireUninterruptibly();

    assertThat(calls).containsExactly("made", "defaults", "prepare", "get", "got", "onFinish");
  }

  @Test
  void finishInPrepare() throws IOException {
    WireClient client = serve();

    assertThat(client.get("/prepare").body()).isEqualTo("from prepare");
    finished.acquireUninterruptibly();

    assertThat(calls).containsExactly("made", "defaults", "prepare", "onFinish");
  }

  @Test
  void onFinishRunsWithinFinish() throws IOException {
    WireClient client = serve();

    assertThat(client.get("/finish").body()).isEqualTo("early");
    assertThat(client.get("/prepare").body()).isEqualTo("from prepare");

    assertThat(calls).containsSubsequence("made", "defaults", "prepare", "get", "onFinish", "got");
  }

  @Test
  void errorPageIsFinishedToo() throws IOException {
    WireClient client = serve();

    assertThat(client.get("/fail").code()).isEqualTo(404);
    finished.acquireUninterruptibly();

    assertThat(calls).containsExactly("made", "defaults", "prepare", "get", "defaults", "onFinish");
  }

  @Test
  void answerThatBreaksOffIsFinishedToo() throws IOException {
    WireClient client = serve();

    try (LogRecorder _ = LogRecorder.of("tornado.general")) {
      client.send(WireClient.request("GET", "/late"));
      client.readUntilGone();
      finished.acquireUninterruptibly();

      assertThat(calls).containsExactly("made", "defaults", "prepare", "get", "onFinish");
    }
  }

  @Test
  void failureOfOnFinishIsLogged() throws IOException {
    WireClient client = serve();

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/onFinish").body()).isEqualTo("auto");
      WireServer.get(logged);

      assertThat(client.get("/").body()).isEqualTo("auto");
      assertThat(log.lines()).singleElement().asString().startsWith("ERROR Uncaught exception GET");
    }
  }

  @Test
  void requestWhoseClientLeavesIsFinishedOnce() throws IOException {
    WireClient client = serve();
    client.send(WireClient.request("GET", "/wait"));
    WireServer.get(started);

    client.close();
    WireServer.get(left);
    finished.acquireUninterruptibly();

    assertThat(calls)
        .startsWith("made", "defaults", "prepare", "get")
        .contains("onConnectionClose")
        .containsOnlyOnce("onFinish")
        .doesNotContain("got");
  }

  @Test
  void failureOfOnConnectionCloseIsLogged() throws IOException {
    WireClient client = serve();
    client.send(WireClient.request("GET", "/wait?fail"));
    WireServer.get(started);

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      client.close();
      WireServer.get(left);
      while (log.lines().isEmpty()) {
        server().turn();
      }

      assertThat(log.lines()).containsExactly("ERROR Uncaught exception in onConnectionClose");
    }
  }

  @Test
  void clientThatLeavesAfterItsAnswerCausesNothing() throws IOException {
    WireClient client = serve();
    client.get("/");
    finished.acquireUninterruptibly();

    client.close();
    server().turn();

    assertThat(calls).doesNotContain("onConnectionClose");
  }

  @Test
  void handlerThatCannotBeMadeIsALogged500() throws IOException {
    boolean[] failing = new boolean[1];
    WireClient client =
        serve(() -> {
          if (failing[0]) {
            throw new IllegalStateException("no database");
          }
          return new NotingHandler();
        });
    failing[0] = true;

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").status()).isEqualTo("500 Internal Server Error");
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("ERROR Uncaught exception GET / (127.0.0.1)");
    }
    failing[0] = false;
    assertThat(client.get("/").body()).isEqualTo("auto");
  }

  @Test
  void handlerMayRefuseToBeMade() throws IOException {
    boolean[] refusing = new boolean[1];
    WireClient client =
        serve(() -> {
          if (refusing[0]) {
            throw new HTTPError(503);
          }
          return new NotingHandler();
        });
    refusing[0] = true;

    assertThat(client.get("/").status()).isEqualTo("503 Service Unavailable");
  }

  @Test
  void defaultHeadersThatFailAreALogged500() throws IOException {
    WireClient client =
        serve(() ->
            new RequestHandler() {
              @Override
              protected void setDefaultHeaders() {
                throw new IllegalStateException("no headers");
              }
            });

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").status()).isEqualTo("500 Internal Server Error");
      assertThat(client.get("/").status()).isEqualTo("500 Internal Server Error");
      assertThat(log.lines()).hasSize(2);
    }
  }

  /// Two requests in one handler would read each other's answers.
  @Test
  void handlerServesOneRequestOnly() throws IOException {
    var shared = new NotingHandler();
    WireClient client = serve(() -> shared);

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").body()).isEqualTo("auto");
      assertThat(client.get("/").status()).isEqualTo("500 Internal Server Error");
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void thereIsNoRequestInTheConstructor() {
    var handler = new NotingHandler();

    assertThatThrownBy(handler::request)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no request yet: a handler's constructor can't ask for it");
  }
}
