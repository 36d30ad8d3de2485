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

/// Fetches that take too long, or are given up, over the system's sockets. When each timeout goes off is a matter of virtual time: the tests
/// of `tornado.times`. Python: simple_httpclient_test.
final class TimeoutsTest extends ClientFixture {
  private static final String HALF = "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf";

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
  void firstByteTimeout() {
    ScriptedServer server = serve(ScriptedServer.SILENCE);

    assertThatThrownBy(() ->
            run(() -> {
              HTTPRequest request =
                  HTTPRequest.builder(server.url("/"))
                      .firstByteTimeout(Duration.ofSeconds(5))
                      .build();
              var fetch = AsyncHTTPClient.current().fetch(request);
              await(Async.runOnExecutor(server::takeRequest));
              turn();
              advance(6);
              return await(fetch);
            }))
        .isInstanceOf(HTTPTimeoutError.class)
        .hasMessageContaining("(firstByteTimeout)");
    server.awaitClosed();
  }

  @Test
  void stalledTimeout() {
    ScriptedServer server = serve(HALF, "");

    assertThatThrownBy(() ->
            run(() -> {
              var half = new CompletableFuture<Boolean>();
              HTTPRequest request =
                  HTTPRequest.builder(server.url("/"))
                      .stalledTimeout(Duration.ofSeconds(5))
                      .streamingCallback(_ -> half.complete(true))
                      .build();
              var fetch = AsyncHTTPClient.current().fetch(request);
              await(half);
              turn();
              advance(6);
              return await(fetch);
            }))
        .isInstanceOf(HTTPTimeoutError.class)
        .hasMessageContaining("(stalledTimeout)");
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

  private static Throwable failureOf(CompletableFuture<?> future) {
    try {
      await(future);
    } catch (HTTPClientError e) {
      return e;
    }
    throw new AssertionError("it did not fail");
  }
}
