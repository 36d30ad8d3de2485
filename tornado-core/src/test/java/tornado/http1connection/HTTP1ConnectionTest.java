// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httputil.HTTPInputError;
import tornado.httputil.HTTPViolation;
import tornado.httputil.RequestContext;
import tornado.httputil.RequestStartLine;

/// What a connection says of itself, and the functions of Tornado's module.
final class HTTP1ConnectionTest extends ServerFixture {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7, 7",
    "0010, 10",
    "9223372036854775807, 9223372036854775807",
    "99999999999999999999, 9223372036854775807"
  })
  void parseInt(String digits, long value) {
    assertThat(HTTP1Connection.parseInt(digits)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " 1", "1 ", "+1", "-1", "1_0", "0x1", "1a", "\u0661", "\uff11", "\u00b2"})
  void parseIntTakesDigitsOnly(String text) {
    assertThatThrownBy(() -> HTTP1Connection.parseInt(text))
        .isInstanceOfSatisfying(
            HTTPInputError.class,
            e -> assertThat(e.violation()).isEqualTo(HTTPViolation.CONTENT_LENGTH_INVALID));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "aF, 175",
    "00010, 16",
    "7fffffffffffffff, 9223372036854775807",
    "8000000000000000, 9223372036854775807",
    "10000000000000000, 9223372036854775807"
  })
  void parseHexInt(String digits, long value) {
    assertThat(HTTP1Connection.parseHexInt(digits)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " a", "a ", "+a", "-a", "a_0", "0xa", "g", "@", "`", "\uff21", "\u0661"})
  void parseHexIntTakesDigitsOnly(String text) {
    assertThatThrownBy(() -> HTTP1Connection.parseHexInt(text))
        .isInstanceOfSatisfying(
            HTTPInputError.class,
            e -> assertThat(e.violation()).isEqualTo(HTTPViolation.CHUNK_SIZE_INVALID));
  }

  @Test
  void isTransferEncodingChunked() {
    assertThat(HTTP1Connection.isTransferEncodingChunked(headers())).isFalse();
    assertThat(HTTP1Connection.isTransferEncodingChunked(headers("Transfer-Encoding", "Chunked")))
        .isTrue();
    assertThatThrownBy(
            () -> HTTP1Connection.isTransferEncodingChunked(headers("Transfer-Encoding", "gzip")))
        .isInstanceOf(HTTPInputError.class);
  }

  @Test
  void contextCanBeSetForOneExchange() {
    run(() -> {
      RawPeer peer = serve();
      var other = new RequestContext("198.51.100.1", "https", "198.51.100.1");
      onRequest =
          (delegate, request) -> {
            if (requests.size() == 1) {
              request.setContext(other);
            }
            delegate.onFinish = () -> answer(request, "ok");
          };

      peer.send(GET + GET);
      peer.read(2L * OK.length());

      assertThat(requests.getFirst().context()).isEqualTo(other);
      assertThat(requests.get(1).context()).isEqualTo(CONTEXT);
    });
  }

  @Test
  void timesAreOfTheLoopsClock() {
    run(() -> {
      onRequest = (_, _) -> {};
      RawPeer peer = serve();
      pass(Duration.ofSeconds(1));
      peer.send(GET);
      settle();
      HTTP1Connection request = requests.getFirst();

      pass(Duration.ofSeconds(2));

      assertThat(request.startNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
      assertThat(request.nanoTime()).isEqualTo(Duration.ofSeconds(3).toNanos());
    });
  }

  @Test
  void serversReadNoResponses() {
    run(() -> {
      onRequest = (_, _) -> {};
      serve().send(GET);
      settle();
      HTTP1Connection request = requests.getFirst();

      assertThatThrownBy(() -> request.readResponse(new RecordingDelegate()))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() ->
              request.writeHeaders(
                  new RequestStartLine("GET", "/", "HTTP/1.1"), headers(), ByteString.EMPTY))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> request.setMaxBodySize(-1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("byteCount < 0: -1");
    });
  }
}
