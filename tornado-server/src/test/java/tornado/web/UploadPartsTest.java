// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.fixture.LogRecorder;
import tornado.httpserver.HTTPServerOptions;
import tornado.httputil.ParseBodyConfig;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// Bodies that handlers take when they want them: forms part by part, or as they are.
final class UploadPartsTest extends WebFixture {
  private static final String TYPE = "Content-Type: multipart/form-data; boundary=b";

  @TempDir private Path folder;

  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final CompletableFuture<Boolean> left = new CompletableFuture<>();

  @StreamRequestBody
  private final class PullHandler extends RequestHandler {
    private final Body body;

    PullHandler(Body body) {
      this.body = body;
    }

    @Override
    public void post() throws Exception {
      body.run(this);
    }

    @Override
    protected void onConnectionClose() {
      left.complete(true);
    }
  }

  private WireClient servePulled(Body body) throws IOException {
    return serve(
        Application.builder()
            .parseBodyConfig(ParseBodyConfig.DEFAULT.withMaxMemory(1000))
            .route("/.*", () -> new PullHandler(body)),
        HTTPServerOptions.builder().maxBodySize(10_000_000).build());
  }

  private static String part(String name, String content) {
    return "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, content);
  }

  private static String file(String name, String content) {
    return part(name + "\"; filename=\"" + name, content);
  }

  private void assertRefused(Body body, String form, String type, int code, String why)
      throws IOException {
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(servePulled(body).post("/", form, "Content-Type: " + type).code()).isEqualTo(code);
      assertThat(log.lines()).singleElement().asString().contains(why);
    }
  }

  private static void readAll(RequestHandler handler) throws IOException {
    for (UploadPart part : handler.parts()) {
      handler.write(part.name() + "=" + part.text() + ";");
    }
  }

  @Test
  void partsComeOneAfterAnother() throws IOException {
    WireClient client =
        servePulled(handler -> {
          for (UploadPart part : handler.parts()) {
            handler.write(
                "%s %s %s %s;"
                    .formatted(part.name(), part.filename(), part.contentType(), part.text()));
          }
        });

    String answer =
        client
            .post("/", part("a", "1") + file("f", "content") + part("c", "") + "--b--", TYPE)
            .body();

    assertThat(answer)
        .isEqualTo(
            "a null application/unknown 1;f f application/unknown content;c null application/unknown ;");
  }

  @Test
  void partIsThereBeforeTheNextHasArrived() throws IOException {
    WireClient client =
        servePulled(handler -> {
          for (UploadPart part : handler.parts()) {
            first.complete(part.text());
          }
        });
    client.send(
        WireClient.request("POST", "/", TYPE, "Content-Length: 127") + part("a", "1") + "--b\r\n");

    assertThat(WireServer.get(first)).isEqualTo("1");

    client.close();
    assertThat(WireServer.get(left)).isTrue();
  }

  @Test
  void partThatWasNotReadIsSkipped() throws IOException {
    WireClient client =
        servePulled(handler -> {
          Iterator<UploadPart> parts = handler.parts().iterator();
          UploadPart skipped = parts.next();
          UploadPart last = parts.next();
          handler.write(last.text() + parts.hasNext());
          try {
            skipped.text();
          } catch (IOException e) {
            handler.write(" " + e.getMessage());
          }
        });

    String answer =
        client.post("/", file("a", "x".repeat(200_000)) + part("b", "2") + "--b--", TYPE).body();

    assertThat(answer).isEqualTo("2false the part was skipped: the next was asked for");
  }

  @Test
  void largePartIsSaved() throws IOException {
    String content = "0123456789".repeat(500_000);
    WireClient client =
        servePulled(handler -> {
          for (UploadPart part : handler.parts()) {
            handler.write(part.saveTo(folder.resolve(part.name())) + ";");
          }
        });

    String answer = client.post("/", file("f", content) + file("g", "") + "--b--", TYPE).body();

    assertThat(answer).isEqualTo("5000000;0;");
    assertThat(folder.resolve("f")).hasContent(content);
    assertThat(folder.resolve("g")).isEmptyFile();
  }

  @Test
  void nothingStaysOfAFileWhoseClientLeft() throws IOException {
    WireClient client =
        servePulled(handler -> {
          for (UploadPart part : handler.parts()) {
            first.complete("here");
            part.saveTo(folder.resolve(part.name()));
          }
        });
    client.send(
        WireClient.request("POST", "/", TYPE, "Content-Length: 9000000")
            + file("f", "0123456789".repeat(200_000)));
    WireServer.get(first);

    client.close();

    assertThat(WireServer.get(left)).isTrue();
    while (!files().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private String files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).collect(Collectors.joining());
    }
  }

  @Test
  void fileThatCantBeWrittenIsAnError() throws IOException {
    WireClient client =
        servePulled(handler -> {
          try {
            handler.saveBody(folder.resolve("none/x"));
          } catch (IOException e) {
            handler.write(e.getClass().getSimpleName());
          }
        });

    assertThat(client.post("/", "abc").body()).isEqualTo("NoSuchFileException");
  }

  @Test
  void longTextIsRefused() throws IOException {
    assertRefused(
        UploadPartsTest::readAll,
        part("a", "x".repeat(1001)) + "--b--",
        "multipart/form-data; boundary=b",
        400,
        "Invalid body: part a is longer than 1000");
  }

  @Test
  void malformedFormIsRefused() throws IOException {
    assertRefused(
        UploadPartsTest::readAll,
        part("a", "x") + "--b",
        "multipart/form-data; boundary=b",
        400,
        "Invalid body: no final boundary found");
  }

  @Test
  void formWithoutBoundaryIsRefused() throws IOException {
    assertRefused(UploadPartsTest::readAll, "x", "multipart/form-data", 400, "boundary not found");
  }

  @Test
  void otherBodyHasNoParts() throws IOException {
    assertRefused(UploadPartsTest::readAll, "a=1", "text/plain", 415, "Content-Type is not");
  }

  @Test
  void partsCanBeGoneThroughOnce() throws IOException {
    WireClient client =
        servePulled(handler -> {
          Iterable<UploadPart> parts = handler.parts();
          parts.forEach(UploadPart::name);
          try {
            parts.forEach(UploadPart::name);
          } catch (IllegalStateException e) {
            handler.write(String.valueOf(e.getMessage()));
          }
        });

    assertThat(client.post("/", part("a", "1") + "--b--", TYPE).body())
        .isEqualTo("parts can be gone through once");
  }

  @Test
  void bodyIsASource() throws IOException {
    WireClient client =
        servePulled(handler -> {
          ByteString body = handler.bodySource().readByteString();
          handler.write(body.size() + " " + handler.bodySource().exhausted());
        });

    assertThat(client.post("/", "x".repeat(300_000)).body()).isEqualTo("300000 true");
    assertThat(client.post("/", "").body()).isEqualTo("0 true");
  }

  @Test
  void bodyIsSaved() throws IOException {
    WireClient client =
        servePulled(handler -> handler.write(handler.saveBody(folder.resolve("x")) + " bytes"));

    assertThat(client.post("/", "x".repeat(3_000_000)).body()).isEqualTo("3000000 bytes");
    assertThat(folder.resolve("x")).hasContent("x".repeat(3_000_000));
  }

  @Test
  void clientIsAskedForItsBodyWhenTheHandlerWantsIt() throws IOException {
    WireClient client =
        servePulled(handler -> {
          if (handler.getArgument("refuse", null) != null) {
            throw new HTTPError(403);
          }
          handler.write(handler.bodySource().readUtf8());
        });
    String[] fields = {"Content-Length: 3", "Expect: 100-continue"};

    client.send(WireClient.request("POST", "/", fields));
    assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    assertThat(client.exchange("abc").body()).isEqualTo("abc");

    client.send(WireClient.request("POST", "/?refuse=1", fields));
    assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 403 Forbidden\r\n");
  }

  @Test
  void otherHandlersCantPull() throws IOException {
    WireClient client =
        serve(handler -> {
          try {
            handler.parts();
          } catch (IllegalStateException e) {
            handler.write("refused");
          }
        });

    assertThat(client.post("/", part("a", "1") + "--b--", TYPE).body()).isEqualTo("refused");
  }
}
