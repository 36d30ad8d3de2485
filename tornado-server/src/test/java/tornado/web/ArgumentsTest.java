// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.httputil.HTTPFile;
import tornado.wire.WireClient;

/// Arguments of the query and of forms. Python: web_test, GetArgumentTest, RequestEncodingTest and others.
final class ArgumentsTest extends WebFixture {
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
  private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=b";

  private static void show(RequestHandler handler) {
    handler.write(handler.getArgument("a", "default") + " " + handler.getArguments("a"));
  }

  @Test
  void lastValueCountsAndTheBodysAreBehindTheQuerys() throws IOException {
    WireClient client = serve(ArgumentsTest::show);

    assertThat(client.get("/?a=1&b=2&a=3").body()).isEqualTo("3 [1, 3]");
    assertThat(client.post("/?a=1&a=2", "a=3&a=4", FORM).body()).isEqualTo("4 [1, 2, 3, 4]");
    assertThat(client.get("/").body()).isEqualTo("default []");
    assertThat(client.get("/?a=").body()).isEqualTo(" []");
  }

  /// Python's white space, which is Unicode's and not Java's: no-break space, next line, ideographic space.
  @ParameterizedTest
  @ValueSource(
      strings = {"+", "%09", "%0D%0A", "%1F", "%C2%A0", "%C2%85", "%E3%80%80", "%E2%80%AF"})
  void whiteSpaceAroundAnArgumentGoes(String space) throws IOException {
    WireClient client = serve(handler -> handler.write(handler.getArgument("a")));

    String body = client.get("/?a=" + space + "x-y" + space).body();

    assertThat(body).isEqualTo("x-y");
  }

  @Test
  void queryAndBodyCanBeReadApart() throws IOException {
    WireClient client =
        serve(handler ->
            handler.write(
                handler.getQueryArgument("a")
                    + handler.getQueryArguments("a")
                    + handler.getQueryArgument("b", "none")
                    + handler.getBodyArgument("b")
                    + handler.getBodyArguments("b")
                    + handler.getBodyArgument("a", "none")));

    assertThat(client.post("/?a=1", "b=2", FORM).body()).isEqualTo("1[1]none2[2]none");
  }

  @ParameterizedTest
  @CsvSource({"a", "q", "b"})
  void missingArgumentIsABadRequestThatNamesIt(String which) throws IOException {
    WireClient client =
        serve(handler -> {
          switch (which) {
            case "a" -> handler.getArgument("x");
            case "q" -> handler.getQueryArgument("x");
            default -> handler.getBodyArgument("x");
          }
        });

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/?y=1").status()).isEqualTo("400 Bad Request");
      assertThat(log.lines()).containsExactly("WARN 400 GET /?y=1 (127.0.0.1): Missing argument x");
    }
  }

  @Test
  void catchError() throws IOException {
    WireClient client =
        serve(handler -> {
          try {
            handler.write(handler.getArgument("title"));
          } catch (MissingArgumentError e) {
            handler.write(e.argName() + ": " + e.logMessage());
          }
        });

    assertThat(client.get("/").body()).isEqualTo("title: Missing argument title");
  }

  @Test
  void missingArgumentErrorKnowsTheName() {
    var error = new MissingArgumentError("x");

    assertThat(error.argName()).isEqualTo("x");
    assertThat(error).hasMessage("HTTP 400: Bad Request (Missing argument x)");
  }

  @Test
  void controlCharactersBecomeSpacesAndTheEndsAreStripped() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.writeJson(
              List.of(handler.getArgument("a"), handler.getArgumentsUnstripped("a").getLast()));
        });

    assertThat(client.get("/?a=%20x%01%09y%0a").body()).isEqualTo("[\"x \\ty\", \" x \\ty\\n\"]");
    assertThat(client.get("/?a=%00%08x%0b%0c%0d%0e%1fy%7f").body())
        .isEqualTo("[\"x\\u000b\\f\\r  y\u007f\", \"  x\\u000b\\f\\r  y\u007f\"]");
  }

  @Test
  void whiteSpaceAroundAValueMayBeKept() throws IOException {
    WireClient client =
        serve(handler ->
            handler.writeJson(
                List.of(
                    handler.getArgumentUnstripped("a"),
                    handler.getArgumentUnstripped("a", "none"),
                    handler.getQueryArgumentUnstripped("a", "none"),
                    handler.getBodyArgumentUnstripped("a", "none"))));

    assertThat(client.post("/?a=+q+", "a=+b%0a", FORM).body())
        .isEqualTo("[\" b\\n\", \" b\\n\", \" q \", \" b\\n\"]");
    assertThat(client.get("/?a=+q%01").body()).isEqualTo("[\" q \", \" q \", \" q \", \"none\"]");
  }

  @Test
  void whiteSpaceAroundAllValuesMayBeKept() throws IOException {
    WireClient client =
        serve(handler ->
            handler.writeJson(
                List.of(
                    handler.getArgumentsUnstripped("a"),
                    handler.getQueryArgumentsUnstripped("a"),
                    handler.getBodyArgumentsUnstripped("a"))));

    assertThat(client.post("/?a=+p&a=+q+", "a=+b%0a", FORM).body())
        .isEqualTo("[[\" p\", \" q \", \" b\\n\"], [\" p\", \" q \"], [\" b\\n\"]]");
    assertThat(client.get("/?b=1").body()).isEqualTo("[[], [], []]");
  }

  @Test
  void unstrippedArgumentOfOneSideIsRequiredThere() throws IOException {
    WireClient client =
        serve(handler -> {
          String side = handler.getArgument("side");
          handler.write(
              side.equals("query")
                  ? handler.getQueryArgumentUnstripped("a")
                  : handler.getBodyArgumentUnstripped("a"));
        });

    assertThat(client.post("/?side=query&a=+q+", "", FORM).body()).isEqualTo(" q ");
    assertThat(client.post("/?side=body", "a=+b+", FORM).body()).isEqualTo(" b ");
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.post("/?side=query", "a=+b+", FORM).code()).isEqualTo(400);
      assertThat(client.post("/?side=body&a=+q+", "", FORM).code()).isEqualTo(400);
      assertThat(log.lines()).hasSize(2).allMatch(line -> line.contains("Missing argument a"));
    }
  }

  @Test
  void missingArgumentIsMissingUnstrippedToo() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.write(handler.getArgumentUnstripped("x", "default"));
          handler.getArgumentUnstripped("x");
        });

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/").code()).isEqualTo(400);
      assertThat(log.lines()).containsExactly("WARN 400 GET / (127.0.0.1): Missing argument x");
    }
  }

  @Test
  void plusIsASpaceAndNamesAreDecoded() throws IOException {
    WireClient client =
        serve(
            handler -> handler.write(handler.getArgument("b x") + "|" + handler.getArgument("a")));

    assertThat(client.get("/?%62+x=%26%3d&a=1+2%2B3").body()).isEqualTo("&=|1 2+3");
  }

  @Test
  void argumentThatIsNoUTF8IsABadRequest() throws IOException {
    WireClient client = serve(ArgumentsTest::show);

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/?a=%E9").status()).isEqualTo("400 Bad Request");
      assertThat(log.lines())
          .containsExactly("WARN 400 GET /?a=%E9 (127.0.0.1): Invalid unicode in a");
    }
  }

  enum Color {
    RED,
    GREEN
  }

  @Test
  void argumentsOfOtherTypes() throws IOException {
    WireClient client =
        serve(handler ->
            handler.write(
                List.of(
                        handler.getArgument("i", Integer.class, 7),
                        handler.getArgument("l", long.class, 8L),
                        handler.getArgument("d", Double.class, 0.5),
                        handler.getArgument("b", boolean.class, true),
                        handler.getArgument("e", Color.class, Color.RED),
                        handler.getArgument("u", UUID.class, new UUID(0, 1)),
                        handler.getArgument("s", String.class, "none"))
                    .toString()));

    assertThat(client.get("/").body())
        .isEqualTo("[7, 8, 0.5, true, RED, 00000000-0000-0000-0000-000000000001, none]");
    assertThat(client.get("/?i=+1+&l=-2&d=3&b=off&e=GREEN&s=x").body())
        .startsWith("[1, -2, 3.0, false, GREEN, ")
        .endsWith(", x]");
  }

  @ParameterizedTest
  @CsvSource({"i=x, i, Integer", "i=, i, Integer", "b=maybe, b, Boolean", "e=BLUE, e, Color"})
  void argumentOfAnotherTypeIsABadRequest(String query, String name, String type)
      throws IOException {
    Map<String, Class<?>> types = Map.of("i", Integer.class, "b", Boolean.class, "e", Color.class);
    WireClient client =
        serve(handler -> readAs(handler, name, types.getOrDefault(name, Void.class)));

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/?" + query).status()).isEqualTo("400 Bad Request");
      assertThat(log.lines())
          .singleElement()
          .asString()
          .endsWith(": Invalid argument " + name + ": expected " + type);
    }
  }

  private static <T> void readAs(RequestHandler handler, String name, Class<T> type) {
    handler.getArgument(name, type, null);
  }

  @Test
  void typeWithoutAConversionIsTheApplicationsFault() throws IOException {
    WireClient client = serve(handler -> readAs(handler, "a", Thread.class));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/?a=1").code()).isEqualTo(500);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void bodiesThatAreNoFormsAreNotParsed() throws IOException {
    WireClient client = serve(ArgumentsTest::show);

    assertThat(client.post("/", "{\"a\": 1}", "Content-Type: application/json").body())
        .isEqualTo("default []");
    assertThat(client.post("/", "a=1").body()).isEqualTo("default []");
  }

  @Test
  void multipartFormHasArgumentsAndFiles() throws IOException {
    WireClient client =
        serve(handler -> {
          HTTPFile file = handler.request().files().getOrDefault("f", List.of()).getFirst();
          handler.write(
              handler.getBodyArgument("a") + " " + file.filename() + " " + file.body().utf8());
        });
    String body =
        """
        --b\r
        Content-Disposition: form-data; name="a"\r
        \r
        one\r
        --b\r
        Content-Disposition: form-data; name="f"; filename="x.txt"\r
        \r
        text\r
        --b--\r
        """;

    assertThat(client.post("/", body, MULTIPART).body()).isEqualTo("one x.txt text");
  }

  @Test
  void malformedFormIsAnOrdinaryBadRequestWithOneLogLine() throws IOException {
    WireClient client = serve(ArgumentsTest::show);

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      var response = client.post("/", "--b\r\nx\r\n--b\r\ny\r\n--b--\r\n", MULTIPART);

      assertThat(response.status()).isEqualTo("400 Bad Request");
      assertThat(response.names())
          .containsExactly("Server", "Content-Type", "Date", "Vary", "Content-Length");
      assertThat(response.body())
          .isEqualTo("<html><title>400: Bad Request</title><body>400: Bad Request</body></html>");
      assertThat(log.lines())
          .containsExactly(
              "WARN 400 POST / (127.0.0.1): Invalid body: multipart part is missing headers");
    }
    assertThat(client.get("/?a=1").body()).isEqualTo("1 [1]");
  }

  @Test
  void compressedFormIsABadRequest() throws IOException {
    WireClient client = serve(ArgumentsTest::show);

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.post("/", "a=1", FORM, "Content-Encoding: gzip").code()).isEqualTo(400);
      assertThat(log.lines()).hasSize(1);
    }
  }
}
