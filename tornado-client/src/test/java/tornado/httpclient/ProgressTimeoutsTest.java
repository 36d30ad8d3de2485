// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import okio.BufferedSource;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;

/// Exchanges that stand still: on the server's side, or on ours.
final class ProgressTimeoutsTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String HALF = "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf";
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static HTTPRequest.Builder request(String url) {
    return HTTPRequest.builder(url).requestTimeout(Duration.ZERO);
  }

  private RawServer raw(RawServer.Side side) {
    return opened(new RawServer(side));
  }

  /// Moves the clock when the loop has done what it is at, and lets it see that before this goes on.
  private void advance(int seconds) {
    turn();
    clock.advance(Duration.ofSeconds(seconds));
    turn();
    turn();
  }

  private static void pass(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void firstByteTimeout() {
    ScriptedServer server = serve(ScriptedServer.SILENCE);

    assertThatThrownBy(() ->
            run(() -> {
              HTTPRequest request = request(server.url("/")).firstByteTimeout(LIMIT).build();
              var fetch = AsyncHTTPClient.current().fetch(request);
              await(Async.runOnExecutor(server::takeRequest));
              advance(6);
              return await(fetch);
            }))
        .isInstanceOf(HTTPTimeoutError.class)
        .hasMessage(
            "HTTP 599: Timeout during request after 5000 ms (firstByteTimeout): "
                + server.url("/"));
    server.awaitClosed();
  }

  @Test
  void firstByteTimeoutBeginsWhenTheBodyIsSent() {
    var gate = new CompletableFuture<Boolean>();
    RawServer server =
        raw(client -> {
          client.readTo("0\r\n\r\n");
          client.send(OK);
          client.drain();
        });

    HTTPResponse response =
        run(() -> {
          var begun = new CompletableFuture<Boolean>();
          HTTPRequest request =
              request(server.url("/"))
                  .method("PUT")
                  .firstByteTimeout(LIMIT)
                  .bodyProducer(_ -> {
                    begun.complete(true);
                    await(gate);
                  })
                  .build();
          var fetch = AsyncHTTPClient.current().fetch(request);
          await(begun);
          advance(6);
          gate.complete(true);
          return await(fetch);
        });

    assertThat(response.code()).isEqualTo(200);
  }

  @Test
  void firstByteTimeoutEndsAtTheHead() {
    var gate = new CountDownLatch(1);
    RawServer server =
        raw(client -> {
          client.readHead();
          client.send(HALF);
          pass(gate);
          client.send("half");
          client.drain();
        });

    String text =
        run(() -> {
          HTTPRequest request =
              request(server.url("/")).firstByteTimeout(LIMIT).streamResponse(true).build();
          HTTPResponse response = await(AsyncHTTPClient.current().fetch(request));
          advance(6);
          gate.countDown();
          return response.source().readUtf8();
        });

    assertThat(text).isEqualTo("halfhalf");
  }

  @Test
  void stalledResponse() {
    RawServer server =
        raw(client -> {
          client.readHead();
          client.send(HALF);
          client.drain();
        });

    assertThatThrownBy(() ->
            run(() -> {
              var half = new CompletableFuture<Boolean>();
              HTTPRequest request =
                  request(server.url("/"))
                      .stalledTimeout(LIMIT)
                      .streamingCallback(_ -> half.complete(true))
                      .build();
              var fetch = AsyncHTTPClient.current().fetch(request);
              await(half);
              advance(6);
              return await(fetch);
            }))
        .isInstanceOf(HTTPTimeoutError.class)
        .hasMessage(
            "HTTP 599: Timeout during response after 5000 ms (stalledTimeout): " + server.url("/"));
  }

  @Test
  void bytesThatMoveStartTheWaitAnew() {
    var gate = new CountDownLatch(1);
    RawServer server =
        raw(client -> {
          client.readHead();
          client.send(HALF);
          pass(gate);
          client.send("ha");
          client.drain();
        });

    run(() -> {
      HTTPRequest request =
          request(server.url("/")).stalledTimeout(LIMIT).streamResponse(true).build();
      BufferedSource body = await(AsyncHTTPClient.current().fetch(request)).source();
      assertThat(body.readUtf8(4)).isEqualTo("half");
      advance(4);
      gate.countDown();
      assertThat(body.readUtf8(2)).isEqualTo("ha");
      advance(4);
      assertThat(body.getBuffer().size()).isZero();
      advance(2);
      assertThatThrownBy(body::readUtf8).hasCauseInstanceOf(HTTPTimeoutError.class);
      return null;
    });
  }

  @Test
  void readerThatTakesItsTimeIsNotTheServersFault() {
    int size = 256 << 10;
    RawServer server =
        raw(client -> {
          client.readHead();
          client.send("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(size + 1));
          client.send(new byte[size]);
          client.readHead();
        });

    run(() -> {
      HTTPRequest request =
          request(server.url("/")).stalledTimeout(LIMIT).streamResponse(true).build();
      BufferedSource body = await(AsyncHTTPClient.current().fetch(request)).source();
      // Far more turns than it takes until as much is unread as may be.
      for (int i = 0; server.sent() < size || i < 1000; i++) {
        turn();
      }
      advance(6);
      advance(6);
      body.skip(size);
      assertThat(body.isOpen()).isTrue();
      return null;
    });
  }

  @Test
  void stalledRequest() {
    var gate = new CountDownLatch(1);
    RawServer server =
        raw(client -> {
          client.readHead();
          pass(gate);
        });

    assertThatThrownBy(() ->
            run(() -> {
              HTTPRequest request =
                  request(server.url("/"))
                      .method("PUT")
                      .stalledTimeout(LIMIT)
                      .body(ByteString.of(new byte[64 << 20]))
                      .build();
              var fetch = AsyncHTTPClient.current().fetch(request);
              // Until the system takes no more.
              for (int i = 0; i < 1000; i++) {
                turn();
              }
              advance(6);
              advance(6);
              return await(fetch);
            }))
        .isInstanceOf(HTTPTimeoutError.class)
        .hasMessageContaining("(stalledTimeout)");
    gate.countDown();
  }

  @Test
  void producerThatTakesItsTimeIsNotTheServersFault() {
    var gate = new CompletableFuture<Boolean>();
    RawServer server =
        raw(client -> {
          client.readTo("0\r\n\r\n");
          client.send(OK);
          client.drain();
        });

    HTTPResponse response =
        run(() -> {
          var begun = new CompletableFuture<Boolean>();
          HTTPRequest request =
              request(server.url("/"))
                  .method("PUT")
                  .stalledTimeout(LIMIT)
                  .bodyProducer(writer -> {
                    await(writer.write("hello"));
                    begun.complete(true);
                    await(gate);
                  })
                  .build();
          var fetch = AsyncHTTPClient.current().fetch(request);
          await(begun);
          advance(6);
          advance(6);
          gate.complete(true);
          return await(fetch);
        });

    assertThat(response.code()).isEqualTo(200);
  }
}
