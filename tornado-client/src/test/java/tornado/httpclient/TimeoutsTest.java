// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;
import tornado.util.TimeoutError;

/// Fetches that take too long, or are given up: each ends at once and leaves nothing behind. Python: simple_httpclient_test.
final class TimeoutsTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static HTTPRequest request(String url, int seconds) {
    return HTTPRequest.builder(url).requestTimeout(Duration.ofSeconds(seconds)).build();
  }

  private void advance(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
    loop.addCallback(() -> {});
  }

  @Test
  void requestTimeout() {
    ScriptedServer server = serve(ScriptedServer.SILENCE);

    assertThatThrownBy(() ->
            run(() -> {
              var fetch = AsyncHTTPClient.current().fetch(request(server.url("/"), 5));
              await(Async.runOnExecutor(server::takeRequest));
              advance(6);
              return await(fetch);
            }))
        .isInstanceOf(HTTPTimeoutError.class)
        .hasMessage(
            "HTTP 599: Timeout during request after 5000 ms (requestTimeout): " + server.url("/"));
    server.awaitClosed();
  }

  @Test
  void stalledBody() {
    ScriptedServer server = serve("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "");

    assertThatThrownBy(() ->
            run(() -> {
              var half = new CompletableFuture<Boolean>();
              var fetch =
                  AsyncHTTPClient.current()
                      .fetch(
                          HTTPRequest.builder(server.url("/"))
                              .requestTimeout(Duration.ofSeconds(5))
                              .streamingCallback(_ -> half.complete(true))
                              .build());
              await(half);
              advance(6);
              return await(fetch);
            }))
        .isInstanceOf(HTTPTimeoutError.class)
        .hasMessageContaining("Timeout during response after 5000 ms");
    server.awaitClosed();
  }

  @Test
  void handshakeTimeout() {
    ScriptedServer server = serve(ScriptedServer.SILENCE);
    String url = server.url("/").replace("http:", "https:");

    String message =
        run(() -> {
          var fetch =
              AsyncHTTPClient.current()
                  .fetch(HTTPRequest.builder(url).connectTimeout(Duration.ofSeconds(3)).build());
          await(Async.runOnExecutor(() -> connected(server)));
          turn();
          turn();
          advance(4);
          return failureOf(fetch).getMessage();
        });

    assertThat(message)
        .isEqualTo(
            "HTTP 599: Timeout during the TLS handshake after 3000 ms (connectTimeout): " + url);
  }

  private static boolean connected(ScriptedServer server) {
    server.awaitConnection();
    return true;
  }

  @Test
  void queueTimeout() {
    ScriptedServer server = serve(ScriptedServer.SILENCE);

    String message =
        run(() -> {
          var client = new AsyncHTTPClient(AsyncHTTPClientOptions.builder().maxClients(1).build());
          var first = client.fetch(server.url("/"));
          var second = client.fetch(request(server.url("/"), 2));
          await(Async.runOnExecutor(server::takeRequest));
          advance(3);
          String why = failureOf(second).getMessage();
          first.cancel(true);
          return why;
        });

    assertThat(message)
        .isEqualTo(
            "HTTP 599: Timeout in request queue after 2000 ms (requestTimeout): "
                + server.url("/"));
    assertThat(server.connections()).isEqualTo(1);
    server.awaitClosed();
  }

  @Test
  void noTimeout() {
    ScriptedServer server = serve(OK);

    HTTPResponse response =
        run(() -> {
          var fetch =
              AsyncHTTPClient.current()
                  .fetch(
                      HTTPRequest.builder(server.url("/"))
                          .requestTimeout(Duration.ZERO)
                          .connectTimeout(Duration.ZERO)
                          .build());
          advance(100_000);
          return await(fetch);
        });

    assertThat(response.code()).isEqualTo(200);
  }

  @Test
  void cancelEndsTheRequest() {
    ScriptedServer server = serve(ScriptedServer.SILENCE);

    run(() -> {
      var fetch = AsyncHTTPClient.current().fetch(server.url("/"));
      await(Async.runOnExecutor(server::takeRequest));
      fetch.cancel(true);
      return null;
    });

    // The loop is closed with the test: the server sees the end of the connection before.
    run(() -> {
      await(
          Async.runOnExecutor(() -> {
            server.awaitClosed();
            return null;
          }));
      return null;
    });
  }

  @Test
  void deadlineOfTheCallerEndsTheRequest() {
    ScriptedServer server = serve(ScriptedServer.SILENCE);

    assertThatThrownBy(() ->
            run(() ->
                Async.withTimeout(
                    Duration.ofSeconds(1),
                    () -> {
                      var fetch = AsyncHTTPClient.current().fetch(server.url("/"));
                      await(Async.runOnExecutor(server::takeRequest));
                      advance(2);
                      return await(fetch);
                    })))
        .isInstanceOf(TimeoutError.class);
  }

  @Test
  void cancelBeforeTheConnectionIsThere() {
    ScriptedServer server = serve(OK);

    String text =
        run(() -> {
          AsyncHTTPClient client = AsyncHTTPClient.current();
          var fetch = client.fetch(server.url("/"));
          fetch.cancel(true);
          return await(client.fetch(server.url("/"))).text();
        });

    assertThat(text).isEqualTo("ok");
  }

  private static Throwable failureOf(CompletableFuture<?> future) {
    try {
      await(future);
    } catch (HTTPClientError e) {
      return e;
    }
    throw new AssertionError("it did not fail");
  }
}
