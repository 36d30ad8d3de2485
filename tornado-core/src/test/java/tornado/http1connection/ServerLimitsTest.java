// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.httputil.HTTPMessageDelegate;

/// Limits of sizes and times, as a server keeps them. Python: httpserver_test, BodyLimitsTest, IdleTimeoutTest and
/// MaxHeaderSizeTest.
final class ServerLimitsTest extends ServerFixture {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final HTTP1ConnectionParameters TIMEOUTS =
      HTTP1ConnectionParameters.builder().headerTimeout(TIMEOUT).bodyTimeout(TIMEOUT).build();
  private static final HTTP1ConnectionParameters SMALL =
      HTTP1ConnectionParameters.builder().maxBodySize(10).maxHeaderSize(100).build();

  @Test
  void largeHeaders() {
    run(() -> {
      RawPeer peer = serve(SMALL);

      peer.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(100) + "\r\n\r\n" + GET);

      assertThat(peer.readTo("\r\n\r\n"))
          .isEqualTo("HTTP/1.1 431 Request Header Fields Too Large\r\n\r\n");
      peer.end();
      assertThat(peer.readRest()).isEmpty();
      settle();
      assertThat(events).containsExactly("end");
    });
  }

  @Test
  void largeBodyBuffered() {
    run(() -> {
      RawPeer peer = serve(SMALL);

      peer.send(post("Content-Length: 11") + "0123456789a");

      assertThat(peer.readTo("\r\n\r\n")).isEqualTo(BAD_REQUEST);
      assertThat(events).containsExactly("head POST /", "close");
    });
  }

  @Test
  void largeBodyBufferedChunked() {
    run(() -> {
      RawPeer peer = serve(SMALL);

      peer.send(chunked("a\r\n0123456789\r\n1\r\na\r\n0\r\n\r\n"));

      assertThat(peer.readTo("\r\n\r\n")).isEqualTo(BAD_REQUEST);
      assertThat(data()).containsExactly("0123456789");
    });
  }

  @Test
  void zeroAllowsNoBody() {
    run(() -> {
      RawPeer peer = serve(HTTP1ConnectionParameters.builder().maxBodySize(0).build());

      peer.send(GET + post("Content-Length: 0") + post("Content-Length: 1") + "x");

      assertThat(peer.read(2L * OK.length())).isEqualTo(OK + OK);
      assertThat(peer.readTo("\r\n\r\n")).isEqualTo(BAD_REQUEST);
    });
  }

  @Test
  void bodySizeOverrideReset() {
    run(() -> {
      onRequest =
          (delegate, request) -> {
            if (requests.size() == 1) {
              request.setMaxBodySize(11);
            }
            delegate.onFinish = () -> answer(request, "ok");
          };
      RawPeer peer = serve(SMALL);
      String body11 = post("Content-Length: 11") + "0123456789a";

      peer.send(body11);
      assertThat(peer.read(OK.length())).isEqualTo(OK);
      peer.send(body11);

      assertThat(peer.readTo("\r\n\r\n")).isEqualTo(BAD_REQUEST);
    });
  }

  @Test
  void idleConnectionIsClosedAfterTheHeaderTimeout() {
    run(() -> {
      RawPeer peer = serve(TIMEOUTS);
      pass(TIMEOUT.minusNanos(1));
      assertThat(events).isEmpty();

      pass(Duration.ofNanos(1));

      assertThat(peer.readRest()).isEmpty();
      assertThat(events).containsExactly("end");
    });
  }

  /// The loop may have slept since long before: the wait for the next request begins when the answer ends.
  @Test
  void waitBeginsWhenAnotherThreadEndsTheAnswer() {
    run(() -> {
      onRequest = (_, _) -> {};
      RawPeer peer = serve(TIMEOUTS);
      peer.send(GET);
      settle();
      HTTP1Connection request = requests.getFirst();
      request.writeHeaders(status(200, "OK"), headers("Content-Length", "0"), ByteString.EMPTY);
      settle();

      Thread other =
          Thread.ofPlatform()
              .start(() -> {
                clock.advance(TIMEOUT.minusSeconds(1));
                request.finish();
              });
      other.join();
      pass(Duration.ofSeconds(2));

      assertThat(peer.readTo("\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
      assertThat(events).doesNotContain("end");
    });
  }

  @Test
  void timeout() {
    run(() -> {
      RawPeer peer = serve(TIMEOUTS);
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        peer.send(post("Content-Length: 10") + "01234");
        pass(TIMEOUT.minusNanos(1));
        assertThat(events).containsExactly("head POST /", "data 01234");

        pass(Duration.ofNanos(1));

        assertThat(peer.readRest()).isEmpty();
        assertThat(events).containsExactly("head POST /", "data 01234", "close", "end");
        assertThat(log.lines()).containsExactly("INFO Timeout reading body");
      }
    });
  }

  @Test
  void bodyTimeoutIsSetForOneRequest() {
    run(() -> {
      onRequest =
          (delegate, request) -> {
            delegate.onHead =
                () -> {
                  if (requests.size() == 1) {
                    request.setBodyTimeout(Duration.ofMinutes(1));
                  }
                  return HTTPMessageDelegate.READY;
                };
            delegate.onFinish = () -> answer(request, "ok");
          };
      RawPeer peer = serve(TIMEOUTS);
      String start = post("Content-Length: 2") + "0";
      peer.send(start);
      pass(Duration.ofSeconds(59));
      peer.send("1");
      assertThat(peer.read(OK.length())).isEqualTo(OK);
      peer.send(start);

      pass(TIMEOUT);

      assertThat(peer.readRest()).isEmpty();
    });
  }
}
