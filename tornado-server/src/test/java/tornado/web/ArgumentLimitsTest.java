// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.httputil.ParseBodyConfig;
import tornado.httputil.ParseMultipartConfig;
import tornado.wire.WireClient;

/// Forms and queries with too much in them.
final class ArgumentLimitsTest extends WebFixture {
  private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=b";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  private WireClient serve(ParseMultipartConfig config) throws IOException {
    return serve(
        Application.builder()
            .parseBodyConfig(ParseBodyConfig.DEFAULT.withMultipart(config))
            .route(".*", handler(ArgumentLimitsTest::count)));
  }

  private static void count(RequestHandler handler) {
    handler.write(Integer.toString(handler.getArguments("a").size()));
  }

  private static String part(String fields) {
    return "--b\r\nContent-Disposition: form-data; name=\"a\"" + fields + "\r\n\r\nx\r\n";
  }

  private static String parts(int count) {
    return part("").repeat(count) + "--b--\r\n";
  }

  private static String arguments(int count) {
    return IntStream.range(0, count).mapToObj(i -> "a=" + i).collect(Collectors.joining("&"));
  }

  private static void assertBadRequest(WireClient client, String body) throws IOException {
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.post("/", body, MULTIPART).code()).isEqualTo(400);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARN 400 POST / (127.0.0.1): Invalid body: ");
    }
  }

  @Test
  void tooManyPartsAreABadRequest() throws IOException {
    WireClient client = serve(ParseMultipartConfig.DEFAULT);

    assertThat(client.post("/", parts(99), MULTIPART).body()).isEqualTo("99");
    assertBadRequest(client, parts(100));
  }

  @Test
  void applicationSaysHowManyPartsItTakes() throws IOException {
    WireClient client = serve(new ParseMultipartConfig(true, 3, 10_240));

    assertThat(client.post("/", parts(2), MULTIPART).body()).isEqualTo("2");
    assertBadRequest(client, parts(3));
  }

  @Test
  void overlongFieldsOfAPartAreABadRequest() throws IOException {
    WireClient client = serve(ParseMultipartConfig.DEFAULT);

    assertThat(
            client.post("/", part("\r\nX: " + "x".repeat(10_000)) + "--b--\r\n", MULTIPART).body())
        .isEqualTo("1");
    assertBadRequest(client, part("\r\nX: " + "x".repeat(10_240)) + "--b--\r\n");
  }

  @Test
  void applicationMayTakeNoMultipartForms() throws IOException {
    assertBadRequest(serve(new ParseMultipartConfig(false, 100, 10_240)), parts(1));
  }

  @Test
  void tooManyArgumentsOfAFormAreABadRequest() throws IOException {
    WireClient client = serve(ParseMultipartConfig.DEFAULT);

    assertThat(client.post("/", arguments(10_000), FORM).body()).isEqualTo("10000");
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.post("/", arguments(10_001), FORM).code()).isEqualTo(400);
      assertThat(log.lines())
          .containsExactly(
              "WARN 400 POST / (127.0.0.1): Invalid body: too many arguments in form body");
    }
  }

  @Test
  void queryIsLimitedByTheSizeOfTheHead() throws IOException {
    WireClient client = serve(ParseMultipartConfig.DEFAULT);

    assertThat(client.get("/?" + arguments(5_000)).body()).isEqualTo("5000");
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/?" + arguments(10_000)).code()).isEqualTo(431);
      assertThat(log.lines()).hasSizeBetween(0, 1);
    }
  }
}
