// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tornado.fixture.LogRecorder;
import tornado.httputil.HTTPInputError;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPViolation;

/// What a server does when a delegate fails, and when the peer breaks the protocol.
final class ServerFailuresTest extends ServerFixture {
  /// The ways in which a method of a delegate fails.
  enum Failing {
    HEAD,
    HEAD_LATER,
    DATA,
    DATA_LATER,
    FINISH;

    void set(RecordingDelegate delegate, RuntimeException failure) {
      switch (this) {
        case HEAD ->
            delegate.onHead =
                () -> {
                  throw failure;
                };
        case HEAD_LATER -> delegate.onHead = () -> CompletableFuture.failedFuture(failure);
        case DATA ->
            delegate.onData =
                () -> {
                  throw failure;
                };
        case DATA_LATER ->
            delegate.onData =
                () ->
                    HTTPMessageDelegate.READY.thenRunAsync(() -> {
                      throw failure;
                    });
        case FINISH ->
            delegate.onFinish =
                () -> {
                  throw failure;
                };
      }
    }
  }

  private static final String REQUEST = post("Content-Length: 3") + "abc" + GET;

  @ParameterizedTest
  @EnumSource
  void failingDelegateClosesWithoutAnAnswer(Failing failing) {
    run(() -> {
      onRequest = (delegate, _) -> failing.set(delegate, new IllegalStateException("broken"));
      RawPeer peer = serve();
      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        peer.sendLater(REQUEST);

        assertThat(peer.atEnd()).isTrue();
        settle();
        assertThat(log.lines()).containsExactly("ERROR Uncaught exception");
        assertThat(events).endsWith("close", "end").doesNotHaveDuplicates();
        assertThat(requests).hasSize(1);
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void delegateCanCallAMessageMalformed(Failing failing) {
    run(() -> {
      var error = new HTTPInputError(HTTPViolation.HOST_MISSING);
      onRequest = (delegate, _) -> failing.set(delegate, error);
      RawPeer peer = serve();
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        peer.sendLater(REQUEST);

        assertThat(peer.readTo("\r\n\r\n")).isEqualTo(BAD_REQUEST);
        assertThat(log.lines())
            .containsExactly("INFO Malformed HTTP message from 192.0.2.1:5: missing Host header");
        assertThat(events).endsWith("close").doesNotHaveDuplicates();
        assertThat(requests).hasSize(1);
      }
    });
  }

  @Test
  void failureToStartARequestClosesWithoutAnAnswer() {
    run(() -> {
      onRequest =
          (_, _) -> {
            throw new IllegalStateException("broken");
          };
      RawPeer peer = serve();
      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        peer.sendLater(GET);

        assertThat(peer.atEnd()).isTrue();
        settle();
        assertThat(log.lines()).containsExactly("ERROR Uncaught exception");
        assertThat(events).containsExactly("end");
      }
    });
  }

  @Test
  void failingCloseCallbackDoesNotKeepTheDelegateFromHearing() {
    run(() -> {
      onRequest =
          (_, request) ->
              request.setCloseCallback(() -> {
                throw new IllegalStateException("a");
              });
      RawPeer peer = serve();
      peer.send(GET);
      settle();
      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        onLoop(() -> {
          requests.getFirst().stream().close();
          return true;
        });
        settle();

        assertThat(log.lines()).containsExactly("ERROR Uncaught exception");
        assertThat(events).containsExactly("head GET /", "finish", "close", "end");
      }
    });
  }

  @Test
  void malformedRequestBehindGoodOnes() {
    run(() -> {
      RawPeer peer = serve();

      peer.send(GET + GET + "BAD\r\n\r\n" + GET);

      assertThat(peer.readTo(BAD_REQUEST)).isEqualTo(OK + OK + BAD_REQUEST);
      assertThat(requests).hasSize(2);
    });
  }

  @Test
  void malformedBodyOfARequestThatIsBeingAnsweredCutsTheAnswerOff() {
    run(() -> {
      onRequest =
          (delegate, request) ->
              delegate.onHead =
                  () -> request.writeHeaders(status(200, "OK"), headers(), bytes("a"));
      RawPeer peer = serve();

      peer.send(chunked("1\r\na\r\n?\r\n"));

      assertThat(peer.readRest()).endsWith("\r\n\r\n1\r\na\r\n");
      settle();
      assertThat(events).containsExactly("head POST /", "data a", "close", "end");
    });
  }

  @Test
  void answerToARefusedRequestGoesNowhere() {
    run(() -> {
      var late = new CompletableFuture<CompletableFuture<Void>>();
      Consumer<HTTP1Connection> answerLate =
          request -> {
            late.complete(request.writeHeaders(status(200, "OK"), headers(), ByteString.EMPTY));
            request.finish();
          };
      onRequest = (delegate, request) -> delegate.onClose = () -> answerLate.accept(request);
      RawPeer peer = serve();

      peer.send(chunked("?\r\n"));
      peer.end();

      assertThat(peer.readRest()).isEqualTo(BAD_REQUEST);
      assertThat(late).isCompletedWithValueMatching(CompletableFuture::isCompletedExceptionally);
    });
  }

  @Test
  void prematureEndIsToldToTheDelegateAndNobodyElse() {
    run(() -> {
      RawPeer peer = serve();

      peer.send(post("Content-Length: 10") + "01234");
      peer.end();

      assertThat(peer.readRest()).isEmpty();
      settle();
      assertThat(events).containsExactly("head POST /", "data 01234", "close", "end");
    });
  }

  @Test
  void prematureEndInAHeadIsNoRequest() {
    run(() -> {
      RawPeer peer = serve();

      peer.send(GET + "GET / HT");
      peer.end();

      assertThat(peer.readRest()).isEqualTo(OK);
      settle();
      assertThat(events).containsExactly("head GET /", "finish", "end");
    });
  }
}
