// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.fixture.LogRecorder;
import tornado.httputil.HTTPFile;
import tornado.httputil.ParseBodyConfig;
import tornado.wire.WireClient;

/// Forms too large for memory: their files are on disk while the request lasts.
final class LargeFormTest extends WebFixture {
  private static final String TYPE = "Content-Type: multipart/form-data; boundary=b";

  @TempDir private Path folder;
  private Path uploads;

  /// What was in the folder when each handler ended.
  private final CompletableFuture<Boolean> gone = new CompletableFuture<>();

  @BeforeEach
  void makeFolder() throws IOException {
    uploads = Files.createDirectory(folder.resolve("uploads"));
  }

  private WireClient serveForms(long maxMemory, Body body) throws IOException {
    return serve(
        Application.builder()
            .uploadFolder(uploads)
            .parseBodyConfig(ParseBodyConfig.DEFAULT.withMaxMemory(maxMemory))
            .route("/.*", handler(body)));
  }

  private static String field(String name, String value) {
    return "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, value);
  }

  private static String file(String name, String filename, String content) {
    return """
    --b\r
    Content-Disposition: form-data; name="%s"; filename="%s"\r
    Content-Type: text/plain\r
    \r
    %s\r
    """
        .formatted(name, filename, content);
  }

  private List<Path> kept() {
    try (Stream<Path> files = Files.list(uploads)) {
      return files.toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// Waits until the folder is empty: files are deleted beside the loop, once the answer was sent.
  private void awaitEmptyFolder() {
    while (!kept().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private HTTPFile onlyFile(RequestHandler handler) {
    return handler.request().files().getOrDefault("f", List.of()).getFirst();
  }

  @Test
  void filesOfALargeFormAreOnDisk() throws IOException {
    String content = "0123456789".repeat(50_000);
    WireClient client =
        serveForms(
            100_000,
            handler -> {
              HTTPFile file = onlyFile(handler);
              handler.write(
                  "%s %s %d %d %s %b %d"
                      .formatted(
                          file.filename(),
                          file.contentType(),
                          file.size(),
                          kept().size(),
                          handler.getArgument("a"),
                          file.body().utf8().equals(content),
                          handler.request().body().size()));
            });

    String answer =
        client.post("/", field("a", "1") + file("f", "x.txt", content) + "--b--\r\n", TYPE).body();

    assertThat(answer).isEqualTo("x.txt text/plain 500000 1 1 true 0");
    awaitEmptyFolder();
  }

  @Test
  void smallFormsStayInMemory() throws IOException {
    WireClient client =
        serveForms(
            1000,
            handler ->
                handler.write(
                    onlyFile(handler).body().utf8()
                        + kept().size()
                        + (handler.request().body().size() > 0)));

    String answer = client.post("/", file("f", "x", "abc") + "--b--", TYPE).body();

    assertThat(answer).isEqualTo("abc0true");
  }

  @Test
  void savedFileOutlivesTheRequest() throws IOException {
    Path target = folder.resolve("kept.txt");
    WireClient client =
        serveForms(
            0,
            handler -> {
              onlyFile(handler).saveTo(target);
              assertThatThrownBy(() -> onlyFile(handler).saveTo(target))
                  .isInstanceOf(IOException.class)
                  .hasMessageContaining("saved before");
            });

    assertThat(client.post("/", file("f", "x", "abc") + "--b--", TYPE).code()).isEqualTo(200);

    awaitEmptyFolder();
    assertThat(target).hasContent("abc");
  }

  @Test
  void fieldsAreLimited() throws IOException {
    WireClient client = serveForms(10, handler -> handler.write("no"));

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      String body = file("f", "x", "abc") + field("a", "0123456789") + "--b--";

      assertThat(client.post("/", body, TYPE).code()).isEqualTo(400);
      assertThat(log.lines())
          .containsExactly("WARN 400 POST / (127.0.0.1): Invalid body: form fields too large");
    }
    awaitEmptyFolder();
  }

  @Test
  void malformedLargeFormIsABadRequest() throws IOException {
    WireClient client = serveForms(10, handler -> handler.write("no"));

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.post("/", file("f", "x", "abc") + "--b", TYPE).code()).isEqualTo(400);
      assertThat(client.post("/", "x".repeat(100_000), TYPE).code()).isEqualTo(400);
      assertThat(log.lines())
          .containsExactly(
              "WARN 400 POST / (127.0.0.1): Invalid body: no final boundary found",
              "WARN 400 POST / (127.0.0.1): Invalid body: multipart part is missing headers");
    }
    awaitEmptyFolder();
    assertThat(client.post("/", "", "X: y").body()).isEqualTo("no");
  }

  @Test
  void folderThatIsGoneIsAServerError() throws IOException {
    WireClient client = serveForms(10, handler -> handler.write("no"));
    Files.delete(uploads);

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.post("/", file("f", "x", "abc") + "--b--", TYPE).code()).isEqualTo(500);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("ERROR Uncaught exception POST /");
    }
  }

  @Test
  void clientThatLeavesMidFormLeavesNothing() throws IOException {
    WireClient client = serveForms(10, handler -> gone.complete(true));
    client.send(
        WireClient.request("POST", "/", TYPE, "Content-Length: 100000")
            + file("f", "x", "abc".repeat(1000)));
    while (kept().isEmpty()) {
      Thread.onSpinWait();
    }

    client.close();

    awaitEmptyFolder();
    assertThat(gone).isNotDone();
  }

  @Test
  void bodyThatIsNoFormStaysInMemory() throws IOException {
    WireClient client =
        serveForms(10, handler -> handler.write(handler.request().body().size() + " bytes"));

    assertThat(client.post("/", "x".repeat(1000), "Content-Type: text/plain").body())
        .isEqualTo("1000 bytes");
  }

  @Test
  void folderHasToBeThere() {
    assertThatThrownBy(() -> Application.builder().uploadFolder(folder.resolve("none")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("uploadFolder is no folder: ");
  }

  @Test
  void answerIsWholeWhileTheFormIsDropped() throws IOException {
    WireClient client = serveForms(10, handler -> handler.write("no"));

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      String body = "x".repeat(500_000);

      assertThat(client.post("/", body, TYPE).code()).isEqualTo(400);
      assertThat(client.post("/", body, TYPE).code()).isEqualTo(400);
      assertThat(log.lines()).hasSize(2);
    }
  }
}
