// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.httpserver.internal.CallableDelegate;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.StartLine;
import tornado.ioloop.IOLoop;
import tornado.wire.Answer;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// What the sizes and switches of the options do to requests.
class ServerLimitsTest {
  private static final String BAD_REQUEST = "HTTP/1.1 400 Bad Request\r\n\r\n";

  private final List<Integer> pieces = new CopyOnWriteArrayList<>();
  private Supplier<CompletableFuture<Void>> ready = () -> HTTPMessageDelegate.READY;

  /// Answers with the body, and notes the size of its pieces.
  private final class Recorder implements HTTPMessageDelegate {
    private final HTTPMessageDelegate echo;

    Recorder(HTTPConnection connection) {
      echo =
          new CallableDelegate(
              connection,
              request ->
                  Answer.with(
                      request,
                      request.body().utf8()
                          + request.headers().get("X-Consumed-Content-Encoding", "")));
    }

    @Override
    public CompletableFuture<Void> headersReceived(StartLine startLine, HTTPHeaders headers) {
      return echo.headersReceived(startLine, headers);
    }

    @Override
    public CompletableFuture<Void> dataReceived(ByteString chunk) {
      pieces.add(chunk.size());
      echo.dataReceived(chunk);
      return ready.get();
    }

    @Override
    public void finish() {
      echo.finish();
    }

    @Override
    public void onConnectionClose() {
      echo.onConnectionClose();
    }
  }

  private WireServer start(HTTPServerOptions.Builder options) {
    return new WireServer((_, connection) -> new Recorder(connection), options.build());
  }

  @Test
  void chunkSizeBoundsWhatIsHandedOverAtATime() throws IOException {
    try (WireServer server = start(HTTPServerOptions.builder().chunkSize(16));
        WireClient client = server.connect()) {
      assertThat(client.post("/", "x".repeat(50)).body()).hasSize(50);

      assertThat(pieces).containsExactly(16, 16, 16, 2);
    }
  }

  @Test
  void chunksOfTheClientAreCutToo() throws IOException {
    String chunks = "14\r\n" + "x".repeat(20) + "\r\n1e\r\n" + "x".repeat(30) + "\r\n0\r\n\r\n";
    try (WireServer server = start(HTTPServerOptions.builder().chunkSize(16));
        WireClient client = server.connect()) {
      client.exchange(WireClient.request("POST", "/", "Transfer-Encoding: chunked") + chunks);

      assertThat(pieces).containsExactly(16, 4, 16, 14);
    }
  }

  @Test
  void maxHeaderSizeCountsTheWholeHead() throws IOException {
    String head = WireClient.request("GET", "/", "X: " + "x".repeat(60));
    try (WireServer server = start(HTTPServerOptions.builder().maxHeaderSize(head.length()));
        WireClient fits = server.connect();
        WireClient tooLong = server.connect()) {
      tooLong.send(head.replace("X: ", "X: x"));

      assertThat(fits.exchange(head).code()).isEqualTo(200);
      assertThat(tooLong.readAll())
          .isEqualTo("HTTP/1.1 431 Request Header Fields Too Large\r\n\r\n");
    }
  }

  @Test
  void maxBodySizeOfZeroAllowsNoBody() throws IOException {
    try (WireServer server = start(HTTPServerOptions.builder().maxBodySize(0));
        WireClient client = server.connect()) {
      assertThat(client.get("/").code()).isEqualTo(200);
      assertThat(client.post("/", "").code()).isEqualTo(200);

      client.send(WireClient.request("POST", "/", "Content-Length: 1") + "x");

      assertThat(client.readAll()).isEqualTo(BAD_REQUEST);
    }
  }

  @Test
  void maxBufferSizeBoundsBodiesToo() throws IOException {
    try (WireServer server = start(HTTPServerOptions.builder().maxBufferSize(1000));
        WireClient client = server.connect()) {
      assertThat(client.post("/", "x".repeat(1000)).body()).hasSize(1000);

      client.send(WireClient.request("POST", "/", "Content-Length: 1001"));

      assertThat(client.readAll()).isEqualTo(BAD_REQUEST);
    }
  }

  @Test
  void headThatTheBufferCannotHoldIsTooLarge() throws IOException {
    try (WireServer server = start(HTTPServerOptions.builder().maxBufferSize(1000));
        WireClient client = server.connect()) {
      client.send(WireClient.request("GET", "/", "X: " + "x".repeat(5000)));

      assertThat(client.readUntil("\r\n\r\n"))
          .isEqualTo("HTTP/1.1 431 Request Header Fields Too Large\r\n\r\n");
    }
  }

  /// A consumer that is slower than the client makes the buffer fill up again and again.
  @Test
  void bodyMuchLargerThanTheBufferIsReadBitByBit() throws IOException {
    ready = () -> afterTurns(10);
    try (WireServer server =
            start(HTTPServerOptions.builder().maxBufferSize(1000).maxBodySize(100_000));
        WireClient client = server.connect()) {
      assertThat(client.post("/", "x".repeat(100_000)).body()).hasSize(100_000);

      assertThat(pieces).allMatch(size -> size <= 1000);
    }
  }

  private static CompletableFuture<Void> afterTurns(int count) {
    var next = new CompletableFuture<CompletableFuture<Void>>();
    IOLoop.current()
        .addCallback(
            () -> next.complete(count == 0 ? HTTPMessageDelegate.READY : afterTurns(count - 1)));
    return next.thenCompose(future -> future);
  }

  @Test
  void gzipBodiesStayAsTheyAreByDefault() throws IOException {
    String gzip = WireClient.gzip("hello");
    try (WireServer server = start(HTTPServerOptions.builder());
        WireClient client = server.connect()) {
      client.post("/", gzip, "Content-Encoding: gzip");

      assertThat(pieces).containsExactly(gzip.length());
    }
  }

  @Test
  void decompressRequestUnpacksThem() throws IOException {
    try (WireServer server = start(HTTPServerOptions.builder().decompressRequest(true));
        WireClient client = server.connect()) {
      String body = client.post("/", WireClient.gzip("hello"), "Content-Encoding: gzip").body();

      assertThat(body).isEqualTo("hellogzip");
    }
  }

  @Test
  void noKeepAliveClosesAfterOneRequest() throws IOException {
    try (WireServer server = start(HTTPServerOptions.builder().noKeepAlive(true));
        WireClient client = server.connect()) {
      client.send(WireClient.request("GET", "/").repeat(2));

      assertThat(client.readAll())
          .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
  }
}
