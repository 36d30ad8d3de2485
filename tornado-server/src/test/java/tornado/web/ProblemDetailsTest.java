// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Error pages for programs.
final class ProblemDetailsTest extends WebFixture {
  private static final String JSON = "Accept: application/json";

  @Test
  void saysTitleAndStatus() throws IOException {
    WireClient client =
        serve(_ -> {
          throw new HTTPError(404);
        });

    WireResponse response = client.get("/", JSON);

    assertThat(response.status()).isEqualTo("404 Not Found");
    assertThat(response.field("Content-Type")).isEqualTo("application/problem+json");
    assertThat(response.body())
        .isEqualTo("{\"type\": \"about:blank\", \"title\": \"Not Found\", \"status\": 404}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "application/json                                | true",
        "application/problem+json                        | true",
        "application/json, text/plain, */*               | true",
        "application/*                                   | true",
        "text/html;q=0.5, application/json               | true",
        "text/html, application/json                     | false",
        "text/html, application/json;q=0.9               | false",
        "text/html,application/xhtml+xml,*/*;q=0.8       | false",
        "application/json;q=0                            | false",
        "*/*                                             | false",
        "text/*                                          | false",
        "image/png                                       | false",
        "''                                              | false",
      })
  void onlyForClientsThatLikeJSONBetter(String accept, boolean problem) throws IOException {
    WireClient client = serve(handler -> handler.sendError(400));

    WireResponse response = client.get("/", "Accept: " + accept);

    assertThat(response.field("Content-Type"))
        .isEqualTo(problem ? "application/problem+json" : "text/html; charset=UTF-8");
    assertThat(response.field("Vary")).isEqualTo("Accept");
  }

  @Test
  void reasonIsTheDetail() throws IOException {
    WireClient client =
        serve(_ -> {
          throw new HTTPError(403, null, "Out of credit");
        });

    WireResponse response = client.get("/", JSON);

    assertThat(response.body())
        .isEqualTo(
            "{\"type\": \"about:blank\", \"title\": \"Forbidden\", \"status\": 403, "
                + "\"detail\": \"Out of credit\"}");
  }

  @Test
  void errorsMayCarryMore() throws IOException {
    WireClient client =
        serve(_ -> {
          throw new HTTPError(403)
              .problem("type", "https://example.com/credit")
              .problem("balance", 30)
              .problem("accounts", List.of("/a", "/b"));
        });

    WireResponse response = client.get("/", JSON);

    assertThat(response.body())
        .isEqualTo(
            "{\"type\": \"https://example.com/credit\", \"title\": \"Forbidden\", \"status\": 403, "
                + "\"balance\": 30, \"accounts\": [\"/a\", \"/b\"]}");
  }

  @Test
  void theyCanNotCarryAnotherStatus() {
    assertThatThrownBy(() -> new HTTPError(403).problem("status", 200))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("name is the status code's: status");
  }

  @Test
  void messagesOfExceptionsStayInside() throws IOException {
    WireClient client =
        serve(_ -> {
          throw new IllegalStateException("secret");
        });

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      WireResponse response = client.get("/", JSON);

      assertThat(response.body())
          .isEqualTo(
              "{\"type\": \"about:blank\", \"title\": \"Internal Server Error\", \"status\": 500}");
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void logMessagesStayInside() throws IOException {
    WireClient client =
        serve(_ -> {
          throw new HTTPError(401, "secret");
        });

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/", JSON).body()).doesNotContain("secret");
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void unroutedRequestsGetThemToo() throws IOException {
    WireClient client = serve(Application.builder().route("/", handler(_ -> {})));

    assertThat(client.get("/missing", JSON).body()).contains("\"status\": 404");
  }

  @Test
  void readJsonNamesTheField() throws IOException {
    record Story(String title) {}
    WireClient client = serve(handler -> handler.readJson(Story.class));

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      WireResponse response =
          client.post("/", "{\"title\": 7}", JSON, "Content-Type: application/json");

      assertThat(response.body()).contains("\"detail\": \"title: expected text\"");
      assertThat(log.lines()).hasSize(1);
    }
  }
}
