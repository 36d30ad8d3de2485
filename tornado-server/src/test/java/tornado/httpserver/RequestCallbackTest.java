// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.httpserver.internal.CallableDelegate;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerConnection;
import tornado.httputil.HTTPServerConnectionDelegate;
import tornado.httputil.HTTPServerRequest;
import tornado.wire.Answer;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// What a server can be given to answer requests: a function, or a delegate.
class RequestCallbackTest {
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  @Test
  void functionGetsTheWholeRequest() throws IOException {
    var http = new HTTPServer(request -> Answer.with(request, describe(request)));
    try (WireServer server = new WireServer(http);
        WireClient client = server.connect()) {
      String form = client.post("/a?x=1", "x=2&y=3", FORM).body();
      String plain = client.post("/b", "x=2").body();

      assertThat(form).isEqualTo("POST /a x=2&y=3 {x=[1, 2], y=[3]}");
      assertThat(plain).isEqualTo("POST /b x=2 {}");
    }
  }

  private static String describe(HTTPServerRequest request) {
    var arguments = new StringBuilder("{");
    request
        .arguments()
        .forEach((name, values) ->
            arguments
                .append(arguments.length() > 1 ? ", " : "")
                .append(name)
                .append('=')
                .append(values.stream().map(value -> value.utf8()).toList()));
    return "%s %s %s %s}"
        .formatted(request.method(), request.path(), request.body().utf8(), arguments);
  }

  @Test
  void functionMayAnswerLater() throws IOException {
    var asked = new CompletableFuture<HTTPServerRequest>();
    try (WireServer server = new WireServer(new HTTPServer(asked::complete));
        WireClient client = server.connect()) {
      client.send(WireClient.request("GET", "/"));
      HTTPServerRequest request = WireServer.get(asked);

      Answer.with(request, "from the test's thread");

      assertThat(client.read().body()).isEqualTo("from the test's thread");
    }
  }

  @Test
  void malformedFormIsAMalformedRequestToAFunction() throws IOException {
    var http = new HTTPServer(request -> Answer.with(request, "never"));
    try (WireServer server = new WireServer(http);
        WireClient client = server.connect();
        LogRecorder log = LogRecorder.of("tornado.general")) {
      client.send(
          WireClient.request("POST", "/", "Content-Type: multipart/form-data", "Content-Length: 1")
              + "x"
              + WireClient.request("GET", "/"));

      assertThat(client.readAll()).isEqualTo("HTTP/1.1 400 Bad Request\r\n\r\n");
      assertThat(log.lines())
          .containsExactly(
              "INFO Malformed HTTP message from 127.0.0.1: multipart boundary not found:"
                  + " 'multipart/form-data'");
    }
  }

  @Test
  void functionThatFailsCostsItsConnection() throws IOException {
    var http =
        new HTTPServer(request -> {
          throw new IllegalStateException("broken");
        });
    try (WireServer server = new WireServer(http);
        LogRecorder log = LogRecorder.of("tornado.application")) {
      for (int i = 0; i < 2; i++) {
        try (WireClient client = server.connect()) {
          client.send(WireClient.request("GET", "/"));

          assertThat(client.readUntilGone()).isEmpty();
        }
      }

      assertThat(log.lines())
          .containsExactly("ERROR Uncaught exception", "ERROR Uncaught exception");
    }
  }

  @Test
  void delegateHearsOfEachRequestAndOfTheEnd() throws IOException {
    List<String> heard = new CopyOnWriteArrayList<>();
    var ended = new CompletableFuture<Boolean>();
    var delegate =
        new HTTPServerConnectionDelegate() {
          @Override
          public HTTPMessageDelegate startRequest(
              HTTPServerConnection serverConnection, HTTPConnection requestConnection) {
            heard.add("request");
            return new CallableDelegate(requestConnection, request -> Answer.with(request, ""));
          }

          @Override
          public void onClose(HTTPServerConnection serverConnection) {
            heard.add("end");
            ended.complete(true);
          }
        };
    try (WireServer server = new WireServer(delegate)) {
      try (WireClient client = server.connect()) {
        client.get("/");
        client.get("/");
      }

      WireServer.get(ended);
      assertThat(heard).containsExactly("request", "request", "end");
    }
  }
}
