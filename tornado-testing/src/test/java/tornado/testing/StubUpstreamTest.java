// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.FetchOption;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.ioloop.IOLoop;

/// What a stub is asked and answers, on real sockets.
final class StubUpstreamTest {
  private final IOLoop loop = new IOLoop();
  private final List<Throwable> failures = new ArrayList<>();

  @AfterEach
  void closeLoop() {
    loop.closeAll();
  }

  private <T> T run(StubUpstream upstream, Callable<T> body) {
    loop.setFailureHandler(failures::add);
    return loop.runSync(() -> {
      upstream.listen();
      return body.call();
    });
  }

  private static HTTPResponse fetch(HTTPRequest.Builder request) {
    return await(AsyncHTTPClient.current().fetch(request.build(), FetchOption.RETURN_ERRORS));
  }

  private static HTTPRequest.Builder request(StubUpstream upstream, String path) {
    return HTTPRequest.builder("http://127.0.0.1:%d%s".formatted(upstream.port(), path));
  }

  private static HTTPResponse fetch(StubUpstream upstream, String path) {
    return fetch(request(upstream, path));
  }

  @Test
  void answersInOrder() {
    var upstream = new StubUpstream().enqueue(StubAnswer.of(503), StubAnswer.text("Hello"));

    List<HTTPResponse> responses =
        run(upstream, () -> List.of(fetch(upstream, "/"), fetch(upstream, "/")));

    assertThat(responses).extracting(HTTPResponse::code).containsExactly(503, 200);
    assertThat(responses.getLast().text()).isEqualTo("Hello");
    assertThat(responses.getLast().headers().get("Content-Type"))
        .isEqualTo("text/plain; charset=UTF-8");
  }

  @Test
  void rulesCountBeforeTheOrder() {
    var upstream =
        new StubUpstream()
            .enqueue(StubAnswer.text("other"))
            .on("GET", "/users/1?full", StubAnswer.json(Map.of("name", "Ann")));

    List<String> texts =
        run(
            upstream,
            () -> List.of(fetch(upstream, "/users/1?full").text(), fetch(upstream, "/").text()));

    assertThat(texts).containsExactly("{\"name\": \"Ann\"}", "other");
  }

  @Test
  void lastAnswerOfARuleIsGivenAgain() {
    var upstream =
        new StubUpstream().on("GET", "/", StubAnswer.text("first"), StubAnswer.text("later"));

    List<String> texts =
        run(
            upstream,
            () ->
                List.of(
                    fetch(upstream, "/").text(),
                    fetch(upstream, "/").text(),
                    fetch(upstream, "/").text()));

    assertThat(texts).containsExactly("first", "later", "later");
  }

  @Test
  void laterRulesCountFirst() {
    var upstream =
        new StubUpstream()
            .on(request -> true, StubAnswer.text("any"))
            .on("GET", "/", StubAnswer.text("root"));

    List<String> texts =
        run(upstream, () -> List.of(fetch(upstream, "/").text(), fetch(upstream, "/x").text()));

    assertThat(texts).containsExactly("root", "any");
  }

  @Test
  void recordsWhatItIsAsked() {
    var upstream = new StubUpstream().enqueue(StubAnswer.of(201));

    run(
        upstream,
        () ->
            fetch(
                request(upstream, "/a?b=c").method("POST").header("X-Test", "yes").body("Ärger")));

    RecordedRequest request = upstream.requests().getFirst();
    assertThat(request).hasToString("POST /a?b=c");
    assertThat(request.headers().get("X-Test")).isEqualTo("yes");
    assertThat(request.text()).isEqualTo("Ärger");
  }

  @Test
  void requestWithoutAnAnswerFailsTheTest() {
    var upstream = new StubUpstream();

    HTTPResponse response = run(upstream, () -> fetch(upstream, "/surprise"));

    assertThat(response.code()).isEqualTo(501);
    assertThat(failures)
        .singleElement()
        .isInstanceOf(AssertionError.class)
        .asString()
        .contains("no answer for GET /surprise, request 1");
    assertThatThrownBy(upstream::close)
        .isInstanceOf(AssertionError.class)
        .hasMessage("requests without an answer: [GET /surprise]");
  }

  @Test
  void connectionGoesOnBetweenAnswers() {
    var upstream = new StubUpstream().on(request -> true, StubAnswer.of(204));

    run(upstream, () -> List.of(fetch(upstream, "/"), fetch(upstream, "/")));

    assertThat(upstream.connectionCount()).isEqualTo(1);
  }

  @Test
  void answersHeadWithoutABody() {
    var upstream = new StubUpstream().enqueue(StubAnswer.text("Hello"));

    HTTPResponse response = run(upstream, () -> fetch(request(upstream, "/").method("HEAD")));

    assertThat(response.headers().get("Content-Length")).isEqualTo("5");
    assertThat(response.text()).isEmpty();
  }

  @Test
  void ruleNeedsAnAnswer() {
    assertThatThrownBy(() -> new StubUpstream().on("GET", "/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no answer for a rule");
  }
}
