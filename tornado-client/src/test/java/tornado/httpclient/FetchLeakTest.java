// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tornado.fixture.LeakFixture;
import tornado.fixture.LogRecorder;
import tornado.ioloop.Async;

/// What fetches leave behind, however they end: no connection, timer or coroutine.
final class FetchLeakTest extends LeakFixture {
  private ScriptedServer server = new ScriptedServer(List.of());

  private void serve(String... answers) throws Exception {
    server.close();
    server = new ScriptedServer(List.of(answers));
  }

  @AfterEach
  void closeServer() throws Exception {
    server.close();
  }

  /// Fetches with a client of its own, which is closed, and waits for the server to see that.
  private void fetch(Ending ending) throws Exception {
    try (var client = new AsyncHTTPClient(AsyncHTTPClientOptions.DEFAULT)) {
      var fetch =
          client.fetch(
              HTTPRequest.builder(server.url("/")).requestTimeout(Duration.ofSeconds(5)).build());
      ending.end(fetch);
    }
    await(
        Async.runOnExecutor(() -> {
          server.awaitClosed();
          return true;
        }));
  }

  @FunctionalInterface
  private interface Ending {
    void end(CompletableFuture<HTTPResponse> fetch) throws Exception;
  }

  private void received() {
    await(Async.runOnExecutor(server::takeRequest));
  }

  @Test
  void success() throws Exception {
    serve(Answers.FIXED.text());

    assertNothingStays(() -> fetch(Async::await));
  }

  @ParameterizedTest
  @EnumSource
  void truncation(Answers answer) throws Exception {
    serve(answer.text().substring(0, answer.text().length() - 1));

    assertNothingStays(
        () -> fetch(fetch -> assertThat(fails(fetch)).isInstanceOf(HTTPClientError.class)));
  }

  @Test
  void cancellation() throws Exception {
    serve(ScriptedServer.SILENCE);

    assertNothingStays(() ->
        fetch(fetch -> {
          received();
          fetch.cancel(true);
        }));
  }

  @Test
  void timeout() throws Exception {
    serve(ScriptedServer.SILENCE);

    assertNothingStays(() ->
        fetch(fetch -> {
          received();
          advance(Duration.ofSeconds(6));
          assertThat(fails(fetch)).isInstanceOf(HTTPTimeoutError.class);
        }));
  }

  @Test
  void brokenProtocol() throws Exception {
    serve("no HTTP\r\n\r\n");

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertNothingStays(
          () -> fetch(fetch -> assertThat(fails(fetch)).isInstanceOf(HTTPClientError.class)));
      assertThat(log.lines()).isNotEmpty();
    }
  }

  private static Throwable fails(CompletableFuture<HTTPResponse> fetch) {
    return Objects.requireNonNull(catchThrowable(() -> await(fetch)));
  }
}
