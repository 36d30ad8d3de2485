// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;

/// The groups of a path as parameters of the verb's method. Python: web_test, DecodeURLTest and others.
final class PathArgumentsTest extends WebFixture {
  enum Color {
    RED,
    GREEN
  }

  static final class TypedHandler extends RequestHandler {
    public void get(String kind, int i, long l, double d, boolean b, UUID uuid, Color color) {
      write(kind + " " + i + " " + l + " " + d + " " + b + " " + uuid + " " + color);
    }
  }

  static final class BoxedHandler extends RequestHandler {
    public void get(
        @Nullable Integer i, @Nullable Long l, @Nullable Double d, @Nullable Boolean b) {
      write(i + " " + l + " " + d + " " + b);
    }
  }

  static final class LongHandler extends RequestHandler {
    public void get(long id) {
      write("id " + id);
    }
  }

  static final class TextHandler extends RequestHandler {
    @Override
    protected void prepare() {
      write(pathArgs() + " " + pathKwargs() + " ");
    }

    public void get(@Nullable String first, @Nullable String second) {
      write(first + " " + second);
    }
  }

  private static final String ID = "123e4567-e89b-12d3-a456-426614174000";

  @Test
  void everyTypeThatTextCanBecome() throws IOException {
    WireClient client =
        serve(
            Application.builder().route("/(.*)/(.*)/(.*)/(.*)/(.*)/(.*)/(.*)", TypedHandler::new));

    assertThat(client.get("/a%20b/-5/9876543210/2.5e3/true/" + ID + "/RED").body())
        .isEqualTo("a b -5 9876543210 2500.0 true " + ID + " RED");
    assertThat(client.get("/a/5/1/2/0/" + ID.toUpperCase(Locale.ROOT) + "/GREEN").body())
        .isEqualTo("a 5 1 2.0 false " + ID + " GREEN");
  }

  @ParameterizedTest
  @CsvSource({
    "/a/x/1/1/1/ID/RED",
    "/a//1/1/1/ID/RED",
    "/a/2147483648/1/1/1/ID/RED",
    "/a/%2B1/1/1/1/ID/RED",
    "/a/1/9223372036854775808/1/1/ID/RED",
    "/a/1/%D9%A3/1/1/ID/RED",
    "/a/1/1.0/1/1/ID/RED",
    "/a/1/1/1d/1/ID/RED",
    "/a/1/1/NaN/1/ID/RED",
    "/a/1/1/1e999/1/ID/RED",
    "/a/1/1/%201/1/ID/RED",
    "/a/1/1/1/maybe/ID/RED",
    "/a/1/1/1/TRUE/ID/RED",
    "/a/1/1/1/1/1-1-1-1-1/RED",
    "/a/1/1/1/1/ID/red",
    "/a/1/1/1/1/ID/BLUE",
  })
  void whatIsNotOfItsTypeIsNotFound(String path) throws IOException {
    WireClient client =
        serve(
            Application.builder().route("/(.*)/(.*)/(.*)/(.*)/(.*)/(.*)/(.*)", TypedHandler::new));

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get(path.replace("ID", ID)).status()).isEqualTo("404 Not Found");
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARN 404 GET /a/")
          .contains(" (127.0.0.1): path argument is no ");
    }
  }

  @Test
  void groupThatTookNoPartIsNullUnlessTheParameterIsPrimitive() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/boxed(?:/(\\d))?(?:/(\\d))?(?:/(\\d))?(?:/(\\d))?", BoxedHandler::new)
                .route("/long(?:/(\\d+))?", LongHandler::new));

    assertThat(client.get("/boxed/1/2/3/1").body()).isEqualTo("1 2 3.0 true");
    assertThat(client.get("/boxed").body()).isEqualTo("null null null null");
    assertThat(client.get("/long/12").body()).isEqualTo("id 12");
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/long").code()).isEqualTo(404);
      assertThat(log.lines())
          .containsExactly("WARN 404 GET /long (127.0.0.1): optional path argument is missing");
    }
  }

  @Test
  void namedGroupsComeInTheOrderOfThePattern() throws IOException {
    WireClient client =
        serve(Application.builder().route("/(?<z>[^/]*)/(?<a>[^/]*)", TextHandler::new));

    assertThat(client.get("/1/2").body()).isEqualTo("[1, 2] {z=1, a=2} 1 2");
  }

  @Test
  void unnamedGroupsAreThereInPrepare() throws IOException {
    WireClient client = serve(Application.builder().route("/(.)(?:/(.))?", TextHandler::new));

    assertThat(client.get("/x").body()).isEqualTo("[x, null] {} x null");
  }

  @Test
  void plusIsAPlusAndEncodedMarksArePartOfThePath() throws IOException {
    WireClient client = serve(Application.builder().route("/([^/]*)/(.*)", TextHandler::new));

    assertThat(client.get("/a+b%2Fc/%3Fx=1?y=2").body()).endsWith("} a+b/c ?x=1");
    assertThat(client.get("/%e4%b8%ad/%C3%A9").body())
        .endsWith("} \u00e4\u00b8\u00ad \u00c3\u00a9");
  }

  @Test
  void decodeArgumentInvalidUnicode() throws IOException {
    WireClient client = serve(Application.builder().route("/(.)/(.*)", TextHandler::new));

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/a/%E9").status()).isEqualTo("400 Bad Request");
      assertThat(log.lines())
          .containsExactly("WARN 400 GET /a/%E9 (127.0.0.1): Invalid unicode in url");
    }
  }

  private static final class LatinHandler extends RequestHandler {
    @Override
    protected String decodeArgument(ByteString value, @Nullable String name) {
      return name + "=" + value.string(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void get() {
      write(pathArgs() + " " + getArgument("q", "none"));
    }
  }

  @Test
  void decodeArgumentIsToldTheNameOfAGroup() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/named/(?<key>.*)", LatinHandler::new)
                .route("/unnamed/(.*)", LatinHandler::new));

    assertThat(client.get("/named/%E9?q=1").body()).isEqualTo("[key=\u00c3\u00a9] q=1");
    assertThat(client.get("/unnamed/x").body()).isEqualTo("[null=x] none");
  }
}
