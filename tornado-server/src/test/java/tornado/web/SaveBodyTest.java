// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.httpserver.HTTPServerOptions;
import tornado.ioloop.Async;
import tornado.util.TimeoutError;
import tornado.wire.WireClient;

/// Bodies that go into a file.
final class SaveBodyTest extends WebFixture {
  private static final int FIRST = 64 << 10;
  private static final int NEXT = 256 << 10;

  @TempDir private Path folder;

  private final CompletableFuture<Boolean> begun = new CompletableFuture<>();

  @StreamRequestBody
  private static final class SaveHandler extends RequestHandler {
    private final Body body;

    SaveHandler(Body body) {
      this.body = body;
    }

    @Override
    public void get() {
      write("got");
    }

    @Override
    public void post() throws Exception {
      body.run(this);
    }
  }

  private Path target() {
    return folder.resolve("x");
  }

  private WireClient serveSaving(Body body) throws IOException {
    return serve(
        Application.builder().route("/.*", () -> new SaveHandler(body)),
        HTTPServerOptions.builder()
            .maxBodySize(10_000_000)
            .decompressRequest(true)
            .chunkSize(NEXT)
            .build());
  }

  private WireClient serveSaving() throws IOException {
    return serveSaving(handler -> handler.write(handler.saveBody(target()) + " bytes"));
  }

  private static String content(int byteCount) {
    byte[] bytes = new byte[byteCount];
    new Random(byteCount).nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void assertSaved(String content) {
    assertThat(target()).hasBinaryContent(content.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void awaitNoFile() throws IOException, InterruptedException {
    try (var watcher = folder.getFileSystem().newWatchService()) {
      folder.register(watcher, StandardWatchEventKinds.ENTRY_DELETE);
      while (Files.exists(target())) {
        watcher.take().reset();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, FIRST - 1, FIRST, FIRST + 1, FIRST + NEXT, FIRST + 2 * NEXT, 3_000_001})
  void everyByteArrives(int byteCount) throws IOException {
    String content = content(byteCount);

    assertThat(serveSaving().post("/", content).body()).isEqualTo(byteCount + " bytes");

    assertSaved(content);
  }

  @Test
  void bodyMayComeInChunks() throws IOException {
    String content = content(700_000);
    WireClient client = serveSaving();
    client.send(WireClient.request("POST", "/", "Transfer-Encoding: chunked"));
    for (int at = 0; at < content.length(); at += 100_000) {
      client.send("186a0\r\n" + content.substring(at, at + 100_000) + "\r\n");
    }

    assertThat(client.exchange("0\r\n\r\n").body()).isEqualTo("700000 bytes");
    assertSaved(content);
  }

  @Test
  void bodyMayBeCompressed() throws IOException {
    String content = "compressible ".repeat(50_000);

    String answer =
        serveSaving().post("/", WireClient.gzip(content), "Content-Encoding: gzip").body();

    assertThat(answer).isEqualTo("650000 bytes");
    assertSaved(content);
  }

  @Test
  void whatWasThereBeforeIsGone() throws IOException {
    Files.writeString(target(), "y".repeat(1000));

    serveSaving().post("/", "short");

    assertSaved("short");
  }

  @Test
  void nextRequestIsNoPartOfIt() throws IOException {
    String content = content(400_000);
    WireClient client = serveSaving();
    client.send(WireClient.request("POST", "/", "Content-Length: 400000"));

    client.send(content + WireClient.request("GET", "/"));

    assertThat(client.read().body()).isEqualTo("400000 bytes");
    assertThat(client.read().body()).isEqualTo("got");
    assertSaved(content);
  }

  @Test
  void whatWasReadBeforeIsNotInIt() throws IOException {
    WireClient client =
        serveSaving(handler -> {
          String line = handler.bodySource().readUtf8LineStrict();
          begun.complete(true);
          handler.write(line + " " + handler.saveBody(target()));
        });
    client.send(WireClient.request("POST", "/", "Content-Length: 100006") + "first\n");
    begun.join();

    assertThat(client.exchange("x".repeat(100_000)).body()).isEqualTo("first 100000");
    assertSaved("x".repeat(100_000));
  }

  @Test
  void clientThatLeavesLeavesNoFile() throws IOException, InterruptedException {
    WireClient client =
        serveSaving(handler -> {
          Files.createFile(target());
          begun.complete(true);
          handler.saveBody(target());
        });
    client.send(WireClient.request("POST", "/", "Content-Length: 1000000"));
    client.send("x".repeat(500_000));
    begun.join();

    client.close();

    awaitNoFile();
  }

  @Test
  void timeMayBeLimited() throws IOException, InterruptedException {
    WireClient client =
        serveSaving(handler -> {
          try {
            Async.withTimeout(Duration.ofMillis(50), () -> handler.saveBody(target()));
          } catch (TimeoutError e) {
            throw new HTTPError(408);
          }
        });
    client.send(WireClient.request("POST", "/", "Content-Length: 1000000") + "x".repeat(500_000));

    assertThat(client.read().code()).isEqualTo(408);
    awaitNoFile();
  }

  @Test
  void fileThatCantBeMadeIsAnError() throws IOException {
    WireClient client =
        serveSaving(handler -> {
          try {
            handler.saveBody(folder.resolve("none/x"));
          } catch (IOException e) {
            throw new HTTPError(507);
          }
        });

    assertThat(client.post("/", "body").code()).isEqualTo(507);
  }

  @Test
  void bodyOverTheLimitIsRefused() throws IOException {
    try (var log = LogRecorder.of("tornado.general")) {
      WireClient client = serveSaving();
      client.send(WireClient.request("POST", "/", "Content-Length: 20000000"));

      assertThat(client.readUntil("\r\n")).startsWith("HTTP/1.1 400 ");
      assertThat(log.lines()).singleElement().asString().contains("Content-Length");
    }
  }
}
