// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;
import tornado.wire.WireServer;

/// Bodies of requests to an application in the JDK's HTTP server, and clients that leave.
final class JDKServerBodyTest extends JDKServerFixture {
  private final CompletableFuture<Void> left = new CompletableFuture<>();
  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private final CompletableFuture<Void> goOn = new CompletableFuture<>();

  /// Answers with the sizes of the pieces, the first of which it holds until the test goes on.
  @StreamRequestBody
  private final class PiecesHandler extends RequestHandler {
    private final List<Integer> sizes = new ArrayList<>();

    @Override
    protected void dataReceived(ByteString chunk) {
      sizes.add(chunk.size());
      first.complete(null);
      await(goOn);
    }

    @Override
    public void post() {
      write(sizes.stream().mapToInt(Integer::intValue).sum() + " bytes");
    }

    @Override
    protected void onConnectionClose() {
      left.complete(null);
    }
  }

  /// Takes small bodies only.
  @StreamRequestBody
  private static final class SmallHandler extends RequestHandler {
    @Override
    protected void prepare() {
      request().connection().setMaxBodySize(10);
    }

    @Override
    protected void dataReceived(ByteString chunk) {}

    @Override
    public void post() {
      write("small");
    }
  }

  /// Refuses what it isn't asked for.
  @StreamRequestBody
  private static final class RefusingHandler extends RequestHandler {
    @Override
    protected void prepare() {
      throw new HTTPError(401);
    }

    @Override
    protected void dataReceived(ByteString chunk) {}
  }

  @Test
  void wholeBodyOfAnySize() throws IOException {
    WireClient client =
        mount(handler -> handler.write(Integer.toString(handler.request().body().size())));

    assertThat(client.post("/", "x".repeat(300_000)).body()).isEqualTo("300000");
  }

  @Test
  void chunkedBody() throws IOException {
    WireClient client = mount(handler -> handler.write(handler.request().body()));

    client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");

    assertThat(client.exchange("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").body()).isEqualTo("abcde");
  }

  @Test
  void nextPieceIsReadWhenTheHandlerIsDoneWithTheLast() throws IOException {
    var reads = new AtomicInteger();
    HttpHandler application = handlerOf(Application.builder().route("/", PiecesHandler::new));
    WireClient client =
        mountJdk(exchange -> {
          exchange.setStreams(counting(exchange.getRequestBody(), reads), null);
          application.handle(exchange);
        });

    client.send(WireClient.request("POST", "/", "Content-Length: 500000") + "x".repeat(500_000));
    WireServer.get(first);
    turn();

    assertThat(reads).hasValue(1);
    goOn.complete(null);
    assertThat(client.read().body()).isEqualTo("500000 bytes");
    assertThat(reads).hasValueGreaterThan(2);
  }

  private static InputStream counting(InputStream in, AtomicInteger reads) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        reads.incrementAndGet();
        return super.read(bytes, offset, length);
      }
    };
  }

  @Test
  void refusalDoesNotWaitForTheBody() throws IOException {
    WireClient client = mount(RefusingHandler::new);

    client.send(WireClient.request("POST", "/", "Content-Length: 1000000"));

    assertThat(client.read().code()).isEqualTo(401);
  }

  @Test
  void bodyThatSaysItIsTooLargeIsNotRead() throws IOException {
    WireClient client = mount(SmallHandler::new);

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      client.send(WireClient.request("POST", "/", "Content-Length: 11"));
      WireResponse response = client.read();

      assertThat(response.code()).isEqualTo(400);
      assertThat(response.body()).isEmpty();
      assertThat(log.lines()).singleElement().asString().contains("Content-Length too long");
    }
  }

  @Test
  void bodyThatTurnsOutTooLargeIsRefused() throws IOException {
    WireClient client = mount(SmallHandler::new);

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      WireResponse response = client.exchange("b\r\nhello world\r\n");

      assertThat(response.code()).isEqualTo(400);
      assertThat(log.lines()).singleElement().asString().contains("body too large");
    }
  }

  @Test
  void bodyWithinTheLimitIsTaken() throws IOException {
    WireClient client = mount(SmallHandler::new);

    assertThat(client.post("/", "0123456789").body()).isEqualTo("small");
  }

  @Test
  void clientThatLeavesAmidTheBodyIsNoticed() throws IOException {
    WireClient client = mount(PiecesHandler::new);

    client.send(WireClient.request("POST", "/", "Content-Length: 10") + "hello");
    WireServer.get(first);
    client.close();
    goOn.complete(null);

    assertThat(left).succeedsWithin(Duration.ofSeconds(20));
  }

  @Test
  void clientThatLeavesAmidTheAnswerEndsTheHandler() throws IOException {
    WireClient client =
        mount(handler -> {
          while (true) {
            handler.write("x".repeat(100_000));
            RequestHandler.await(handler.flush());
          }
        });

    client.send(WireClient.request("GET", "/"));
    client.readUntil("xxx");
    client.close();

    awaitEnd();
  }
}
