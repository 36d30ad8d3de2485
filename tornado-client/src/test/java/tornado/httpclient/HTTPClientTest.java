// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// The client that waits. Tornado: `httpclient_test`, `SyncHTTPClientTest`.
final class HTTPClientTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String MISSING = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

  private final HTTPClient client = opened(new HTTPClient());

  @Test
  void syncClient() {
    ScriptedServer server = serve(OK, OK);

    assertThat(client.fetch(server.url("/a")).text()).isEqualTo("ok");
    assertThat(client.fetch(HTTPRequest.of(server.url("/b"))).text()).isEqualTo("ok");

    assertThat(server.takeRequest()).startsWith("GET /a ");
    assertThat(server.takeRequest()).startsWith("GET /b ");
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void syncClientError() {
    ScriptedServer server = serve(MISSING, MISSING);

    assertThatThrownBy(() -> client.fetch(server.url("/")))
        .isInstanceOfSatisfying(
            HTTPClientError.class, error -> assertThat(error.code()).isEqualTo(404));
    assertThat(client.fetch(server.url("/"), FetchOption.RETURN_ERRORS).code()).isEqualTo(404);
  }

  @Test
  void itCantWaitWhereALoopRuns() {
    run(() -> {
      loop.addCallback(() -> {});
      assertThatThrownBy(() -> client.fetch("http://127.0.0.1:1/"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("loop");
      return true;
    });
  }

  @Test
  void closedOneTakesNoMore() {
    ScriptedServer server = serve(OK);
    client.fetch(server.url("/"));

    client.close();
    client.close();

    server.awaitClosed();
    assertThatThrownBy(() -> client.fetch(server.url("/")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("fetch on a client that was closed");
  }
}
