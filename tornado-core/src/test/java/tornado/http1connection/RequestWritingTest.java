// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httputil.HTTPOutputError;
import tornado.httputil.RequestStartLine;
import tornado.httputil.ResponseStartLine;

/// Requests as bytes: how they are framed, and what is refused.
final class RequestWritingTest extends ClientFixture {
  private static void head(HTTP1Connection exchange, String method, String... fields) {
    exchange.writeHeaders(
        new RequestStartLine(method, "/", "HTTP/1.1"), headers(fields), ByteString.EMPTY);
  }

  @Test
  void requestWithoutABodyHasNoFraming() {
    run(() -> {
      Client client = connect();

      request(client, "GET", "Host", "a");

      assertThat(client.peer().readTo("\r\n\r\n")).isEqualTo("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    });
  }

  @Test
  void versionIsAlwaysOurs() {
    run(() -> {
      Client client = connect();

      exchange(client)
          .writeHeaders(new RequestStartLine("GET", "/", "HTTP/1.0"), headers(), ByteString.EMPTY);

      assertThat(client.peer().readTo("\r\n\r\n")).isEqualTo("GET / HTTP/1.1\r\n\r\n");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH"})
  void bodyWithoutALengthIsChunked(String method) {
    run(() -> {
      Client client = connect();
      HTTP1Connection exchange = exchange(client);

      head(exchange, method);
      exchange.write(bytes("abc"));
      exchange.finish();

      assertThat(client.peer().readTo("0\r\n\r\n"))
          .isEqualTo(
              method + " / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
    });
  }

  /// Two fields would be refused as two codings.
  @ParameterizedTest
  @ValueSource(strings = {"POST", "DELETE"})
  void chunkedIsSaidOnce(String method) {
    run(() -> {
      Client client = connect();
      HTTP1Connection exchange = exchange(client);

      head(exchange, method, "Transfer-Encoding", "chunked");
      exchange.finish();

      assertThat(client.peer().readTo("0\r\n\r\n"))
          .isEqualTo(method + " / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    });
  }

  @Test
  void bodyOfKnownLengthIsSentAsItIs() {
    run(() -> {
      Client client = connect();
      HTTP1Connection exchange = exchange(client);

      head(exchange, "POST", "Content-Length", "3");
      exchange.write(bytes("abc"));
      exchange.finish();

      assertThat(client.peer().readTo("abc"))
          .isEqualTo("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");
    });
  }

  /// The server would take it for the next request.
  @Test
  void bodyThatNothingAnnouncesIsRefused() {
    run(() -> {
      HTTP1Connection exchange = exchange(connect());
      head(exchange, "GET");

      assertThatThrownBy(() -> exchange.write(bytes("GET /evil HTTP/1.1\r\n\r\n")))
          .isInstanceOf(HTTPOutputError.class);
    });
  }

  @Test
  void bothLengthsAreRefused() {
    run(() -> {
      HTTP1Connection exchange = exchange(connect());

      assertThatThrownBy(
              () -> head(exchange, "POST", "Content-Length", "3", "Transfer-Encoding", "chunked"))
          .isInstanceOf(HTTPOutputError.class);
    });
  }

  @Test
  void otherTransferCodingsAreRefused() {
    run(() -> {
      HTTP1Connection exchange = exchange(connect());

      assertThatThrownBy(() -> head(exchange, "POST", "Transfer-Encoding", "gzip, chunked"))
          .isInstanceOf(HTTPOutputError.class);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "G T", "GET\t", "GET\r\n", "GET /x HTTP/1.1\r\nX:"})
  void methodThatBreaksOutIsRefused(String method) {
    run(() -> {
      HTTP1Connection exchange = exchange(connect());

      assertThatThrownBy(() -> head(exchange, method)).isInstanceOf(IllegalArgumentException.class);
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a b", "/\t", "/\r\nX: y", "/ HTTP/1.0\r\n\r\n", "/\u0000", "/\u0100"})
  void targetThatBreaksOutIsRefused(String target) {
    run(() -> {
      Client client = connect();
      HTTP1Connection exchange = exchange(client);

      assertThatThrownBy(() ->
              exchange.writeHeaders(
                  new RequestStartLine("GET", target, "HTTP/1.1"), headers(), ByteString.EMPTY))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(client.peer().readArrived()).isEmpty();
    });
  }

  @Test
  void startLineOfTheOtherSideIsRefused() {
    run(() -> {
      HTTP1Connection exchange = exchange(connect());

      assertThatThrownBy(() ->
              exchange.writeHeaders(
                  new ResponseStartLine("HTTP/1.1", 200, "OK"), headers(), ByteString.EMPTY))
          .isInstanceOf(IllegalArgumentException.class);
    });
  }
}
