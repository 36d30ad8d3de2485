// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.httputil.HTTPInputError;
import tornado.netutil.UnresolvedHostException;

/// Servers that are not there, leave, or say what they must not: the error says which server, what, and how far it came.
final class FailuresTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private AbstractThrowableAssert<?, ? extends Throwable> assertFails(String url) {
    return assertThatThrownBy(() -> run(() -> await(AsyncHTTPClient.current().fetch(url))))
        .isInstanceOf(HTTPClientError.class);
  }

  @Test
  void connectionRefused() throws IOException {
    int port;
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = listening.getLocalPort();
    }

    assertFails("http://127.0.0.1:%d/".formatted(port))
        .hasMessageContaining(
            "HTTP 599: can't connect to 127.0.0.1:%d: 127.0.0.1:%d: ".formatted(port, port))
        .hasMessageContaining("refused");
  }

  @Test
  void unknownHost() {
    assertFails("http://no.such.host.invalid/")
        .hasMessageContaining("host can't be resolved: 'no.such.host.invalid'")
        .hasCauseInstanceOf(UnresolvedHostException.class);
  }

  @Test
  void serverThatLeavesBeforeItAnswers() {
    ScriptedServer server = serve("");

    assertFails(server.url("/"))
        .isInstanceOf(HTTPStreamClosedError.class)
        .hasMessage(
            "HTTP 599: connection to 127.0.0.1:%d closed before it answered"
                .formatted(server.port()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
      })
  void serverThatLeavesWithinTheBody(String answer) {
    ScriptedServer server = serve(answer);

    assertFails(server.url("/"))
        .isInstanceOf(HTTPStreamClosedError.class)
        .hasMessageEndingWith(" closed within the response");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no HTTP\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        "HTTP/1.1 200 OK\r\nA b: c\r\n\r\n",
        "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nab"
      })
  void serverThatBreaksTheProtocol(String answer) {
    ScriptedServer server = serve(answer);

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertFails(server.url("/"))
          .hasMessageContaining("127.0.0.1:%d broke the protocol: ".formatted(server.port()))
          .hasCauseInstanceOf(HTTPInputError.class);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void connectionThatWasKeptIsReplacedOnce() {
    ScriptedServer server = serve(OK);

    List<String> texts =
        run(() -> {
          AsyncHTTPClient client = AsyncHTTPClient.current();
          String first = await(client.fetch(server.url("/1"))).text();
          return List.of(first, await(client.fetch(server.url("/2"))).text());
        });

    assertThat(texts).containsExactly("ok", "ok");
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void bytesThatNobodyAskedForEndTheConnection() {
    ScriptedServer server = serve(OK + OK, OK);

    List<String> texts =
        run(() -> {
          AsyncHTTPClient client = AsyncHTTPClient.current();
          String first = await(client.fetch(server.url("/1"))).text();
          return List.of(first, await(client.fetch(server.url("/2"))).text());
        });

    assertThat(texts).containsExactly("ok", "ok");
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void interimResponsesAreSkipped() {
    ScriptedServer server = serve("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK);

    HTTPResponse response = run(() -> await(AsyncHTTPClient.current().fetch(server.url("/"))));

    assertThat(response.code()).isEqualTo(200);
    assertThat(response.headers().get("Link")).isNull();
  }

  @Test
  void bodyOverTheLimit() {
    ScriptedServer server = serve("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n01234567890");

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThatThrownBy(() ->
              run(() -> {
                var options = AsyncHTTPClientOptions.builder().maxBodySize(10).build();
                return await(new AsyncHTTPClient(options).fetch(server.url("/")));
              }))
          .isInstanceOf(HTTPClientError.class)
          .hasMessageContaining("Content-Length too long");
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void callbackThatThrowsFailsTheFetch() {
    ScriptedServer server = serve(OK);

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThatThrownBy(() ->
              run(() ->
                  await(
                      AsyncHTTPClient.current()
                          .fetch(
                              HTTPRequest.builder(server.url("/"))
                                  .streamingCallback(_ -> {
                                    throw new ArithmeticException("mine");
                                  })
                                  .build()))))
          .isInstanceOf(ArithmeticException.class);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void closedClientTakesNoMore() {
    ScriptedServer server = serve(ScriptedServer.SILENCE);

    run(() -> {
      var client = new AsyncHTTPClient(AsyncHTTPClientOptions.DEFAULT);
      var running = client.fetch(server.url("/"));
      client.close();
      assertThatThrownBy(() -> await(running)).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> client.fetch(server.url("/")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("fetch on a client that was closed");
      return null;
    });
  }
}
