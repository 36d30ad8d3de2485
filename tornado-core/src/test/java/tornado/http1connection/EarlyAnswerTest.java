// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.httputil.HTTPMessageDelegate;

/// Responses that come before the request was read to its end.
final class EarlyAnswerTest extends ServerFixture {
  private void answerWithTheHead() {
    onRequest =
        (delegate, request) ->
            delegate.onHead =
                () -> {
                  answer(request, "ok");
                  return HTTPMessageDelegate.READY;
                };
  }

  @Test
  void unreadBodyClosesTheConnection() {
    run(() -> {
      answerWithTheHead();
      RawPeer peer = serve();

      peer.send(post("Content-Length: 10") + "01234");
      peer.end();

      assertThat(peer.readRest())
          .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
      settle();
      assertThat(events).containsExactly("head POST /", "close", "end");
    });
  }

  /// What was answered is over: the delegate must not be asked to answer again.
  @Test
  void wholeRequestIsNotFinishedOnceAnswered() {
    run(() -> {
      answerWithTheHead();
      RawPeer peer = serve();

      peer.send(GET + GET);

      assertThat(peer.read(2L * OK.length())).isEqualTo(OK + OK);
      settle();
      assertThat(events).containsExactly("head GET /", "close", "head GET /", "close");
    });
  }

  @Test
  void requestToCloseIsNotFinishedOnceAnswered() {
    run(() -> {
      answerWithTheHead();
      RawPeer peer = serve();

      peer.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

      assertThat(peer.readRest()).endsWith("\r\n\r\nok");
      settle();
      assertThat(events).containsExactly("head GET /", "close", "end");
    });
  }

  @Test
  void bodyOfLengthZeroIsNoUnreadBody() {
    run(() -> {
      answerWithTheHead();
      RawPeer peer = serve();

      peer.send(post("Content-Length: 0") + GET);

      assertThat(peer.read(2L * OK.length())).isEqualTo(OK + OK);
    });
  }

  @Test
  void answerAmidTheBodyClosesTheConnection() {
    run(() -> {
      onRequest =
          (delegate, request) ->
              delegate.onData =
                  () -> {
                    answer(request, "ok");
                    return HTTPMessageDelegate.READY;
                  };
      RawPeer peer = serve();

      peer.send(post("Content-Length: 10") + "01234");
      String answer = peer.readTo("\r\n\r\nok");
      peer.send("56789" + GET);

      assertThat(answer).contains("\r\nConnection: close\r\n");
      assertThat(peer.atEnd()).isTrue();
      settle();
      assertThat(events).containsExactly("head POST /", "data 01234", "close", "end");
    });
  }

  /// A head that was begun says close, since the body may never come.
  @Test
  void answerBegunAmidTheBodyMayEndBehindIt() {
    run(() -> {
      onRequest =
          (delegate, request) -> {
            delegate.onHead =
                () -> {
                  request.writeHeaders(status(200, "OK"), headers(), bytes("a"));
                  return HTTPMessageDelegate.READY;
                };
            delegate.onFinish =
                () -> {
                  request.write(bytes("b"));
                  request.finish();
                };
          };
      RawPeer peer = serve();

      peer.send(post("Content-Length: 3") + "abc" + GET);

      assertThat(peer.readRest())
          .endsWith("Connection: close\r\n\r\n1\r\na\r\n1\r\nb\r\n0\r\n\r\n");
      assertThat(events).startsWith("head POST /", "data abc", "finish");
    });
  }

  /// An exchange that ends without a word leaves the peer nothing to tell the next response from.
  @Test
  void finishWithoutAHeadClosesTheConnection() {
    run(() -> {
      onRequest = (delegate, request) -> delegate.onFinish = request::finish;
      RawPeer peer = serve();

      peer.send(GET + GET);

      assertThat(peer.readRest()).isEmpty();
      assertThat(requests).hasSize(1);
    });
  }

  @Test
  void headIsWrittenOnce() {
    run(() -> {
      var failure = new CompletableFuture<Exception>();
      onRequest =
          (delegate, request) ->
              delegate.onFinish =
                  () -> {
                    answer(request, "ok");
                    try {
                      request.writeHeaders(status(200, "OK"), headers(), ByteString.EMPTY);
                    } catch (IllegalStateException e) {
                      failure.complete(e);
                    }
                  };
      RawPeer peer = serve();

      peer.send(GET);
      peer.read(OK.length());

      assertThat(failure).isCompleted();
    });
  }
}
