// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httpclient.FetchOption;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPTimeoutError;
import tornado.httpclient.RetryPolicy;
import tornado.ioloop.Async;
import tornado.testing.StubAnswer;
import tornado.testing.StubUpstream;

/// How long is waited before a request is sent again by itself, and when it isn't.
@OnVirtualTime
final class RetryTimesTest extends ClientTimesFixture {
  private static final RetryPolicy AT_ONCE =
      RetryPolicy.builder().backOff(Duration.ZERO, Duration.ZERO).build();
  private static final StubAnswer UNAVAILABLE = StubAnswer.of(503);
  private static final StubAnswer FOUND = StubAnswer.text("ok");

  private final StubUpstream upstream = new StubUpstream();

  @BeforeEach
  void listen() {
    upstream.listen(80, HOST);
  }

  @AfterEach
  void closeUpstream() {
    upstream.close();
  }

  private static StubAnswer askingFor(String retryAfter) {
    return UNAVAILABLE.header("Retry-After", retryAfter);
  }

  private static HTTPRequest.Builder retried() {
    return request().retry(AT_ONCE);
  }

  private int codeOf(HTTPRequest.Builder request) {
    return await(client().fetch(request.build(), FetchOption.RETURN_ERRORS)).code();
  }

  private int requests() {
    return upstream.requests().size();
  }

  @Test
  void withoutAPauseItTakesNoTime() {
    upstream.enqueue(UNAVAILABLE, UNAVAILABLE, FOUND);

    assertThat(codeOf(retried())).isEqualTo(200);
    assertThat(elapsed()).isZero();
  }

  @Test
  void serverSaysHowLongToWait() {
    upstream.enqueue(askingFor("7"), FOUND);

    assertThat(codeOf(retried())).isEqualTo(200);
    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void serverSaysWhenToComeBack() {
    upstream.enqueue(askingFor("Thu, 01 Jan 2026 00:00:08 GMT"), FOUND);

    assertThat(codeOf(retried())).isEqualTo(200);
    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void longestWaitThatAServerMayAskFor() {
    upstream.enqueue(askingFor("30"), FOUND);

    assertThat(codeOf(retried())).isEqualTo(200);
    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"31", "999999999999999999999", "Thu, 01 Jan 2026 00:00:31 GMT"})
  void longerThanTheLimitIsTheResponse(String field) {
    upstream.enqueue(askingFor(field));

    assertThat(codeOf(retried())).isEqualTo(503);
    assertThat(elapsed()).isZero();
  }

  @Test
  void nothingIsWaitedForThatTheTimeoutForbids() {
    upstream.enqueue(askingFor("6"));

    assertThat(codeOf(retried().requestTimeout(Duration.ofSeconds(5)))).isEqualTo(503);
    assertThat(elapsed()).isZero();
  }

  @Test
  void nothingIsWaitedForThatTheDeadlineForbids() {
    upstream.enqueue(askingFor("6"));

    int code = withTimeout(Duration.ofSeconds(5), () -> codeOf(retried()));

    assertThat(code).isEqualTo(503);
    assertThat(elapsed()).isZero();
  }

  @Test
  void timeoutHoldsForAllAttempts() {
    upstream.enqueue(UNAVAILABLE.delay(Duration.ofSeconds(3)), StubAnswer.silence());

    assertThat(failure(retried().requestTimeout(Duration.ofSeconds(5))))
        .isEqualTo("PT5S HTTP 599: Timeout during request after 5000 ms (requestTimeout): " + URL);
    assertThat(requests()).isEqualTo(2);
  }

  @Test
  void connectTimeoutIsTriedAgain() {
    host().blackhole();

    assertThat(failure(retried().connectTimeout(SECOND)))
        .isEqualTo(
            "PT3S HTTP 599: Timeout while connecting after 1000 ms (connectTimeout): " + URL);
  }

  @Test
  void hostThatComesBackMeanwhileIsFound() {
    host().blackhole();
    upstream.enqueue(FOUND);
    ioLoop().callLater(Duration.ofMillis(1500), host()::restore);

    assertThat(codeOf(retried().connectTimeout(SECOND))).isEqualTo(200);
    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void cancelledWhileItWaitsItIsNotSentAgain() {
    upstream.enqueue(askingFor("7"));
    var fetch = client().fetch(retried().build());
    pause(Duration.ofSeconds(6));

    fetch.cancel(true);
    pause(Duration.ofSeconds(6));

    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void leavingTheScopeEndsThePause() {
    upstream.enqueue(askingFor("7"));

    await(
        Async.spawn(() -> {
          var fetch = client().fetch(retried().build());
          pause(Duration.ofSeconds(6));
          return fetch;
        }));
    pause(Duration.ofSeconds(6));

    assertThat(requests()).isEqualTo(1);
  }

  @RepeatedTest(20)
  void pausesAreDrawnUpToTheLongest() {
    upstream.enqueue(UNAVAILABLE, UNAVAILABLE, FOUND);
    var policy = RetryPolicy.builder().backOff(SECOND, Duration.ofSeconds(9)).build();

    assertThat(codeOf(request().retry(policy))).isEqualTo(200);

    assertThat(elapsed()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(3));
  }

  @RepeatedTest(20)
  void requestThatAnswerAndTimeoutRaceForEndsOnce() {
    upstream.enqueue(
        UNAVAILABLE.delay(SECOND), FOUND.delay(SECOND), FOUND.delay(Duration.ofMinutes(1)));
    HTTPRequest request = retried().requestTimeout(SECOND.multipliedBy(2)).build();

    try {
      assertThat(await(client().fetch(request)).text()).isEqualTo("ok");
    } catch (HTTPTimeoutError e) {
      assertThat(e).hasMessageContaining("(requestTimeout)");
    }

    assertThat(elapsed()).isEqualTo(SECOND.multipliedBy(2));
    assertThat(requests()).isEqualTo(2);
  }
}
