// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// The way of a response: write, flush, finish.
final class ResponseLifeTest extends WebFixture {
  @Test
  void writesAreSentInOrder() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.write("a\u00e9");
          handler.write(ByteString.decodeHex("00ff"));
          handler.write("");
          handler.finish("z");
        });

    WireResponse response = client.get("/");

    assertThat(response.body()).isEqualTo("a\u00c3\u00a9\u0000\u00ffz");
    assertThat(response.field("Content-Length")).isEqualTo("6");
  }

  @Test
  void nothingWrittenIsAnEmptyBody() throws IOException {
    WireClient client = serve(handler -> {});

    assertThat(client.get("/").field("Content-Length")).isEqualTo("0");
  }

  @Test
  void mapsAreWrittenAsJSON() throws IOException {
    WireClient client = serve(handler -> handler.write(Map.of("a", "</script>\u00e9")));

    WireResponse response = client.get("/");

    assertThat(response.body()).isEqualTo("{\"a\": \"<\\/script>\\u00e9\"}");
    assertThat(response.field("Content-Type")).isEqualTo("application/json; charset=UTF-8");
  }

  record Story(long id, List<String> tags) {}

  @Test
  void writeJsonTakesRecordsAndLists() throws IOException {
    WireClient client = serve(handler -> handler.writeJson(List.of(new Story(1, List.of("x")))));

    WireResponse response = client.get("/");

    assertThat(response.body()).isEqualTo("[{\"id\": 1, \"tags\": [\"x\"]}]");
    assertThat(response.field("Content-Type")).isEqualTo("application/json; charset=UTF-8");
  }

  @Test
  void finishEndsTheAnswer() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.finish("done").join();
          assertThat(handler.finished()).isTrue();
          assertThatThrownBy(() -> handler.write("x"))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("write after finish");
          assertThatThrownBy(handler::finish)
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("finish called twice");
          assertThat(handler.flush()).isDone();
        });

    assertThat(client.get("/").body()).isEqualTo("done");
    assertThat(client.get("/").body()).isEqualTo("done");
  }

  @Test
  void flushSendsTheHeadAndWhatWasWritten() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.flush();
          handler.setStatus(500);
          handler.setHeader("X-Late", "1");
          handler.flush();
          handler.write("a");
          handler.flush();
          handler.finish("b");
        });
    client.send(WireClient.request("GET", "/"));

    String response = client.readUntil("0\r\n\r\n");

    assertThat(response)
        .startsWith("HTTP/1.1 200 OK\r\n")
        .doesNotContain("X-Late", "Etag")
        .endsWith("\r\n\r\n1\r\na\r\n1\r\nb\r\n0\r\n\r\n");
  }

  @Test
  void flushToHeadSendsTheHeadOnly() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.write("a");
          handler.flush();
          handler.write("b");
        });

    assertThat(client.head("/").names()).containsExactly("Server", "Content-Type", "Date");
    assertThat(client.get("/").body()).isEqualTo("ab");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void statusWithoutABodyRefusesOne(int status) throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setStatus(status);
          handler.write("body");
        });

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").status()).isEqualTo("500 Internal Server Error");
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("ERROR Uncaught exception GET /");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void statusWithoutABodyLosesTheFieldsOfOne(int status) throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setStatus(status);
          handler.setHeader("Content-Length", 5);
          handler.setHeader("Content-Language", "en");
          handler.setHeader("Content-Encoding", "gzip");
          handler.setHeader("X-Kept", "1");
        });

    assertThat(client.get("/").names()).containsExactly("Server", "Date", "X-Kept");
    assertThat(client.get("/").code()).isEqualTo(status);
  }

  @Test
  void contentLengthMayBeSetBeforehand() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setHeader("Content-Length", 4);
          handler.write("ab");
          handler.flush();
          handler.write("cd");
        });

    WireResponse response = client.get("/");

    assertThat(response.body()).isEqualTo("abcd");
    assertThat(response.names()).doesNotContain("Transfer-Encoding");
    assertThat(client.get("/").body()).isEqualTo("abcd");
  }

  @ParameterizedTest(name = "{0} for 4 bytes")
  @CsvSource({"5, abcd", "3, ''", "x, ''", "-1, ''", "+4, ''"})
  void wrongContentLengthCostsTheConnection(String length, String sent) throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setHeader("Content-Length", length);
          handler.write("abcd");
        });

    try (LogRecorder application = LogRecorder.of("tornado.application");
        LogRecorder general = LogRecorder.of("tornado.general")) {
      client.send(WireClient.request("GET", "/").repeat(2));
      String answer = client.readUntilGone().replace("<reset>", "");
      awaitEnd();

      assertThat(answer.replaceFirst("(?s).*\r\n\r\n", "")).isEqualTo(sent);
      assertThat(application.lines()).hasSize(1);
      assertThat(general.lines())
          .containsExactly("ERROR Cannot send error response after headers written");
    }
  }
}
