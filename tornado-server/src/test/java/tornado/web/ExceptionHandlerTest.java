// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Exceptions that handlers answer and log in their own way. Python: web_test, ExceptionHandlerTest and ErrorResponseTest.
final class ExceptionHandlerTest extends WebFixture {
  /// Knows one exception.
  private static final class KnowingHandler extends RequestHandler {
    @Override
    public void get() {
      switch (getArgument("exc")) {
        case "http" -> throw new HTTPError(410, "the story is over");
        case "status" -> throw new HTTPError(getArgument("status", int.class, 0));
        case "permission" -> throw new SecurityException("forbidden here");
        default -> throw new ArithmeticException("/ by zero");
      }
    }

    @Override
    protected void writeError(int statusCode, @Nullable Throwable cause) throws Exception {
      if (cause instanceof SecurityException) {
        setStatus(403);
        write("not you");
        return;
      }
      super.writeError(statusCode, cause);
    }

    @Override
    protected void logException(Throwable failure) {
      if (failure instanceof SecurityException) {
        LoggerFactory.getLogger("tornado.application").warn("custom: {}", failure.getMessage());
      } else {
        super.logException(failure);
      }
    }
  }

  @Test
  void httpError() throws IOException {
    WireClient client = serve(KnowingHandler::new);

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/?exc=http").code()).isEqualTo(410);
      assertThat(log.lines())
          .containsExactly("WARN 410 GET /?exc=http (127.0.0.1): the story is over");
    }
  }

  @Test
  void unknownError() throws IOException {
    WireClient client = serve(KnowingHandler::new);

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/?exc=zero").code()).isEqualTo(500);
      assertThat(log.lines()).singleElement().asString().startsWith("ERROR Uncaught exception");
    }
  }

  @Test
  void knownError() throws IOException {
    WireClient client = serve(KnowingHandler::new);

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      WireResponse response = client.get("/?exc=permission");

      assertThat(response.status()).isEqualTo("403 Forbidden");
      assertThat(response.body()).isEqualTo("not you");
      assertThat(log.lines()).containsExactly("WARN custom: forbidden here");
    }
  }

  /// Python's name is `default`.
  @Test
  void defaultPage() throws IOException {
    WireClient client = serve(KnowingHandler::new);

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/?exc=zero").body()).contains("500: Internal Server Error");
      assertThat(log.lines()).hasSize(1);
    }
    assertThat(client.get("/?exc=status&status=503").body()).contains("503: Service Unavailable");
    assertThat(client.get("/?exc=status&status=439").body()).contains("439: Unknown");
  }
}
