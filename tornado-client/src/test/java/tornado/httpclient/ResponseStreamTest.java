// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.ioloop.Async;
import tornado.ioloop.CancelledError;

/// Bodies that are read as they come, at the reader's pace.
final class ResponseStreamTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static HTTPRequest streamed(String url) {
    return HTTPRequest.builder(url).streamResponse(true).build();
  }

  private static BufferedSource open(String url) {
    return await(AsyncHTTPClient.current().fetch(streamed(url))).source();
  }

  private RawServer raw(RawServer.Side side) {
    return opened(new RawServer(side));
  }

  private static void pass(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void fetchIsDoneAtTheHead() {
    var gate = new CountDownLatch(1);
    RawServer server =
        raw(client -> {
          client.readHead();
          client.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
          pass(gate);
          client.send("hello");
          client.drain();
        });

    String text =
        run(() -> {
          BufferedSource body = open(server.url("/"));
          gate.countDown();
          return body.readUtf8();
        });

    assertThat(text).isEqualTo("hello");
  }

  @Test
  void readReturnsWhatHasArrived() {
    var gate = new CountDownLatch(1);
    RawServer server =
        raw(client -> {
          client.readHead();
          client.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nline\n\r\n");
          pass(gate);
          client.send("3\r\nend\r\n0\r\n\r\n");
          client.drain();
        });

    run(() -> {
      BufferedSource body = open(server.url("/"));
      assertThat(body.readUtf8Line()).isEqualTo("line");
      gate.countDown();
      assertThat(body.readUtf8()).isEqualTo("end");
      return null;
    });
  }

  @Test
  void connectionGoesBackToThePoolAtTheEnd() {
    ScriptedServer server = serve(OK, OK);

    String texts =
        run(() -> {
          String first = open(server.url("/1")).readUtf8();
          return first + await(AsyncHTTPClient.current().fetch(server.url("/2"))).text();
        });

    assertThat(texts).isEqualTo("okok");
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void serverWaitsForTheReader() {
    int size = 64 << 20;
    RawServer server =
        raw(client -> {
          client.readHead();
          client.send("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(size));
          for (int i = 0; i < size >> 16; i++) {
            client.send(new byte[1 << 16]);
          }
          client.drain();
        });

    run(() -> {
      BufferedSource body = open(server.url("/"));
      body.skip(1 << 20);
      // Enough turns of the loop to read everything.
      for (int i = 0; i < 3000; i++) {
        turn();
      }
      assertThat(server.sent()).isLessThan(size / 2);
      body.skip(size - (1 << 20));
      assertThat(body.exhausted()).isTrue();
      return null;
    });
  }

  @Test
  void moreIsWelcomeOnceMostIsRead() throws IOException {
    var stream = new ResponseStream(() -> {}, null);
    ByteString piece = ByteString.of(new byte[96 << 10]);

    assertThat(stream.put(piece)).isDone();
    CompletableFuture<Void> room = stream.put(piece);

    assertThat(room).isNotDone();
    stream.read(new Buffer(), 100 << 10);
    assertThat(room).isNotDone();
    stream.read(new Buffer(), 100 << 10);
    assertThat(room).isDone();
  }

  @Test
  void closingEarlyGivesTheConnectionUp() {
    var left = new CompletableFuture<Long>();
    RawServer server =
        raw(client -> {
          client.readHead();
          client.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
          left.complete(client.drain());
        });

    run(() -> {
      BufferedSource body = open(server.url("/"));
      body.readUtf8(2);
      body.close();
      await(left);
      assertThatThrownBy(body::readUtf8).isInstanceOf(IllegalStateException.class);
      return null;
    });
  }

  @Test
  void leavingTheScopeGivesTheConnectionUp() {
    var left = new CompletableFuture<Long>();
    RawServer server =
        raw(client -> {
          client.readHead();
          client.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
          left.complete(client.drain());
        });

    run(() -> {
      BufferedSource body = Async.withTimeout(Duration.ofSeconds(5), () -> open(server.url("/")));
      await(left);
      assertThatThrownBy(body::readUtf8).isInstanceOf(CancelledError.class);
      return null;
    });
  }

  @Test
  void timeoutOfTheRequestGoesOnUntilTheEnd() {
    ScriptedServer server =
        serve("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", ScriptedServer.SILENCE);

    run(() -> {
      BufferedSource body = open(server.url("/"));
      assertThat(body.readUtf8(4)).isEqualTo("half");
      clock.advance(Duration.ofSeconds(21));
      loop.addCallback(() -> {});
      assertThatThrownBy(body::readUtf8)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Timeout during response after 20000 ms (requestTimeout)")
          .hasCauseInstanceOf(HTTPTimeoutError.class);
      return null;
    });
    server.awaitClosed();
  }

  @Test
  void bodyThatBreaksOff() {
    ScriptedServer server = serve("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");

    run(() -> {
      BufferedSource body = open(server.url("/"));
      assertThat(body.readUtf8(4)).isEqualTo("half");
      assertThatThrownBy(body::readUtf8)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("closed within the response")
          .hasCauseInstanceOf(HTTPStreamClosedError.class);
      return null;
    });
  }

  @Test
  void gzipIsDecompressed() throws IOException {
    var compressed = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(compressed))) {
      sink.write(new byte[1 << 20]);
    }
    byte[] bytes = compressed.readByteArray();
    RawServer server =
        raw(client -> {
          client.readHead();
          client.send(
              "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
                  .formatted(bytes.length));
          client.send(bytes);
          client.drain();
        });

    assertThat(run(() -> open(server.url("/")).readByteArray())).hasSize(1 << 20);
  }

  @Test
  void brokenGzipIsAnError() {
    ScriptedServer server =
        serve("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd");

    run(() -> {
      BufferedSource body = open(server.url("/"));
      assertThatThrownBy(body::readUtf8)
          .isInstanceOf(IOException.class)
          .hasCauseInstanceOf(HTTPClientError.class)
          .hasStackTraceContaining("no valid gzip");
      return null;
    });
  }

  @Test
  void bodyOverTheLimitIsAnError() {
    ScriptedServer server =
        serve("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n9\r\nefghijklm");

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      run(() -> {
        var options = AsyncHTTPClientOptions.builder().maxBodySize(10).build();
        var client = new AsyncHTTPClient(options);
        BufferedSource body = await(client.fetch(streamed(server.url("/")))).source();
        assertThatThrownBy(body::readUtf8)
            .isInstanceOf(IOException.class)
            .hasCauseInstanceOf(HTTPClientError.class);
        return null;
      });
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void redirectsAreFollowedBefore() {
    ScriptedServer server =
        serve("HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 4\r\n\r\ngone", OK);

    assertThat(run(() -> open(server.url("/")).readUtf8())).isEqualTo("ok");
  }

  @Test
  void errorHasItsBody() {
    ScriptedServer server = serve("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nno no");

    assertThatThrownBy(() -> run(() -> open(server.url("/"))))
        .isInstanceOfSatisfying(
            HTTPClientError.class,
            e -> assertThat(Objects.requireNonNull(e.response()).text()).isEqualTo("no no"));
  }

  @Test
  void errorThatIsAskedForIsReadAsItComes() {
    ScriptedServer server = serve("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nno no");

    HTTPRequest request = streamed(server.url("/"));
    String text =
        run(() ->
            await(AsyncHTTPClient.current().fetch(request, FetchOption.RETURN_ERRORS))
                .source()
                .readUtf8());

    assertThat(text).isEqualTo("no no");
  }

  @Test
  void sourceOfABodyThatIsThereCanBeReadAgain() throws IOException {
    ScriptedServer server = serve(OK);

    HTTPResponse response = run(() -> await(AsyncHTTPClient.current().fetch(server.url("/"))));

    assertThat(response.source().readUtf8()).isEqualTo("ok");
    assertThat(response.source().readUtf8()).isEqualTo("ok");
  }

  @Test
  void otherThreadsMayRead() {
    ScriptedServer server = serve(OK);

    String text =
        run(() -> {
          BufferedSource body = open(server.url("/"));
          return await(Async.runOnExecutor(body::readUtf8));
        });

    assertThat(text).isEqualTo("ok");
  }
}
