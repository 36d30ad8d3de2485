// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okio.BufferedSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tornado.fixture.LeakFixture;
import tornado.ioloop.Async;

/// Streams that are given up: no socket and no timer stays.
final class StreamingLeakTest extends LeakFixture {
  private final RawServer server =
      new RawServer(client -> {
        client.readHead();
        client.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
        client.drain();
      });

  private final RawServer silent = new RawServer(client -> client.drain());

  @AfterEach
  void stop() throws IOException {
    server.close();
    silent.close();
  }

  private static HTTPRequest.Builder request(RawServer server) {
    return HTTPRequest.builder(server.url("/"))
        .firstByteTimeout(Duration.ofSeconds(5))
        .stalledTimeout(Duration.ofSeconds(5));
  }

  private static BufferedSource open(RawServer server) {
    HTTPRequest request = request(server).streamResponse(true).build();
    return await(AsyncHTTPClient.current().fetch(request)).source();
  }

  private static void awaitEnd(RawServer server) {
    await(
        Async.runOnExecutor(() -> {
          server.awaitEnd();
          return true;
        }));
  }

  @Test
  void responseThatIsClosedEarly() {
    assertNothingStays(() -> {
      BufferedSource body = open(server);
      body.readUtf8(4);
      body.close();
      awaitEnd(server);
    });
  }

  @Test
  void responseWhoseScopeIsLeft() {
    assertNothingStays(() -> {
      Async.withTimeout(Duration.ofSeconds(5), () -> open(server));
      awaitEnd(server);
    });
  }

  @Test
  void requestThatIsCancelledWhileItsBodyIsMade() {
    assertNothingStays(() -> {
      var begun = new CompletableFuture<Boolean>();
      HTTPRequest request =
          request(silent)
              .method("PUT")
              .bodyProducer(_ -> {
                begun.complete(true);
                await(new CompletableFuture<Boolean>());
              })
              .build();
      var fetch = AsyncHTTPClient.current().fetch(request);
      await(begun);
      fetch.cancel(true);
      awaitEnd(silent);
    });
  }

  @Test
  void requestThatIsCancelledWhileItsBodyWaits() {
    assertNothingStays(() -> {
      HTTPRequest request =
          request(silent).method("PUT").body("hello").expect100Continue(true).build();
      int before = silent.connections();
      var fetch = AsyncHTTPClient.current().fetch(request);
      while (silent.connections() == before) {
        turn();
      }
      fetch.cancel(true);
      awaitEnd(silent);
    });
  }
}
