// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.FakeClock;
import tornado.fixture.LogRecorder;
import tornado.httpserver.HTTPServer;
import tornado.httpserver.HTTPServerOptions;
import tornado.iostream.IOStream;
import tornado.iostream.IOStreamOptions;
import tornado.iostream.internal.MemoryTransport;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// Uploads that are large, slow, too large, or broken off.
final class UploadTest extends WebFixture {
  private static final String BAD_REQUEST = "HTTP/1.1 400 Bad Request\r\n\r\n";

  private final CompletableFuture<Boolean> gate = new CompletableFuture<>();
  private final CompletableFuture<Boolean> prepared = new CompletableFuture<>();
  private final CompletableFuture<Boolean> started = new CompletableFuture<>();
  private final CompletableFuture<Boolean> left = new CompletableFuture<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private final AtomicInteger received = new AtomicInteger();
  private final AtomicInteger verbs = new AtomicInteger();

  /// Counts; waits with each piece if the path says so.
  @StreamRequestBody
  private final class UploadHandler extends RequestHandler {
    @Override
    protected void prepare() {
      int limit = getArgument("limit", Integer.class, -1);
      if (limit >= 0) {
        request().connection().setMaxBodySize(limit);
      }
      if (getArgument("minute", null) != null) {
        request().connection().setBodyTimeout(Duration.ofMinutes(1));
      }
      prepared.complete(true);
    }

    @Override
    protected void dataReceived(ByteString chunk) {
      started.complete(true);
      if (request().path().equals("/slow")) {
        await(gate);
      }
      received.addAndGet(chunk.size());
    }

    @Override
    public void put() {
      verbs.incrementAndGet();
      write("received " + received);
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

  private WireClient serveUploads() throws IOException {
    return serve(
        Application.builder().route("/.*", UploadHandler::new),
        HTTPServerOptions.builder().maxBodySize(1000).build());
  }

  private static String put(String target, int length) {
    return WireClient.request("PUT", target, "Content-Length: " + length);
  }

  private static String chunked(String target) {
    return WireClient.request("PUT", target, "Transfer-Encoding: chunked");
  }

  @Test
  void limitMayBeRaisedInPrepare() throws IOException {
    WireClient client = serveUploads();
    int megabytes = 5_000_000;

    client.send(put("/?limit=10000000", megabytes));
    var response = client.exchange("x".repeat(megabytes));

    assertThat(response.body()).isEqualTo("received 5000000");
  }

  @Test
  void raisedLimitCountsForChunksToo() throws IOException {
    WireClient client = serveUploads();

    var response =
        client.exchange(chunked("/?limit=2000") + "7d0\r\n" + "x".repeat(2000) + "\r\n0\r\n\r\n");

    assertThat(response.body()).isEqualTo("received 2000");
  }

  @Test
  void raisedLimitIsForOneRequest() throws IOException {
    WireClient client = serveUploads();
    client.exchange(put("/?limit=2000", 1500) + "x".repeat(1500));

    client.send(put("/", 1001) + "x".repeat(1001) + WireClient.request("GET", "/"));

    assertThat(client.readUntilGone()).startsWith(BAD_REQUEST).doesNotContain("200 OK");
    assertThat(verbs).hasValue(1);
  }

  @Test
  void limitMayBeLoweredInPrepare() throws IOException {
    WireClient client = serveUploads();

    client.send(put("/?limit=10", 11) + "x".repeat(11));

    assertThat(client.readUntilGone()).startsWith(BAD_REQUEST);
    assertThat(WireServer.get(ended)).isTrue();
    assertThat(received).hasValue(0);
    assertThat(verbs).hasValue(0);
  }

  @Test
  void chunksOverTheLimitEndTheUpload() throws IOException {
    WireClient client = serveUploads();
    String chunk = "1f4\r\n" + "x".repeat(500) + "\r\n";

    client.send(chunked("/") + chunk + chunk + "1\r\nx\r\n0\r\n\r\n");

    assertThat(client.readUntilGone()).startsWith(BAD_REQUEST);
    assertThat(WireServer.get(left)).isTrue();
    assertThat(WireServer.get(ended)).isTrue();
    assertThat(verbs).hasValue(0);
  }

  @Test
  void malformedChunkEndsTheUpload() throws IOException {
    WireClient client = serveUploads();

    client.send(chunked("/") + "3\r\nabc\r\nxyz\r\n" + WireClient.request("PUT", "/"));

    assertThat(client.readUntilGone()).startsWith(BAD_REQUEST);
    assertThat(WireServer.get(left)).isTrue();
    assertThat(WireServer.get(ended)).isTrue();
    assertThat(verbs).hasValue(0);
  }

  @Test
  void closeDuringUpload() throws IOException {
    WireClient client = serveUploads();
    client.send(put("/", 10) + "abc");
    WireServer.get(started);

    client.close();

    assertThat(WireServer.get(left)).isTrue();
    assertThat(WireServer.get(ended)).isTrue();
    assertThat(verbs).hasValue(0);
  }

  @Test
  void clientThatLeavesEndsTheWaitWithItsPiece() throws IOException {
    WireClient client = serveUploads();
    client.send(put("/slow", 10) + "abc");
    WireServer.get(started);
    client.socket().setSoLinger(true, 0);

    client.close();

    assertThat(WireServer.get(left)).isTrue();
    assertThat(WireServer.get(ended)).isTrue();
    assertThat(received).hasValue(0);
  }

  @Test
  void clientThatHalfClosesMidUploadHasLeft() throws IOException {
    WireClient client = serveUploads();
    client.send(put("/", 10) + "abc");
    WireServer.get(started);

    client.socket().shutdownOutput();

    assertThat(client.readUntilGone()).isEmpty();
    assertThat(WireServer.get(left)).isTrue();
    assertThat(verbs).hasValue(0);
  }

  @Test
  void clientIsReadAsFastAsTheHandlerTakesIt() throws IOException {
    serve(
        Application.builder().route("/.*", UploadHandler::new),
        HTTPServerOptions.builder().chunkSize(1000).build());
    MemoryTransport.Pair pair = MemoryTransport.pair(1000);
    var somebody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    server()
        .server()
        .serve(new IOStream(server().loop(), pair.right(), IOStreamOptions.DEFAULT), somebody);
    var client = new IOStream(server().loop(), pair.left(), IOStreamOptions.DEFAULT);
    client.write(put("/slow", 100_000));
    CompletableFuture<?> written = client.write("x".repeat(90_000));
    WireServer.get(started);
    for (int i = 0; i < 10; i++) {
      server().turn();
    }

    assertThat(written).isNotDone();
    gate.complete(true);

    WireServer.get(written);
    client.write("x".repeat(10_000));
    assertThat(WireServer.get(client.readUntil("received 100000")).utf8()).contains("200 OK");
    client.close();
  }

  @Test
  void bodyTimeoutMayBeSetInPrepare() throws IOException {
    var clock = new FakeClock();
    Application application = Application.builder().route("/.*", UploadHandler::new).build();
    try (WireServer server = new WireServer(new HTTPServer(application), clock);
        WireClient client = server.connect();
        LogRecorder log = LogRecorder.of("tornado.general")) {
      client.send(put("/?minute=", 10) + "abc");
      WireServer.get(started);
      server.advance(clock, Duration.ofSeconds(59));
      assertThat(left).isNotDone();

      server.advance(clock, Duration.ofSeconds(1));

      assertThat(client.readUntilGone()).isIn("", "<reset>");
      assertThat(WireServer.get(left)).isTrue();
      assertThat(log.lines()).containsExactly("INFO Timeout reading body");
    }
  }
}
