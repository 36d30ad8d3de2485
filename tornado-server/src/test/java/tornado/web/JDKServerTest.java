// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.fixture.LogRecorder;
import tornado.ioloop.IOLoop;
import tornado.web.jdk.JDKHandlers;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;
import tornado.wire.WireServer;

/// An application in the JDK's HTTP server. Python: wsgi_test, the other way round.
final class JDKServerTest extends JDKServerFixture {
  @Test
  void handlerSeesTheRequest() throws IOException {
    WireClient client =
        mount(handler ->
            handler.write(
                String.join(
                    " ",
                    handler.request().method(),
                    handler.request().uri(),
                    handler.request().headers().get("X-One"),
                    handler.request().version(),
                    handler.request().host(),
                    handler.request().remoteIp(),
                    handler.request().protocol(),
                    handler.getArgument("c"),
                    handler.getBodyArgument("e"))));

    WireResponse response =
        client.post(
            "/app/a%20b?c=d", "e=f", "X-One: 1", "Content-Type: application/x-www-form-urlencoded");

    assertThat(response.body()).isEqualTo("POST /app/a%20b?c=d 1 HTTP/1.1 a 127.0.0.1 http d f");
  }

  @Test
  void answerHasALengthAndTheHandlersFields() throws IOException {
    WireClient client =
        mount(handler -> {
          handler.setStatus(201);
          handler.addHeader("X-Two", "a");
          handler.addHeader("X-Two", "b");
          handler.write("made");
        });

    WireResponse response = client.get("/");

    assertThat(response.status()).isEqualTo("201 Created");
    assertThat(response.all("X-Two")).containsExactly("a", "b");
    assertThat(response.all("Content-Length")).containsExactly("4");
    assertThat(response.all("Date")).hasSize(1);
    assertThat(response.body()).isEqualTo("made");
  }

  @Test
  void connectionGoesOn() throws IOException {
    WireClient client = mount(handler -> handler.write(handler.request().path()));

    assertThat(client.get("/a").body()).isEqualTo("/a");
    assertThat(client.post("/b", "body").body()).isEqualTo("/b");
    assertThat(client.get("/c").body()).isEqualTo("/c");
  }

  @Test
  void piecesAreSentInChunks() throws IOException {
    var read = new CompletableFuture<Void>();
    WireClient client =
        mount(handler -> {
          handler.write("abc");
          handler.flush();
          RequestHandler.await(read);
          handler.write("de");
        });

    client.send(WireClient.request("GET", "/"));
    String head = client.readUntil("abc\r\n");
    read.complete(null);

    assertThat(head.toLowerCase(Locale.ROOT)).contains("transfer-encoding: chunked");
    assertThat(client.readUntil("0\r\n\r\n")).isEqualTo("2\r\nde\r\n0\r\n\r\n");
    assertThat(client.get("/").body()).isEqualTo("abcde");
  }

  @Test
  void headHasTheFieldsOfGet() throws IOException {
    WireClient client = mount(handler -> handler.write("hello"));

    assertThat(client.head("/").field("Content-Length")).isEqualTo("5");
    assertThat(client.get("/").body()).isEqualTo("hello");
  }

  @Test
  void answersWithoutABody() throws IOException {
    WireClient client =
        mount(handler -> handler.setStatus(handler.getArgument("code", int.class, 200)));

    assertThat(client.get("/?code=204").names()).doesNotContain("Content-length");
    assertThat(client.get("/?code=304").code()).isEqualTo(304);
    assertThat(client.get("/").field("Content-Length")).isEqualTo("0");
  }

  @Test
  void filesAreSent(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "x".repeat(200_000));
    WireClient client = mount(handler -> handler.sendFile(file));

    WireResponse response = client.get("/");

    assertThat(response.field("Content-Type")).startsWith("text/plain");
    assertThat(response.body()).isEqualTo("x".repeat(200_000));
  }

  @Test
  void errorsAreThePagesOfTheApplication() throws IOException {
    WireClient client = mount(Application.builder().route("/", handler(_ -> {})));

    WireResponse response = client.get("/nowhere");

    assertThat(response.code()).isEqualTo(404);
    assertThat(response.body()).contains("404: Not Found");
  }

  @Test
  void partOfAnAnswerBreaksTheConnection() throws IOException {
    WireClient client =
        mount(handler -> {
          handler.write("abc");
          handler.flush();
          throw new HTTPError(500);
        });

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      client.send(WireClient.request("GET", "/"));

      assertThat(client.readUntilGone()).endsWith("\r\n3\r\nabc\r\n");
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void answerThatIsTooShortBreaksTheConnection() throws IOException {
    var logged = new CompletableFuture<Integer>();
    WireClient client =
        mount(
            Application.builder()
                .route(
                    "/",
                    handler(handler -> {
                      handler.setHeader("Content-Length", 10);
                      handler.write("short");
                    }))
                .logFunction(handler -> logged.complete(handler.getStatus())));

    try (LogRecorder application = LogRecorder.of("tornado.application");
        LogRecorder general = LogRecorder.of("tornado.general")) {
      assertThatThrownBy(() -> client.get("/")).hasMessage("connection ended within a body");
      WireServer.get(logged);
      assertThat(application.lines()).hasSize(1);
      assertThat(general.lines()).hasSize(1);
    }
  }

  @Test
  void withoutARunningLoopNobodyAnswers() throws IOException {
    IOLoop idle = IOLoop.builder().build();
    Application application = Application.builder().route("/", handler(_ -> {})).build();
    WireClient client = mountJdk(JDKHandlers.of(application, idle));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").code()).isEqualTo(503);
      assertThat(log.lines()).hasSize(1);
    } finally {
      idle.close();
    }
  }

  @Test
  void requestWithoutAHostIsRefused() throws IOException {
    WireClient client = mount(handler -> handler.write("hello"));

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      WireResponse response = client.exchange("GET / HTTP/1.1\r\n\r\n");

      assertThat(response.code()).isEqualTo(400);
      assertThat(response.body()).isEmpty();
      assertThat(log.lines()).singleElement().asString().contains("missing Host");
    }
  }

  /// Both have to be there before either goes on.
  @Test
  void coroutinesRunTogether() throws IOException {
    var first = new CompletableFuture<Void>();
    var second = new CompletableFuture<Void>();
    WireClient client =
        mount(handler -> {
          boolean one = handler.request().path().equals("/one");
          (one ? first : second).complete(null);
          RequestHandler.await(one ? second : first);
          handler.write("ok");
        });

    try (WireClient other = connectToJdk()) {
      client.send(WireClient.request("GET", "/one"));
      other.send(WireClient.request("GET", "/two"));

      assertThat(client.read().body()).isEqualTo("ok");
      assertThat(other.read().body()).isEqualTo("ok");
    }
  }
}
