// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httputil.HTTPMessageDelegate;

/// Interim responses to requests that ask before they send their body (RFC 9110 §10.1.1).
final class ContinueTest extends ServerFixture {
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  private static String asking(String expectation) {
    return post("Content-Length: 2\r\nExpect: " + expectation);
  }

  @ParameterizedTest
  @ValueSource(strings = {"100-continue", "100-Continue", "100-CONTINUE"})
  void continueComesBeforeTheBody(String expectation) {
    run(() -> {
      RawPeer peer = serve();

      peer.send(asking(expectation));
      assertThat(peer.readTo("\r\n\r\n")).isEqualTo(CONTINUE);
      peer.send("ab");

      assertThat(peer.read(OK.length())).isEqualTo(OK);
      assertThat(events).containsExactly("head POST /", "data ab", "finish");
    });
  }

  /// RFC 9110 §10.1.1: who knows already that the answer is no should say so at once. Tornado asks for the body first.
  @Test
  void bodyOverTheLimitIsNotAskedFor() {
    run(() -> {
      RawPeer peer = serve(HTTP1ConnectionParameters.builder().maxBodySize(1).build());

      peer.send(asking("100-continue"));

      assertThat(peer.readRest()).startsWith("HTTP/1.1 400 ");
    });
  }

  @Test
  void otherExpectationsAreIgnored() {
    run(() -> {
      RawPeer peer = serve();

      peer.send(asking("200-ok") + "ab");

      assertThat(peer.read(OK.length())).isEqualTo(OK);
    });
  }

  /// RFC 9110 §10.1.1: a client of HTTP/1.0 would take the interim response for the final one.
  @Test
  void expectationOfHTTP10IsIgnored() {
    run(() -> {
      RawPeer peer = serve();

      peer.send("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab");

      assertThat(peer.readRest()).isEqualTo(OK);
    });
  }

  @Test
  void requestThatIsAnsweredAlreadyIsNotToldToContinue() {
    run(() -> {
      onRequest =
          (delegate, request) ->
              delegate.onHead =
                  () -> {
                    answer(request, "no");
                    return HTTPMessageDelegate.READY;
                  };
      RawPeer peer = serve();

      peer.send(asking("100-continue"));
      peer.end();

      assertThat(peer.readRest())
          .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
    });
  }

  /// A delegate may take its time to say no.
  @Test
  void continueWaitsForTheDelegate() {
    run(() -> {
      var decided = new CompletableFuture<Void>();
      onRequest = (delegate, _) -> delegate.onHead = () -> decided;
      RawPeer peer = serve();
      peer.send(asking("100-continue"));
      settle();
      assertThat(peer.readArrived()).isEmpty();

      answer(requests.getFirst(), "no");
      onLoop(() -> decided.complete(null));
      peer.end();

      assertThat(peer.readRest()).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("Continue");
    });
  }

  @Test
  void readyDelegateLetsTheClientContinue() {
    run(() -> {
      var decided = new CompletableFuture<Void>();
      onRequest = (delegate, _) -> delegate.onHead = () -> decided;
      RawPeer peer = serve();
      peer.send(asking("100-continue"));
      settle();

      onLoop(() -> decided.complete(null));

      assertThat(peer.readTo("\r\n\r\n")).isEqualTo(CONTINUE);
    });
  }

  @Test
  void detachedStreamIsNotWrittenTo() {
    run(() -> {
      onRequest =
          (delegate, request) ->
              delegate.onHead =
                  () -> {
                    request.detach().write(ByteString.encodeUtf8("mine"));
                    return HTTPMessageDelegate.READY;
                  };
      RawPeer peer = serve();

      peer.send(asking("100-continue"));
      settle();

      assertThat(peer.readArrived()).isEqualTo("mine");
    });
  }
}
