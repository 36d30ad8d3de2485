// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;

/// Escapes in the path and in the query. Python: web_test, RequestEncodingTest.
final class RequestEncodingTest extends WebFixture {
  /// Says what it was asked for.
  private static final class EchoHandler extends RequestHandler {
    @Override
    public void get() {
      String args =
          request().arguments().keySet().stream()
              .map(name -> name + "=" + getArguments(name))
              .toList()
              .toString();
      writeJson(Map.of("echo", List.of(request().path(), pathArgs(), args)));
    }
  }

  private WireClient serveEcho() throws IOException {
    return serve(
        Application.builder()
            .route("/rest/(.*)", EchoHandler::new)
            .route("/two/([^/]*)/([^/]*)", EchoHandler::new));
  }

  private static String echo(String path, String pathArgs, String args) {
    return "{\"echo\": [\"%s\", [%s], \"[%s]\"]}".formatted(path, pathArgs, args);
  }

  @Test
  void groupQuestionMark() throws IOException {
    WireClient client = serveEcho();

    assertThat(client.get("/rest/%3F").body()).isEqualTo(echo("/rest/%3F", "\"?\"", ""));
    assertThat(client.get("/rest/%3F?%3Fa=%3Fb").body())
        .isEqualTo(echo("/rest/%3F", "\"?\"", "?a=[?b]"));
  }

  @Test
  void groupEncoding() throws IOException {
    WireClient client = serveEcho();

    assertThat(client.get("/rest/%C3%BC?u=%C3%BC").body())
        .isEqualTo(echo("/rest/%C3%BC", "\"\\u00fc\"", "u=[\\u00fc]"));
  }

  @Test
  void slashes() throws IOException {
    WireClient client = serveEcho();

    assertThat(client.get("/two/a/b").body()).isEqualTo(echo("/two/a/b", "\"a\", \"b\"", ""));
    assertThat(client.get("/two/x%2Fy/%2F").body())
        .isEqualTo(echo("/two/x%2Fy/%2F", "\"x/y\", \"/\"", ""));
  }

  /// A percent sign, and what else means something to loggers, is logged as it is.
  @Test
  void error() throws IOException {
    WireClient client = serveEcho();

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/rest/?u=%25%fc{}").code()).isEqualTo(400);
      assertThat(log.lines())
          .containsExactly("WARN 400 GET /rest/?u=%25%fc{} (127.0.0.1): Invalid unicode in u");
    }
  }
}
