// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.fixture.LogRecorder;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPOutputError;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.ResponseStartLine;
import tornado.routing.Target;
import tornado.wire.Answer;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// What functions may do wrong with requests of the JDK's HTTP server, below the framework.
final class JDKServerFailuresTest extends JDKServerFixture {
  private static final ByteString HELLO = ByteString.encodeUtf8("hello");

  private final CompletableFuture<Void> done = new CompletableFuture<>();

  private WireClient mountFunction(Consumer<HTTPServerRequest> function) throws IOException {
    return mount(Application.builder().route("/.*", Target.function(function)));
  }

  private static void begin(HTTPConnection connection, String length, ByteString chunk) {
    var headers = HTTPHeaders.of(Map.of("Content-Length", length));
    connection.writeHeaders(new ResponseStartLine("HTTP/1.1", 200, "OK"), headers, chunk);
  }

  @Test
  void secondAnswerIsAMistake() throws IOException {
    WireClient client =
        mountFunction(request -> {
          Answer.with(request, "ok");
          assertThatThrownBy(() -> Answer.with(request, "again"))
              .hasMessage("writeHeaders in state FINISHED");
          assertThatThrownBy(() -> request.connection().write(HELLO))
              .hasMessage("write in state FINISHED");
          done.complete(null);
        });

    assertThat(client.get("/").body()).isEqualTo("ok");
    WireServer.get(done);
  }

  @Test
  void moreThanAnnouncedBreaksTheConnection() throws IOException {
    WireClient client =
        mountFunction(request -> {
          begin(request.connection(), "7", HELLO);
          assertThatThrownBy(() -> request.connection().write(HELLO))
              .isInstanceOf(HTTPOutputError.class)
              .hasMessage("tried to write more data than Content-Length");
          assertThat(request.connection().write(HELLO)).isCompletedExceptionally();
          done.complete(null);
        });

    client.send(WireClient.request("GET", "/"));

    assertThat(client.readUntilGone().replace("<reset>", "")).endsWith("hello");
    WireServer.get(done);
  }

  @Test
  void lengthThatIsNoNumberIsAMistake() throws IOException {
    WireClient client =
        mountFunction(request -> {
          assertThatThrownBy(() -> begin(request.connection(), "5x", HELLO))
              .isInstanceOf(HTTPOutputError.class)
              .hasMessage("Content-Length is not a number: 5x");
          Answer.with(request, "ok");
        });

    assertThat(client.get("/").body()).isEqualTo("ok");
  }

  @Test
  void fileThatEndsEarlyBreaksTheConnection(@TempDir Path folder) throws IOException {
    Path path = Files.writeString(folder.resolve("a"), "short");
    try (FileChannel file = FileChannel.open(path)) {
      WireClient client =
          mountFunction(request -> {
            begin(request.connection(), "10", ByteString.EMPTY);
            request.connection().write(file, 0, 10).whenComplete((_, _) -> done.complete(null));
          });

      assertThatThrownBy(() -> client.get("/")).hasMessage("connection ended within a body");
      WireServer.get(done);
    }
  }

  @Test
  void endWithoutAnAnswerClosesTheConnection() throws IOException {
    WireClient client = mountFunction(request -> request.connection().finish());

    client.send(WireClient.request("GET", "/"));

    assertThat(client.readUntilGone().replace("<reset>", "")).isEmpty();
  }

  @Test
  void failureOfAFunctionClosesTheConnection() throws IOException {
    WireClient client =
        mountFunction(request -> {
          request.connection().setCloseCallback(() -> done.complete(null));
          throw new IllegalStateException("broken");
        });

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      client.send(WireClient.request("GET", "/"));

      assertThat(client.readUntilGone().replace("<reset>", "")).isEmpty();
      WireServer.get(done);
      assertThat(log.lines()).containsExactly("ERROR Uncaught exception");
    }
  }

  @Test
  void clientOfHTTP10IsAnsweredToTheEndOfTheConnection() throws IOException {
    WireClient client =
        mount(handler -> {
          handler.write("abc");
          handler.flush();
          handler.write("de");
        });

    client.send("GET / HTTP/1.0\r\n\r\n");

    assertThat(client.readAll()).startsWith("HTTP/1.").endsWith("\r\n\r\nabcde");
  }
}
