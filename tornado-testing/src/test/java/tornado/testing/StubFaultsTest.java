// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.HTTPClientError;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.httpclient.HTTPTimeoutError;
import tornado.ioloop.Activity;
import tornado.ioloop.Async;

/// What a stub does wrong if it is told to, on a simulated network.
final class StubFaultsTest extends SimulatedNetworkFixture {
  private static final String URL = "http://peer.example/";

  private final StubUpstream upstream = new StubUpstream();

  @BeforeEach
  void listenOnTheHost() {
    run(() -> {
      host();
      upstream.listen(PORT, HOST);
    });
  }

  private static HTTPResponse fetch() {
    return await(AsyncHTTPClient.current().fetch(HTTPRequest.of(URL)));
  }

  @Test
  void answersLate() {
    run(() -> {
      upstream.enqueue(StubAnswer.text("Hello").delay(Duration.ofSeconds(19)));

      assertThat(fetch().text()).isEqualTo("Hello");
      assertThat(elapsed()).isEqualTo(Duration.ofSeconds(19));
    });
  }

  @Test
  void forgetsAnAnswerThatNobodyWaitsFor() {
    run(() -> {
      upstream.enqueue(StubAnswer.text("Hello").delay(Duration.ofHours(1)));
      assertThatThrownBy(StubFaultsTest::fetch).isInstanceOf(HTTPTimeoutError.class);
      await(Async.sleep(Duration.ofSeconds(1)));

      assertThat(loop().activities())
          .extracting(Activity::kind)
          .doesNotContain(Activity.Kind.TIMER);
    });
  }

  @Test
  void keepsSilent() {
    run(() -> {
      upstream.enqueue(StubAnswer.silence());

      assertThatThrownBy(StubFaultsTest::fetch).isInstanceOf(HTTPTimeoutError.class);
    });
  }

  @Test
  void hangsUp() {
    run(() -> {
      upstream.enqueue(StubAnswer.hangUp());

      assertThatThrownBy(StubFaultsTest::fetch)
          .isInstanceOf(HTTPClientError.class)
          .hasMessageContaining("closed");
    });
  }

  @Test
  void cutsTheBody() {
    run(() -> {
      upstream.enqueue(StubAnswer.text("only half of this").cutAfter(9));
      var read = new StringBuilder();
      HTTPRequest request =
          HTTPRequest.builder(URL).streamingCallback(chunk -> read.append(chunk.utf8())).build();

      assertThatThrownBy(() -> await(AsyncHTTPClient.current().fetch(request)))
          .isInstanceOf(HTTPClientError.class);
      assertThat(read).hasToString("only half");
    });
  }

  @Test
  void sendsWhatItIsTold() {
    run(() -> {
      upstream.enqueue(StubAnswer.raw("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"));

      assertThatThrownBy(StubFaultsTest::fetch)
          .isInstanceOf(HTTPClientError.class)
          .hasMessageContaining("-1");
    });
  }

  @Test
  void onlyResponsesHaveABody() {
    assertThatThrownBy(() -> StubAnswer.hangUp().body("x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("body of an answer that is no response");
    assertThatThrownBy(() -> StubAnswer.text("x").cutAfter(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("byteCount < 0: -1");
  }
}
