// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.iostream.IOStream;
import tornado.iostream.IOStreamOptions;
import tornado.iostream.internal.MemoryTransport;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// Answers sent piece by piece, each awaited: to readers that are slow, or leave.
final class StreamedAnswerTest extends WebFixture {
  private static final int PIECES = 1000;
  private static final int PIECE = 1000;

  private final AtomicInteger sent = new AtomicInteger();
  private final CompletableFuture<Boolean> waiting = new CompletableFuture<>();
  private final CompletableFuture<Boolean> left = new CompletableFuture<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  private final class Streaming extends RequestHandler {
    @Override
    public void get() {
      for (int i = 0; i < PIECES; i++) {
        write("x".repeat(PIECE));
        CompletableFuture<Void> flushed = flush();
        if (!flushed.isDone()) {
          waiting.complete(true);
        }
        await(flushed);
        sent.incrementAndGet();
      }
    }

    @Override
    protected void onConnectionClose() {
      left.complete(true);
    }

    @Override
    protected void onFinish() {
      ended.complete(true);
    }
  }

  private IOStream connectInMemory(int capacity) {
    MemoryTransport.Pair pair = MemoryTransport.pair(capacity);
    var somebody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    var stream = new IOStream(server().loop(), pair.right(), IOStreamOptions.DEFAULT);
    server().server().serve(stream, somebody);
    return new IOStream(server().loop(), pair.left(), IOStreamOptions.DEFAULT);
  }

  @Test
  void awaitedFlushIsAsFastAsTheReader() throws IOException {
    serve(Streaming::new);
    IOStream client = connectInMemory(10 * PIECE);
    client.write("GET / HTTP/1.0\r\n\r\n");

    WireServer.get(waiting);
    assertThat(sent.get()).isLessThan(10);
    WireServer.get(client.readUntil("\r\n\r\n"));
    WireServer.get(client.readBytes(100 * PIECE));
    assertThat(sent.get()).isLessThan(PIECES / 2);
    ByteString rest = WireServer.get(client.readUntilClose());

    assertThat(rest.size()).isEqualTo((PIECES - 100) * PIECE);
    assertThat(sent).hasValue(PIECES);
  }

  @Test
  void chunksArriveWhole() throws IOException {
    WireClient client = serve(Streaming::new);

    var response = client.get("/");

    assertThat(response.body()).isEqualTo("x".repeat(PIECES * PIECE));
    assertThat(client.get("/").body()).hasSize(PIECES * PIECE);
  }

  @Test
  void readerThatLeavesIsNoFailure() throws IOException {
    serve(Streaming::new);
    try (LogRecorder application = LogRecorder.of("tornado.application");
        LogRecorder general = LogRecorder.of("tornado.general")) {
      IOStream client = connectInMemory(10 * PIECE);
      client.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      WireServer.get(waiting);

      client.close();

      WireServer.get(left);
      WireServer.get(ended);
      assertThat(sent.get()).isLessThan(PIECES);
      assertThat(application.lines()).isEmpty();
      assertThat(general.lines()).isEmpty();
    }
  }

  @Test
  void socketThatLeavesIsNoFailure() throws IOException {
    WireClient client = serve(Streaming::new);
    client.send(WireClient.request("GET", "/").repeat(20));
    client.readUntil("\r\n\r\n");
    WireServer.get(waiting);

    client.close();

    WireServer.get(left);
  }

  @Test
  void readerThatLeavesWhileNobodyWaitsIsNoFailure() throws IOException {
    var gone = new CompletableFuture<Boolean>();
    WireClient client =
        serve(handler -> {
          await(gone);
          for (int i = 0; i < 10; i++) {
            handler.write("x".repeat(PIECE));
            handler.flush();
          }
        });
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    client.socket().setSoLinger(true, 0);

    client.close();
    gone.complete(true);

    awaitEnd();
  }
}
