// SPDX-License-Identifier: Apache-2.0
package tornado.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// Requests sent behind each other without waiting for answers.
class PipelineTest {
  private final CompletableFuture<Boolean> gate = new CompletableFuture<>();
  private final List<String> handled = new CopyOnWriteArrayList<>();
  private WireServer server;

  private final class EchoHandler extends RequestHandler {
    @Override
    public void get() {
      handled.add(request().uri());
      if (request().path().equals("/slow")) {
        await(gate);
      }
      write(request().uri());
    }

    @Override
    public void post() {
      write(request().body());
    }
  }

  @BeforeEach
  void start() {
    server = new WireServer(Application.builder().route("/.*", EchoHandler::new).build());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void requestsAreAnsweredOneByOneAndInOrder() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(get("/1") + get("/slow") + "\r\n" + get("/3") + get("/4"));

      assertThat(client.read().body()).isEqualTo("/1");
      server.turn();
      assertThat(handled).doesNotContain("/3");
      gate.complete(true);
      assertThat(client.read().body()).isEqualTo("/slow");
      assertThat(client.read().body()).isEqualTo("/3");
      assertThat(client.read().body()).isEqualTo("/4");
      assertThat(handled).containsExactly("/1", "/slow", "/3", "/4");
    }
  }

  @Test
  void nothingIsHandledBehindARequestThatCloses() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(WireClient.request("GET", "/last", "Connection: close") + get("/more"));

      assertThat(client.readAll()).contains("\r\nConnection: close\r\n").endsWith("/last");
      assertThat(handled).containsExactly("/last");
    }
  }

  @Test
  void ordinaryHandlerReadsTheBodyBeforeItAnswers() throws IOException {
    try (WireClient client = server.connect()) {
      client.send(WireClient.request("PUT", "/1", "Content-Length: 10") + "0123456789" + get("/2"));

      assertThat(client.read().status()).isEqualTo("405 Method Not Allowed");
      assertThat(client.read().body()).isEqualTo("/2");
    }
  }

  @Test
  void floodOfRequestsIsAnsweredOneByOne() throws Exception {
    int count = 5000;
    try (WireClient client = server.connect()) {
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  client.send(get("/echo").repeat(count));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });

      for (int i = 0; i < count; i++) {
        assertThat(client.read().body()).isEqualTo("/echo");
      }

      sender.join();
      assertThat(handled).hasSize(count);
    }
  }

  private static String get(String target) {
    return WireClient.request("GET", target);
  }
}
