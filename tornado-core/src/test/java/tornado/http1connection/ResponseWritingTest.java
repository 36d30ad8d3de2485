// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPOutputError;

/// Responses as bytes: how they are framed, and what is refused.
final class ResponseWritingTest extends ServerFixture {
  private static final String GET_1_0 = "GET / HTTP/1.0\r\n\r\n";

  /// Sends `request`, and does the rest with it from a coroutine.
  private RawPeer answer(String request, Consumer<HTTP1Connection> answer) {
    onRequest = (_, _) -> {};
    RawPeer peer = serve();
    peer.send(request);
    settle();
    answer.accept(requests.getFirst());
    return peer;
  }

  private static void head(HTTP1Connection request, int code, String... fields) {
    request.writeHeaders(status(code, "X"), headers(fields), ByteString.EMPTY);
  }

  @Test
  void bodyWithoutALengthIsChunked() {
    run(() -> {
      RawPeer peer =
          answer(
              GET,
              request -> {
                request.writeHeaders(status(200, "OK"), headers(), bytes("abc"));
                request.write(ByteString.EMPTY);
                request.write(bytes("01234567890123456789abcdef"));
                request.finish();
              });

      assertThat(peer.readTo("0\r\n\r\n"))
          .isEqualTo(
              """
              HTTP/1.1 200 OK\r
              Transfer-Encoding: chunked\r
              \r
              3\r
              abc\r
              1a\r
              01234567890123456789abcdef\r
              0\r
              \r
              """);
      assertThat(peer.stream().closed()).isFalse();
    });
  }

  @Test
  void largeChunksAreFramedToo() {
    run(() -> {
      RawPeer peer =
          answer(
              GET,
              request -> {
                request.writeHeaders(status(200, "OK"), headers(), body(10_000));
                request.finish();
              });

      assertThat(peer.readTo("0\r\n\r\n"))
          .endsWith("\r\n\r\n2710\r\n" + "x".repeat(10_000) + "\r\n0\r\n\r\n");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {GET_1_0, "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"})
  void bodyWithoutALengthEndsWithTheConnectionForHTTP10(String get) {
    run(() -> {
      RawPeer peer =
          answer(
              get,
              request -> {
                request.writeHeaders(status(200, "OK"), headers(), bytes("ab"));
                request.write(bytes("c"));
                request.finish();
              });

      assertThat(peer.readRest()).isEqualTo("HTTP/1.1 200 OK\r\n\r\nabc");
    });
  }

  @ParameterizedTest
  @CsvSource({"GET, 204", "GET, 304", "HEAD, 200", "POST, 204", "HEAD, 404"})
  void responseWithoutABodyHasNoFraming(String method, int code) {
    run(() -> {
      RawPeer peer =
          answer(
              method + " / HTTP/1.1\r\nHost: a\r\n\r\n",
              request -> {
                head(request, code);
                request.finish();
              });
      peer.send(GET);
      settle();
      answer(requests.get(1), "ok");

      assertThat(peer.readTo("ok")).isEqualTo("HTTP/1.1 " + code + " X\r\n\r\n" + OK);
    });
  }

  @ParameterizedTest
  @CsvSource({"GET, 204", "GET, 304", "HEAD, 200"})
  void bodyWhereNoneMayBeIsRefused(String method, int code) {
    run(() -> {
      RawPeer peer =
          answer(
              method + " / HTTP/1.1\r\nHost: a\r\n\r\n",
              request -> {
                head(request, code);
                assertThatThrownBy(() -> request.write(bytes("x")))
                    .isInstanceOf(HTTPOutputError.class);
              });

      assertThat(peer.readRest()).isEqualTo("HTTP/1.1 " + code + " X\r\n\r\n");
    });
  }

  @Test
  void lengthOfAResponseToHeadIsKept() {
    run(() -> {
      RawPeer peer =
          answer(
              "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n",
              request -> {
                head(request, 200, "Content-Length", "5");
                request.finish();
              });

      assertThat(peer.readTo("\r\n\r\n")).isEqualTo("HTTP/1.1 200 X\r\nContent-Length: 5\r\n\r\n");
    });
  }

  @Test
  void tooMuchBodyClosesTheConnection() {
    run(() -> {
      RawPeer peer =
          answer(
              GET,
              request -> {
                head(request, 200, "Content-Length", "2");
                request.write(bytes("a"));
                assertThatThrownBy(() -> request.write(bytes("bc")))
                    .isInstanceOf(HTTPOutputError.class)
                    .hasMessage("tried to write more data than Content-Length");
              });

      assertThat(peer.readRest()).isEqualTo("HTTP/1.1 200 X\r\nContent-Length: 2\r\n\r\na");
    });
  }

  @Test
  void tooLittleBodyClosesTheConnection() {
    run(() -> {
      RawPeer peer =
          answer(
              GET,
              request -> {
                head(request, 200, "Content-Length", "10");
                request.write(bytes("abc"));
                assertThatThrownBy(request::finish)
                    .isInstanceOf(HTTPOutputError.class)
                    .hasMessage("tried to write 7 bytes less than Content-Length");
              });

      assertThat(peer.readRest()).endsWith("\r\n\r\nabc");
      settle();
      assertThat(events).endsWith("close", "end");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "+1", "1,1", "0x1", "1.0"})
  void lengthThatIsNoNumberIsRefused(String length) {
    run(() -> {
      HTTPHeaders fields = headers("Content-Length", length);

      answer(
          GET,
          request ->
              assertThatThrownBy(
                      () -> request.writeHeaders(status(200, "OK"), fields, ByteString.EMPTY))
                  .isInstanceOf(HTTPOutputError.class));
    });
  }

  /// RFC 9112 §6.2: a reader could take either for the end of the body.
  @Test
  void bothLengthsAreRefused() {
    run(() ->
        answer(
            GET,
            request ->
                assertThatThrownBy(() ->
                        head(request, 200, "Content-Length", "5", "Transfer-Encoding", "chunked"))
                    .isInstanceOf(HTTPOutputError.class)));
  }

  /// An application that frames its body itself does so until the end of the connection.
  @Test
  void framingOfTheApplicationsOwnEndsTheConnection() {
    run(() -> {
      RawPeer peer =
          answer(
              GET,
              request -> {
                head(request, 200, "Transfer-Encoding", "chunked");
                request.write(bytes("1\r\na\r\n0\r\n\r\n"));
                request.finish();
              });

      assertThat(peer.readRest())
          .isEqualTo(
              """
              HTTP/1.1 200 X\r
              Transfer-Encoding: chunked\r
              Connection: close\r
              \r
              1\r
              a\r
              0\r
              \r
              """);
    });
  }

  @Test
  void applicationCanEndTheConnection() {
    run(() -> {
      RawPeer peer =
          answer(
              GET,
              request -> {
                head(request, 200, "Connection", "close", "Content-Length", "0");
                request.finish();
              });

      assertThat(peer.readRest())
          .isEqualTo("HTTP/1.1 200 X\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"OK\r\nX: y", "OK\n", "\r", "a\u0000b", "\u007f", "\u0100"})
  void reasonThatBreaksOutIsRefusedAndNothingSent(String reason) {
    run(() -> {
      RawPeer peer =
          answer(
              GET,
              request -> {
                assertThatThrownBy(() ->
                        request.writeHeaders(status(200, reason), headers(), ByteString.EMPTY))
                    .isInstanceOf(IllegalArgumentException.class);
                answer(request, "ok");
              });

      assertThat(peer.read(OK.length())).isEqualTo(OK);
    });
  }

  @Test
  void codesHaveThreeDigitsAndReasonsAnyLatin1() {
    run(() -> {
      RawPeer peer =
          answer(
              GET,
              request ->
                  request.writeHeaders(
                      status(7, "\u00e9t\u00e9"), headers("X", "\u00ff"), ByteString.EMPTY));

      assertThat(peer.readTo("\r\n\r\n"))
          .startsWith("HTTP/1.1 007 \u00e9t\u00e9\r\nX: \u00ff\r\nTransfer-Encoding: chunked\r\n");
    });
  }

  @Test
  void writeNeedsAHead() {
    run(() ->
        answer(
            GET,
            request ->
                assertThatThrownBy(() -> request.write(bytes("x")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("write in state IDLE")));
  }

  @Test
  void abortShowsThatTheMessageIsNotWhole() {
    run(() -> {
      RawPeer peer =
          answer(
              GET,
              request -> {
                request.writeHeaders(status(200, "OK"), headers(), bytes("a"));
                request.abort();
                request.finish();
              });

      assertThat(peer.readRest()).endsWith("\r\n\r\n1\r\na\r\n");
      settle();
      assertThat(events).containsExactly("head GET /", "finish", "close", "end");
    });
  }
}
