// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tornado.httpclient.AsyncHTTPClientOptions;
import tornado.httpclient.HTTPRequest;
import tornado.ioloop.Async;
import tornado.iostream.IOStream;
import tornado.util.TimeoutError;

/// Fetches that take too long as a whole, or are given up: each ends at once and leaves nothing behind. Python: simple_httpclient_test.
@OnVirtualTime
final class FetchTimesTest extends ClientTimesFixture {
  /// When the client has closed the connection, as its server sees it.
  private final CompletableFuture<Duration> left = new CompletableFuture<>();

  private final AtomicInteger connections = new AtomicInteger();

  private void staySilent(IOStream client) {
    connections.incrementAndGet();
    Plays.readHead(client);
    await(client.readUntilClose());
    left.complete(elapsed());
  }

  @Test
  void requestTimeout() {
    serve(this::staySilent);

    assertThat(failure(request().requestTimeout(Duration.ofSeconds(5))))
        .isEqualTo("PT5S HTTP 599: Timeout during request after 5000 ms (requestTimeout): " + URL);
    assertThat(await(left)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void stalledBody() {
    serve(new Says(SECOND, HEAD + "ha"));

    assertThat(failure(request().requestTimeout(Duration.ofSeconds(5))))
        .isEqualTo("PT5S HTTP 599: Timeout during response after 5000 ms (requestTimeout): " + URL);
  }

  @Test
  void requestTimeoutCountsAll() {
    serve(new Says(Duration.ofSeconds(9), HEAD, "a", "b", "c", "d"));

    assertThat(failure(request().requestTimeout(Duration.ofSeconds(20))))
        .startsWith("PT20S HTTP 599: Timeout during response after 20000 ms (requestTimeout)");
  }

  @Test
  void defaultIsTwentySeconds() {
    serve(this::staySilent);

    assertThat(failure(HTTPRequest.builder(URL)))
        .startsWith("PT20S HTTP 599: Timeout during request after 20000 ms (requestTimeout)");
  }

  @Test
  void answerJustInTimeIsNoTimeout() {
    serve(new Says(Duration.ofSeconds(4), HEAD, "ab", "cd"));

    String text = fetch(request().requestTimeout(Duration.ofNanos(12_000_000_001L))).text();

    assertThat(text).isEqualTo("abcd");
    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void queueTimeout() {
    serve(this::staySilent);
    client(AsyncHTTPClientOptions.builder().maxClients(1));
    var first = client().fetch(request().build());

    String why = failure(request().requestTimeout(Duration.ofSeconds(2)));

    assertThat(why)
        .isEqualTo(
            "PT2S HTTP 599: Timeout in request queue after 2000 ms (requestTimeout): " + URL);
    assertThat(connections).hasValue(1);
    first.cancel(true);
  }

  @Test
  void noTimeout() {
    serve(new Says(Duration.ofDays(1000), OK));

    assertThat(fetch(request()).text()).isEqualTo("ok");
    assertThat(elapsed()).isEqualTo(Duration.ofDays(1000));
  }

  @Test
  void cancelEndsTheRequest() {
    serve(this::staySilent);
    var fetch = client().fetch(request().build());
    pause(Duration.ofHours(1));

    fetch.cancel(true);

    assertThat(await(left)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void cancelBeforeTheConnectionIsThere() {
    host().latency(SECOND);
    serve(new Says(Duration.ZERO, OK));
    var fetch = client().fetch(request().build());
    pause(SECOND);

    fetch.cancel(true);

    assertThat(fetch(request()).text()).isEqualTo("ok");
  }

  @Test
  void deadlineOfTheCallerEndsTheRequest() {
    serve(this::staySilent);

    assertThatThrownBy(() -> withTimeout(Duration.ofSeconds(7), () -> fetch(request())))
        .isInstanceOf(TimeoutError.class);

    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(7));
    assertThat(await(left)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void sleepersDontCount() {
    var sleeper = Async.spawn(() -> await(Async.sleep(Duration.ofHours(5))));
    serve(new Says(Duration.ofHours(1), HEAD, "abcd"));

    assertThat(fetch(request()).text()).isEqualTo("abcd");

    assertThat(sleeper).isNotDone();
    sleeper.cancel(true);
  }
}
