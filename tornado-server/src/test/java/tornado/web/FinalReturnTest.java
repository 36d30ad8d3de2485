// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// What flushing and finishing return. Python: web_test, FinalReturnTest and NonWSGIWebTests.
final class FinalReturnTest extends WebFixture {
  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void finishMethodReturnFuture(String method) throws IOException {
    var finalReturn = new CompletableFuture<CompletableFuture<Void>>();
    WireClient client =
        serve(handler -> {
          if (handler.request().method().equals("POST")) {
            handler.write("first ");
            RequestHandler.await(handler.flush());
          }
          CompletableFuture<Void> returned = handler.finish("second");
          RequestHandler.await(returned);
          finalReturn.complete(returned);
        });

    String body = client.exchange(WireClient.request(method, "/")).body();

    assertThat(body).isEqualTo(method.equals("POST") ? "first second" : "second");
    assertThat(WireServer.get(finalReturn)).isCompletedWithValue(null);
  }

  /// The first flush sends the head, whether there is output or not; others without output do nothing.
  @Test
  void emptyFlush() throws IOException {
    WireClient client =
        serve(handler -> {
          RequestHandler.await(handler.flush());
          RequestHandler.await(handler.flush());
          handler.write("a");
          RequestHandler.await(handler.flush());
          RequestHandler.await(handler.flush());
          handler.finish("b");
        });

    assertThat(client.get("/").body()).isEqualTo("ab");
  }
}
