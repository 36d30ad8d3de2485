// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tornado.fixture.FakeClock;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.ResponseStartLine;
import tornado.iostream.IOStream;
import tornado.iostream.IOStreamOptions;
import tornado.iostream.internal.MemoryTransport;
import tornado.wire.Answer;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;
import tornado.wire.WireServer;

/// The polite end of a server.
class ShutdownTest {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration LAST_CALL = Duration.ofMillis(250);

  private final FakeClock clock = new FakeClock();
  private final CompletableFuture<HTTPServerRequest> slow = new CompletableFuture<>();
  private final WireServer server = new WireServer(new HTTPServer(this::answer), clock);

  private void answer(HTTPServerRequest request) {
    if (request.path().equals("/slow")) {
      slow.complete(request);
    } else {
      Answer.with(request, "ok");
    }
  }

  private CompletableFuture<@Nullable Void> shutdown() {
    return server.onLoop(() -> server.server().shutdown(GRACE));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void withoutConnectionsItIsDoneAtOnce() {
    assertThat(shutdown()).isDone();
  }

  @Test
  void newConnectionsAreRefused() throws IOException {
    int port = server.server().port();

    WireServer.get(shutdown());
    // Until it looks for events a loop keeps the sockets that it watched.
    server.turn();

    Throwable refused = null;
    try {
      WireClient.connect(port).close();
    } catch (ConnectException e) {
      refused = e;
    }
    assertThat(refused).hasMessageContaining("refused");
  }

  @Test
  void runningRequestIsAnsweredAndToldThatItIsTheLast() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(WireClient.request("GET", "/slow"));
      HTTPServerRequest running = WireServer.get(slow);

      CompletableFuture<@Nullable Void> ended = shutdown();
      server.advance(clock, LAST_CALL.multipliedBy(2));
      assertThat(ended).isNotDone();
      server.onLoop(() -> {
        Answer.with(running, "late");
        return null;
      });

      WireResponse response = client.read();
      assertThat(response.body()).isEqualTo("late");
      assertThat(response.field("Connection")).isEqualTo("close");
      assertThat(client.readAll()).isEmpty();
      WireServer.get(ended);
    }
  }

  @Test
  void idleConnectionEndsShortly() throws IOException {
    try (WireClient client = server.connect()) {
      client.get("/");

      CompletableFuture<@Nullable Void> ended = shutdown();
      assertThat(ended).isNotDone();
      server.advance(clock, LAST_CALL);

      assertThat(client.readAll()).isEmpty();
      WireServer.get(ended);
    }
  }

  @Test
  void requestOnItsWayIsAnswered() throws IOException {
    try (WireClient client = server.connect()) {
      client.get("/");
      CompletableFuture<@Nullable Void> ended = shutdown();

      WireResponse response = client.get("/");

      assertThat(response.body()).isEqualTo("ok");
      assertThat(response.field("Connection")).isEqualTo("close");
      assertThat(client.readAll()).isEmpty();
      WireServer.get(ended);
    }
  }

  @Test
  void pipelinedRequestBehindTheLastIsNotAnswered() throws IOException {
    try (WireClient client = server.connect()) {
      client.get("/");
      CompletableFuture<@Nullable Void> ended = shutdown();

      client.send(WireClient.request("GET", "/") + WireClient.request("GET", "/slow"));

      assertThat(client.readUntilGone()).contains("Connection: close").endsWith("ok");
      client.socket().shutdownOutput();
      WireServer.get(ended);
      assertThat(slow).isNotDone();
    }
  }

  @Test
  void whatIsLeftAtTheDeadlineIsClosed() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(WireClient.request("GET", "/slow"));
      WireServer.get(slow);
      CompletableFuture<@Nullable Void> ended = shutdown();

      server.advance(clock, GRACE.minusMillis(1));
      assertThat(ended).isNotDone();
      server.advance(clock, Duration.ofMillis(1));

      assertThat(client.readUntilGone()).isIn("", "<reset>");
      WireServer.get(ended);
    }
  }

  @Test
  void streamedAnswerIsFinished() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(WireClient.request("GET", "/slow"));
      HTTPServerRequest running = WireServer.get(slow);
      var headers = new HTTPHeaders();
      headers.set("Content-Length", "6");
      var startLine = new ResponseStartLine("HTTP/1.1", 200, "OK");
      running.connection().writeHeaders(startLine, headers, ByteString.encodeUtf8("one"));

      CompletableFuture<@Nullable Void> ended = shutdown();
      server.advance(clock, LAST_CALL.multipliedBy(2));
      running.connection().write(ByteString.encodeUtf8("two"));
      running.connection().finish();

      assertThat(client.read().body()).isEqualTo("onetwo");
      server.advance(clock, LAST_CALL);
      assertThat(client.readAll()).isEmpty();
      WireServer.get(ended);
    }
  }

  @Test
  void connectionThatComesMeanwhileGetsOneAnswer() throws IOException {
    try (WireClient busy = server.connect()) {
      busy.send(WireClient.request("GET", "/slow"));
      WireServer.get(slow);
      CompletableFuture<@Nullable Void> ended = shutdown();

      String answer = WireServer.get(server.onLoop(this::askOverPair)).utf8();

      assertThat(answer).contains("Connection: close").endsWith("ok");
      assertThat(ended).isNotDone();
    }
  }

  /// The system has accepted it, the server has not: closing the socket would reset it.
  @Test
  void connectionThatHasArrivedIsServed() throws IOException {
    var ends = new CompletableFuture<CompletableFuture<@Nullable Void>>();

    WireClient client =
        server.onLoop(() -> {
          WireClient arrived = server.connect();
          arrived.send(WireClient.request("GET", "/"));
          ends.complete(server.server().stopListening());
          return arrived;
        });

    try (client) {
      assertThat(client.read().body()).isEqualTo("ok");
      WireServer.get(WireServer.get(ends));
      assertThat(server.server().boundPorts()).isEmpty();
    }
  }

  @Test
  void serverCanListenAgain() throws IOException {
    WireServer.get(shutdown());

    server.onLoop(() -> {
      server.server().listen(0, "127.0.0.1");
      return null;
    });

    try (WireClient client = server.connect()) {
      assertThat(client.get("/").field("Connection")).isEmpty();
    }
  }

  /// In real time: a loop doesn't notice that another one's clock was moved.
  @Test
  void loopsThatWereStartedEnd() throws IOException {
    try (var several = new WireServer(new HTTPServer(this::answer))) {
      several.server().stop();
      several.onLoop(() -> {
        several.server().bind(0, "127.0.0.1");
        several.server().start(2);
        return null;
      });
      try (WireClient first = several.connect();
          WireClient second = several.connect()) {
        first.get("/");
        second.get("/");

        CompletableFuture<@Nullable Void> ended =
            several.onLoop(() -> several.server().shutdown(GRACE));

        assertThat(first.readAll()).isEmpty();
        assertThat(second.readAll()).isEmpty();
        WireServer.get(ended);
      }
    }
  }

  private CompletableFuture<ByteString> askOverPair() {
    MemoryTransport.Pair ends = MemoryTransport.pair();
    var client = new IOStream(server.loop(), ends.right(), IOStreamOptions.DEFAULT);
    server
        .server()
        .serve(
            new IOStream(server.loop(), ends.left(), IOStreamOptions.DEFAULT),
            InetSocketAddress.createUnresolved("a", 1));
    client.write(WireClient.request("GET", "/"));
    return client.readUntilClose();
  }
}
