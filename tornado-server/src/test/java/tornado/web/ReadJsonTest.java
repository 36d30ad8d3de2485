// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Handlers that read JSON.
final class ReadJsonTest extends WebFixture {
  private static final String JSON = "Content-Type: application/json";

  private record Story(@Nullable String title, int votes) {}

  private record Front(@Nullable List<Story> stories, @Nullable Map<String, Integer> counts) {}

  private WireClient reading() throws IOException {
    return serve(handler -> handler.write("read " + handler.readJson(Front.class)));
  }

  /// Posts what is refused, and takes the warning.
  private static WireResponse refused(WireClient client, String body, String field, String warning)
      throws IOException {
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      WireResponse response = client.post("/", body, field);
      assertThat(log.lines()).singleElement().asString().contains(warning);
      return response;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON",
        "application/merge-patch+json"
      })
  void readsRecords(String type) throws IOException {
    WireClient client = reading();

    WireResponse response =
        client.post("/", "{\"stories\": [{\"title\": \"a\", \"x\": 1}]}", "Content-Type: " + type);

    assertThat(response.body())
        .isEqualTo("read Front[stories=[Story[title=a, votes=0]], counts=null]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"stories\": [{}, {}, {\"title\": 7}]}  | stories[2].title: expected text",
        "{\"stories\": [{\"votes\": \"many\"}]}   | stories[0].votes: expected a whole number",
        "{\"stories\": 7}                         | stories: expected a list",
        "{\"counts\": {\"a<b>\u00e9\": null, \"c\": \"x\"}} | counts.c: expected a whole number",
        "{\"counts\": {\"<b>\u00e9\": \"x\"}}     | counts.?b??: expected a whole number",
        "[]                                       | expected JSON of another form",
        "null                                     | expected JSON of another form",
        "{\"stories\":                            | expected JSON of another form",
        "''                                       | expected JSON of another form",
      })
  void whatDoesNotFitIsNamed(String json, String reason) throws IOException {
    WireClient client = reading();
    String utf8 = new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    WireResponse response = refused(client, utf8, JSON, "400 POST / (127.0.0.1): Invalid JSON: ");

    assertThat(response.status()).isEqualTo("400 " + reason);
    assertThat(response.body()).contains("<title>400: " + reason + "</title>");
  }

  @Test
  void bytesThatAreNoUTF8AreRefused() throws IOException {
    WireClient client = reading();

    WireResponse response = refused(client, "{\"a\": \"\u00ff\"}", JSON, "not UTF-8");

    assertThat(response.status()).isEqualTo("400 JSON is not UTF-8");
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    WireClient client = serve(handler -> handler.readJson(Map.class));

    WireResponse response = refused(client, "{\"a\":".repeat(100_000), JSON, "Invalid JSON: ");

    assertThat(response.code()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "text/json",
        "application/jsonp"
      })
  void otherTypesAreRefused(String type) throws IOException {
    WireClient client = reading();

    WireResponse response = refused(client, "{}", "Content-Type: " + type, "not JSON");

    assertThat(response.status()).isEqualTo("415 Unsupported Media Type");
  }

  @Test
  void bodyWithoutTypeIsRefused() throws IOException {
    WireClient client = reading();

    assertThat(refused(client, "{}", "X-Any: 1", "not JSON").code()).isEqualTo(415);
  }

  @Test
  void lenientApplicationsTakeAnyType() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/", handler(handler -> handler.writeJson(handler.readJson(Story.class))))
                .lenientJson(true));

    WireResponse response = client.post("/", "{\"title\": \"a\"}", "Content-Type: text/plain");

    assertThat(response.body()).isEqualTo("{\"title\": \"a\", \"votes\": 0}");
  }

  @Test
  void readsLists() throws IOException {
    WireClient client =
        serve(handler -> {
          List<Story> stories = handler.readJsonList(Story.class);
          handler.write(stories.getLast().title() + stories.size());
        });

    assertThat(client.post("/", "[{\"title\": \"a\"}, {\"title\": \"b\"}]", JSON).body())
        .isEqualTo("b2");
    assertThat(refused(client, "[{}, 7]", JSON, "expected an object").status())
        .isEqualTo("400 [1]: expected an object");
  }

  @Test
  void readsTypesWithTypeArguments() throws IOException {
    Type type = Front.class.getRecordComponents()[1].getGenericType();
    WireClient client = serve(handler -> handler.write(handler.readJson(type).toString()));

    assertThat(client.post("/", "{\"a\": 7}", JSON).body()).isEqualTo("{a=7}");
  }
}
