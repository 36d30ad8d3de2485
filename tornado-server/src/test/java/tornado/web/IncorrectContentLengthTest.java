// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// Bodies that are not as long as the handler says. Python: web_test, IncorrectContentLengthTest.
final class IncorrectContentLengthTest extends WebFixture {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "contentLengthTooHigh, 10, abc, tried to write 7 bytes less than Content-Length",
    "contentLengthTooLow, 3, abcd, tried to write more data than Content-Length"
  })
  void contentLength(String name, int length, String body, String message) throws IOException {
    var failure = new CompletableFuture<Throwable>();
    WireClient client =
        serve(handler -> {
          handler.setHeader("Content-Length", length);
          try {
            handler.finish(body);
          } catch (RuntimeException e) {
            failure.complete(e);
            throw e;
          }
        });

    try (LogRecorder application = LogRecorder.of("tornado.application");
        LogRecorder general = LogRecorder.of("tornado.general")) {
      client.send(WireClient.request("GET", "/"));
      client.readUntilGone();
      awaitEnd();

      assertThat(WireServer.get(failure)).as(name).hasMessage(message);
      assertThat(application.lines()).hasSize(1);
      assertThat(general.lines()).hasSize(1);
    }
  }
}
