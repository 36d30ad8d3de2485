// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.httputil.HTTPMessageDelegate;
import tornado.iostream.StreamClosedError;

/// How a server's connection ends: with peers that leave, shut their side, read slowly, or send on.
final class ServerCloseTest extends ServerFixture {
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
  private static final HTTP1ConnectionParameters DEFAULT = HTTP1ConnectionParameters.DEFAULT;

  private void answerWith(String body) {
    onRequest = (delegate, request) -> delegate.onFinish = () -> answer(request, body);
  }

  @Test
  void closeCallbackRunsWhenThePeerLeavesBeforeTheAnswer() {
    run(() -> {
      var left = new CompletableFuture<Boolean>();
      onRequest = (_, request) -> request.setCloseCallback(() -> left.complete(true));
      RawPeer peer = serve();
      peer.send(GET);
      settle();
      assertThat(left).isNotDone();

      peer.stream().close();
      settle();
      pass(Duration.ofSeconds(1));

      assertThat(left).isCompletedWithValue(true);
      assertThat(events).containsExactly("head GET /", "finish", "close", "end");
    });
  }

  @Test
  void closeCallbackDoesNotRunOnceAnswered() {
    run(() -> {
      var left = new CompletableFuture<Boolean>();
      onRequest =
          (delegate, request) -> {
            request.setCloseCallback(() -> left.complete(true));
            delegate.onFinish = () -> answer(request, "ok");
          };
      RawPeer peer = serve();
      peer.send(GET);
      peer.read(OK.length());

      peer.stream().close();
      settle();

      assertThat(left).isNotDone();
      assertThat(events).containsExactly("head GET /", "finish", "end");
    });
  }

  @Test
  void writesAfterThePeerLeftFailQuietly() {
    run(() -> {
      onRequest = (_, _) -> {};
      RawPeer peer = serve();
      peer.send(GET);
      settle();
      peer.stream().close();
      settle();
      pass(Duration.ofSeconds(1));
      HTTP1Connection request = requests.getFirst();

      CompletableFuture<Void> head = request.writeHeaders(status(200, "OK"), headers(), bytes("a"));
      CompletableFuture<Void> more = request.write(bytes("b"));
      request.finish();

      assertThat(head).isCompletedExceptionally();
      assertThat(more.exceptionNow()).isInstanceOf(StreamClosedError.class);
    });
  }

  @Test
  void halfClosedPeerIsProbedUntilItsAnswerBegins() {
    run(() -> {
      onRequest = (_, _) -> {};
      RawPeer peer = serve();
      peer.send(GET);
      peer.end();
      settle();
      assertThat(peer.readArrived()).isEqualTo(CONTINUE);
      pass(Duration.ofMillis(50));
      assertThat(peer.readArrived()).isEqualTo(CONTINUE);

      answer(requests.getFirst(), "ok");
      pass(Duration.ofMinutes(1));

      assertThat(peer.readRest()).isEqualTo(OK);
    });
  }

  @Test
  void probingStops() {
    run(() -> {
      onRequest = (_, _) -> {};
      RawPeer peer = serve();
      peer.send(GET);
      peer.end();

      for (int i = 0; i < 10; i++) {
        pass(Duration.ofMinutes(1));
      }

      assertThat(peer.readArrived()).isEqualTo(CONTINUE.repeat(4));
      assertThat(events).containsExactly("head GET /", "finish");
    });
  }

  /// A client of HTTP/1.0 knows no interim responses, so there is no telling whether it waits.
  @Test
  void halfClosedPeerOfHTTP10CountsAsGone() {
    run(() -> {
      onRequest = (_, _) -> {};
      RawPeer peer = serve();

      peer.send("GET / HTTP/1.0\r\n\r\n");
      peer.end();

      assertThat(peer.readRest()).isEmpty();
      settle();
      assertThat(events).containsExactly("head GET /", "finish", "close", "end");
    });
  }

  @Test
  void halfClosedPeerOfHTTP10GetsTheAnswerThatHasBegun() {
    run(() -> {
      onRequest =
          (delegate, request) ->
              delegate.onFinish =
                  () -> request.writeHeaders(status(200, "OK"), headers(), bytes("a"));
      RawPeer peer = serve();
      peer.send("GET / HTTP/1.0\r\n\r\n");
      peer.end();
      settle();

      requests.getFirst().write(bytes("b"));
      requests.getFirst().finish();

      assertThat(peer.readRest()).endsWith("\r\n\r\nab");
    });
  }

  /// What is queued must reach a peer that shut its side and reads slowly.
  @Test
  void halfClosedPeerGetsAllOfALargeAnswer() {
    run(() -> {
      answerWith("0123456789".repeat(10_000));
      RawPeer peer = serve(DEFAULT, 1000);
      peer.send(GET);
      peer.end();
      settle();
      pass(Duration.ofMinutes(1));

      String answer = peer.readRest();

      assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSize(100_000);
    });
  }

  @Test
  void endAmidTheNextRequestDoesNotCutOffALargeAnswer() {
    run(() -> {
      answerWith("0123456789".repeat(10_000));
      RawPeer peer = serve(DEFAULT, 1000);
      peer.send(GET + "GET /");
      peer.end();
      settle();

      assertThat(peer.readRest()).hasSizeGreaterThan(100_000);
    });
  }

  @Test
  void lastAnswerReachesASlowPeerThatSendsOn() {
    run(() -> {
      onRequest =
          (delegate, request) ->
              delegate.onHead =
                  () -> {
                    answer(request, "0123456789".repeat(10_000));
                    return HTTPMessageDelegate.READY;
                  };
      RawPeer peer = serve(DEFAULT, 1000);
      peer.sendLater(post("Content-Length: 1000000") + "x".repeat(1_000_000));
      settle();
      pass(Duration.ofMinutes(1));

      assertThat(peer.readTo("\r\n\r\n")).contains("Connection: close");
      assertThat(peer.read(100_000)).hasSize(100_000);
    });
  }

  @Test
  void refusalWaitsForEarlierAnswers() {
    run(() -> {
      answerWith("0123456789".repeat(10_000));
      RawPeer peer = serve(DEFAULT, 1000);
      peer.send(GET + "BAD\r\n\r\n");
      settle();
      pass(Duration.ofMinutes(1));

      peer.readTo("\r\n\r\n");
      peer.read(100_000);

      assertThat(peer.readTo("\r\n\r\n")).isEqualTo(BAD_REQUEST);
    });
  }

  @Test
  void refusedPeerThatStaysIsClosedAfterASecond() {
    run(() -> {
      RawPeer peer = serve();
      peer.send("BAD\r\n\r\n");
      settle();
      pass(Duration.ofMillis(999));
      assertThat(events).isEmpty();

      pass(Duration.ofMillis(1));

      assertThat(events).containsExactly("end");
      assertThat(peer.readRest()).isEqualTo(BAD_REQUEST);
    });
  }

  @Test
  void refusedPeerThatEndsIsClosedAtOnce() {
    run(() -> {
      RawPeer peer = serve();
      peer.send("BAD\r\n\r\n" + "x".repeat(1000));

      peer.end();
      settle();

      assertThat(events).containsExactly("end");
      assertThat(peer.readRest()).isEqualTo(BAD_REQUEST);
    });
  }

  @Test
  void refusedPeerThatSendsWithoutEndIsCutOff() {
    run(() -> {
      RawPeer peer = serve();
      peer.send("BAD\r\n\r\n");

      peer.sendLater("x".repeat(500_000));
      settle();

      assertThat(events).containsExactly("end");
    });
  }
}
