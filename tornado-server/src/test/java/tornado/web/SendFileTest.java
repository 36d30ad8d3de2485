// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.httputil.HTTPHeaders;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Files that handlers send.
final class SendFileTest extends StaticFixture {
  /// Makes letters large.
  private static final class UpperCase implements OutputTransform {
    @Override
    public ByteString transformFirstChunk(
        int status, HTTPHeaders headers, ByteString chunk, boolean finishing) {
      return chunk.toAsciiUppercase();
    }

    @Override
    public ByteString transformChunk(ByteString chunk, boolean finishing) {
      return chunk.toAsciiUppercase();
    }
  }

  @Test
  void fileIsSentWithItsTypeAndLength() throws IOException {
    Path file = file("app.js", "alert()");

    WireResponse response = serve(handler -> handler.sendFile(file)).get("/");

    assertThat(response.body()).isEqualTo("alert()");
    assertThat(response.field("Content-Type")).isEqualTo("text/javascript");
    assertThat(response.field("Content-Length")).isEqualTo("7");
  }

  @Test
  void typeOfTheHandlersStays() throws IOException {
    Path file = file("app.js", "alert()");
    WireClient client =
        serve(handler -> {
          handler.setHeader("Content-Type", "text/x-own");
          handler.write("before ");
          handler.sendFile(file);
        });

    WireResponse response = client.get("/");

    assertThat(response.body()).isEqualTo("before alert()");
    assertThat(response.field("Content-Type")).isEqualTo("text/x-own");
  }

  @Test
  void headHasTheSameFields() throws IOException {
    Path file = file("app.js", "alert()");
    WireClient client = serve(handler -> handler.sendFile(file));

    WireResponse response = client.head("/");

    assertThat(response.field("Content-Length")).isEqualTo("7");
    assertThat(client.get("/").body()).isEqualTo("alert()");
  }

  @Test
  void partsAreSentInChunks() throws IOException {
    Path path = file("digits", "0123456789");
    WireClient client =
        serve(handler -> {
          try (FileChannel file = FileChannel.open(path)) {
            handler.sendFile(file, 2, 3);
            handler.write("-");
            handler.sendFile(file, 7, 2);
          }
        });

    WireResponse response = client.get("/");

    assertThat(response.body()).isEqualTo("234-78");
    assertThat(response.field("Transfer-Encoding")).isEqualTo("chunked");
  }

  @Test
  void fileGoesThroughTransforms() throws IOException {
    Path file = file("large", "abcdefgh".repeat(30_000));
    WireClient client =
        serve(
            Application.builder()
                .transform(_ -> new UpperCase())
                .route("/", handler(handler -> handler.sendFile(file))));

    WireResponse response = client.get("/");

    assertThat(response.body()).isEqualTo("ABCDEFGH".repeat(30_000));
    assertThat(response.field("Content-Length")).isEmpty();
  }

  @Test
  void missingFileIsAFailureOfTheHandler() throws IOException {
    WireClient client = serve(handler -> handler.sendFile(root().resolve("missing")));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").code()).isEqualTo(500);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void fileThatEndsEarlyBreaksTheConnection() throws IOException {
    Path path = file("short", "0123456789");
    WireClient client =
        serve(handler -> {
          try (FileChannel file = FileChannel.open(path)) {
            handler.setHeader("Content-Length", 20);
            handler.sendFile(file, 0, 20);
          }
        });

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThatThrownBy(() -> client.get("/")).hasMessage("connection ended within a body");
      awaitEnd();
      assertThat(log.lines()).anyMatch(line -> line.contains("file ended 10 bytes early"));
    }
  }
}
