// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.FetchOption;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.ioloop.IOLoop;

/// Exchanges with a real server that are kept in a file, and a stub that replays them.
final class StubRecordingTest {
  private final IOLoop loop = new IOLoop();
  private final List<Throwable> failures = new ArrayList<>();

  @TempDir private Path folder;

  @BeforeEach
  void takeFailures() {
    loop.setFailureHandler(failures::add);
  }

  @AfterEach
  void closeLoop() {
    loop.closeAll();
  }

  private Path file() {
    return folder.resolve("users.http");
  }

  private static String url(StubUpstream upstream) {
    return "http://127.0.0.1:" + upstream.port();
  }

  private static HTTPResponse fetch(HTTPRequest request) {
    return await(AsyncHTTPClient.current().fetch(request, FetchOption.RETURN_ERRORS));
  }

  private static String get(StubUpstream upstream, String path) {
    HTTPResponse response = fetch(HTTPRequest.of(url(upstream) + path));
    return response.code() + " " + response.text();
  }

  @Test
  void recordsWhatTheRealServerSays() {
    var real =
        new StubUpstream()
            .on("POST", "/users", StubAnswer.of(201).header("Location", "/users/1").body("made"));

    HTTPResponse response =
        loop.runSync(() -> {
          real.listen();
          var recorder = new StubUpstream().listen().record(url(real), file());
          HTTPRequest request =
              HTTPRequest.builder(url(recorder) + "/users")
                  .method("POST")
                  .header("Authorization", "Bearer secret")
                  .body("Ann")
                  .build();
          HTTPResponse answer = fetch(request);
          recorder.close();
          return answer;
        });

    assertThat(response.code()).isEqualTo(201);
    assertThat(response.text()).isEqualTo("made");
    assertThat(real.requests().getFirst().text()).isEqualTo("Ann");
    assertThat(real.requests().getFirst().headers().get("Authorization"))
        .isEqualTo("Bearer secret");
    assertThat(file())
        .content()
        .startsWith(">>> request\nPOST /users HTTP/1.1\n")
        .contains("\nAnn\n<<< response\nHTTP/1.1 201 \nLocation: /users/1\n\nmade\n")
        .doesNotContain("secret");
  }

  @Test
  void replaysEachExchangeOnce() throws IOException {
    Files.writeString(
        file(),
        """
        >>> request
        GET /count HTTP/1.1

        <<< response
        HTTP/1.1 200 OK

        one
        >>> request
        GET /count HTTP/1.1

        <<< response
        HTTP/1.1 200 OK

        two
        """);
    var upstream = new StubUpstream().replay(file());

    List<String> answers =
        loop.runSync(() -> {
          upstream.listen();
          return List.of(get(upstream, "/count"), get(upstream, "/count"), get(upstream, "/count"));
        });

    assertThat(answers)
        .containsExactly("200 one", "200 two", "501 no answer for GET /count, request 3\n");
    assertThat(failures).hasSize(1);
  }

  @Test
  void rulesCountBeforeWhatIsReplayed() throws IOException {
    Files.writeString(
        file(), ">>> request\nGET / HTTP/1.1\n\n\n<<< response\nHTTP/1.1 200 OK\n\nfile\n");
    var upstream = new StubUpstream().on("GET", "/", StubAnswer.text("rule")).replay(file());

    String answer =
        loop.runSync(() -> {
          upstream.listen();
          return get(upstream, "/");
        });

    assertThat(answer).isEqualTo("200 rule");
  }

  @Test
  void realServerThatFailsIsNotRecorded() throws IOException {
    var real = new StubUpstream().enqueue(StubAnswer.hangUp());

    String answer =
        loop.runSync(() -> {
          real.listen();
          var recorder = new StubUpstream().listen().record(url(real), file());
          String text = get(recorder, "/");
          recorder.close();
          return text;
        });

    assertThat(answer).startsWith("502 ");
    assertThat(Files.readString(file())).isEmpty();
  }

  @Test
  void fileHasToBeThere() {
    assertThatThrownBy(() -> new StubUpstream().replay(file()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("can't read " + file());
  }
}
