// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.ioloop.IOLoop;
import tornado.netutil.Resolver;

/// Requests that are sent again by themselves. How long is waited before is a matter of virtual time: `tornado.times.RetryTimesTest`.
final class RetryTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final RetryPolicy AT_ONCE = atOnce().build();

  private static RetryPolicy.Builder atOnce() {
    return RetryPolicy.builder().backOff(Duration.ZERO, Duration.ZERO);
  }

  private static String answer(int code, String... fields) {
    var lines = new StringBuilder("HTTP/1.1 %d No\r\nContent-Length: 0\r\n".formatted(code));
    for (String field : fields) {
      lines.append(field).append("\r\n");
    }
    return lines.append("\r\n").toString();
  }

  private static HTTPRequest request(ScriptedServer server, RetryPolicy policy) {
    return HTTPRequest.builder(server.url("/")).retry(policy).build();
  }

  private HTTPResponse fetch(HTTPRequest request) {
    return run(() -> await(AsyncHTTPClient.current().fetch(request, FetchOption.RETURN_ERRORS)));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void answersThatSayLaterAreTriedAgain(int code) {
    ScriptedServer server = serve(answer(code), answer(code), OK);

    HTTPResponse response = fetch(request(server, AT_ONCE));

    assertThat(response.text()).isEqualTo("ok");
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void bodyThatIsReadAsItComesIsTheLastAnswers() {
    ScriptedServer server = serve(answer(503), OK);
    HTTPRequest request = request(server, AT_ONCE).toBuilder().streamResponse(true).build();

    String body = run(() -> await(AsyncHTTPClient.current().fetch(request)).source().readUtf8());

    assertThat(body).isEqualTo("ok");
  }

  @Test
  void bodyThatCanBeMadeOnceIsSentOnce() {
    ScriptedServer server = serve(answer(503), OK);
    HTTPRequest request =
        request(server, AT_ONCE).toBuilder()
            .method("PUT")
            .bodySource(new Buffer().writeUtf8("up"), 2)
            .build();

    assertThat(fetch(request).code()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 500, 501})
  void otherAnswersAreNot(int code) {
    ScriptedServer server = serve(answer(code), OK);

    assertThat(fetch(request(server, AT_ONCE)).code()).isEqualTo(code);
  }

  @Test
  void withoutAPolicyNothingIs() {
    ScriptedServer server = serve(answer(503), OK);

    assertThat(fetch(HTTPRequest.of(server.url("/"))).code()).isEqualTo(503);
  }

  @Test
  void lastAnswerIsTheResponse() {
    ScriptedServer server = serve(answer(502), answer(503), answer(504), OK);

    assertThat(fetch(request(server, AT_ONCE)).code()).isEqualTo(504);
  }

  @Test
  void policyOfTheClientHoldsWhereARequestSaysNothing() {
    ScriptedServer server = serve(answer(503), OK, answer(503), OK);
    var options = AsyncHTTPClientOptions.builder().retry(AT_ONCE).build();

    List<Integer> codes =
        run(() -> {
          var client = new AsyncHTTPClient(options);
          var never = HTTPRequest.builder(server.url("/")).retry(RetryPolicy.NEVER).build();
          return List.of(
              await(client.fetch(server.url("/"))).code(),
              await(client.fetch(never, FetchOption.RETURN_ERRORS)).code());
        });

    assertThat(codes).containsExactly(200, 503);
  }

  @ParameterizedTest
  @CsvSource({"PUT, , 200", "POST, , 503", "POST, true, 200", "PUT, false, 503"})
  void onlyIdempotentOnesAreSentAgain(String method, @Nullable Boolean says, int code) {
    ScriptedServer server = serve(answer(503), OK);
    var request = HTTPRequest.builder(server.url("/")).method(method).body("abc").retry(AT_ONCE);
    if (says != null) {
      request.idempotent(says);
    }

    HTTPResponse response = fetch(request.build());

    assertThat(response.code()).isEqualTo(code);
    server.takeRequest();
    if (code == 200) {
      assertThat(server.takeRequest()).endsWith("\r\n\r\nabc");
    }
  }

  @Test
  void connectionThatBreaksBeforeTheAnswerIsTriedAgain() {
    ScriptedServer server = serve("");

    assertThatThrownBy(() -> fetch(request(server, AT_ONCE)))
        .isInstanceOf(HTTPStreamClosedError.class);

    assertThat(server.connections()).isEqualTo(3);
  }

  @Test
  void connectionThatBreaksWithinTheAnswerIsNot() {
    ScriptedServer server = serve("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");

    assertThatThrownBy(() -> fetch(request(server, AT_ONCE)))
        .isInstanceOf(HTTPStreamClosedError.class);

    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void refusedConnectionIsTriedAgainForAnyMethod() throws IOException {
    ScriptedServer server = serve(OK);
    int refusing = refusingPort();
    var asked = new AtomicInteger();
    Resolver refusedFirst =
        (_, _, _) -> {
          int port = asked.getAndIncrement() == 0 ? refusing : server.port();
          return CompletableFuture.completedFuture(
              List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        };
    var options = AsyncHTTPClientOptions.builder().resolver(refusedFirst).build();
    var post =
        HTTPRequest.builder(server.url("/").replace("127.0.0.1", "host.test"))
            .method("POST")
            .body("abc")
            .retry(AT_ONCE)
            .build();

    String text = run(() -> await(new AsyncHTTPClient(options).fetch(post)).text());

    assertThat(text).isEqualTo("ok");
  }

  private static int refusingPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void callbacksSeeTheLastAnswerOnly() {
    ScriptedServer server = serve("HTTP/1.1 503 No\r\nContent-Length: 4\r\n\r\nlate", OK);
    List<String> seen = new ArrayList<>();
    HTTPRequest request =
        HTTPRequest.builder(server.url("/"))
            .retry(AT_ONCE)
            .headerCallback(line -> seen.add(line.strip()))
            .streamingCallback((ByteString chunk) -> seen.add(chunk.utf8()))
            .build();

    fetch(request);

    assertThat(seen).containsExactly("HTTP/1.1 200 OK", "Content-Length: 2", "", "ok");
  }

  @Test
  void serverSaysHowLongToWait() {
    ScriptedServer server = serve(answer(503, "Retry-After: 7"), OK);
    HTTPRequest request =
        request(server, AT_ONCE).toBuilder().requestTimeout(Duration.ZERO).build();

    Duration waited =
        run(() -> {
          var fetch = AsyncHTTPClient.current().fetch(request);
          while (!fetch.isDone()) {
            clock.advance(Duration.ofMillis(1));
            turn();
          }
          return Duration.ofNanos(loop.time());
        });

    assertThat(waited).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void budgetEndsRetriesOfAClient() {
    ScriptedServer server = serve(answer(503), answer(503), answer(503), answer(503), OK);
    RetryPolicy frugal = atOnce().budget(0.5, 1).build();

    List<Integer> codes =
        run(() -> {
          List<Integer> all = new ArrayList<>();
          var client = new AsyncHTTPClient(AsyncHTTPClientOptions.DEFAULT);
          for (int i = 0; i < 3; i++) {
            var fetch = client.fetch(request(server, frugal), FetchOption.RETURN_ERRORS);
            all.add(await(fetch).code());
          }
          return all;
        });

    assertThat(codes).containsExactly(503, 503, 200);
  }

  @Test
  void pauseIsDrawnUpToTheLongest() {
    ScriptedServer server = serve(answer(503), OK, OK, OK);
    IOLoop half = IOLoop.builder().clock(clock).random(() -> Long.MIN_VALUE).build();
    var options = AsyncHTTPClientOptions.builder().maxConnectionsPerHost(1).build();
    RetryPolicy policy =
        RetryPolicy.builder().backOff(Duration.ofSeconds(2), Duration.ofSeconds(9)).build();

    half.runSync(() -> {
      var client = new AsyncHTTPClient(options);
      var fetch = client.fetch(request(server, policy));
      // On the same connection: now the first has its answer.
      await(client.fetch(server.url("/second")));
      clock.advance(Duration.ofMillis(999));
      await(client.fetch(server.url("/third")));
      clock.advance(Duration.ofMillis(1));
      return await(fetch);
    });
    half.closeAll();

    assertThat(List.of(server.takeRequest(), server.takeRequest(), server.takeRequest()))
        .extracting(request -> request.substring(0, request.indexOf(" HTTP")))
        .containsExactly("GET /", "GET /second", "GET /third");
    assertThat(server.takeRequest()).startsWith("GET / ");
  }

  @Test
  void pausesDoubleUpToTheLongest() {
    RetryPolicy policy =
        RetryPolicy.builder().backOff(Duration.ofMillis(100), Duration.ofMillis(1000)).build();

    assertThat(List.of(1, 2, 3, 4, 5, 6, 100))
        .extracting(count -> policy.longestPauseAfter(count).toMillis())
        .containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L, 1000L);
  }

  @Test
  void codesCanBeOthers() {
    ScriptedServer server = serve(answer(500), answer(503), OK);
    RetryPolicy policy = atOnce().codes(Set.of(500)).build();

    assertThat(fetch(request(server, policy)).code()).isEqualTo(503);
  }
}
