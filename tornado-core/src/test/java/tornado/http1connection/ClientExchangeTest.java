// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.RequestStartLine;

/// Responses as a client reads them. Python: http1connection_test.
final class ClientExchangeTest extends ClientFixture {
  @Test
  void http10NoContentLength() {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = read(exchange(client));

      client.peer().send("HTTP/1.0 200 Not Modified\r\n\r\nhello");
      client.peer().stream().close();

      assertThat(await(open)).isFalse();
      assertThat(delegate.events())
          .containsExactly("head 200 Not Modified", "data hello", "finish");
    });
  }

  @Test
  void connectionGoesOnAfterAResponse() {
    run(() -> {
      Client client = connect();

      boolean open = exchange(client, OK);
      boolean again = exchange(client, OK);

      assertThat(open).isTrue();
      assertThat(again).isTrue();
      assertThat(delegate.events())
          .containsExactly("head 200 OK", "data ok", "finish", "head 200 OK", "data ok", "finish");
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        OK + "more"
      })
  void connectionEndsAfterAResponseThatSaysSo(String response) {
    run(() -> {
      Client client = connect();

      boolean open = exchange(client, response);

      assertThat(open).isFalse();
      assertThat(client.stream().closed()).isTrue();
      assertThat(delegate.events()).containsExactly("head 200 OK", "data ok", "finish");
    });
  }

  @Test
  void http10ResponseCanKeepTheConnection() {
    run(() -> {
      String response = "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok";

      assertThat(exchange(connect(), response)).isTrue();
    });
  }

  @Test
  void requestToCloseEndsTheConnection() {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = read(request(client, "GET", "Connection", "close"));

      client.peer().send(OK);

      assertThat(await(open)).isFalse();
      assertThat(client.stream().closed()).isTrue();
    });
  }

  @Test
  void noKeepAliveEndsTheConnection() {
    run(() -> {
      Client client = connect();
      HTTP1Connection exchange =
          exchange(client, HTTP1ConnectionParameters.builder().noKeepAlive(true).build());
      request(exchange, "GET", headers());
      CompletableFuture<Boolean> open = read(exchange);

      client.peer().send(OK);

      assertThat(await(open)).isFalse();
    });
  }

  @ParameterizedTest
  @CsvSource({"HEAD, 200 OK", "GET, 304 Not Modified"})
  void responseThatNeverHasABody(String method, String status) {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = read(request(client, method));

      client.peer().send("HTTP/1.1 " + status + "\r\nContent-Length: 10\r\n\r\n");

      assertThat(await(open)).isTrue();
      assertThat(delegate.events()).containsExactly("head " + status, "finish");
    });
  }

  @Test
  void noContentNeedsNoLength() {
    run(() -> {
      boolean open = exchange(connect(), "HTTP/1.1 204 No Content\r\n\r\n");

      assertThat(open).isTrue();
      assertThat(delegate.events()).containsExactly("head 204 No Content", "finish");
    });
  }

  @Test
  void interimResponsesBringAHeadEach() {
    run(() -> {
      String hints = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";

      boolean open = exchange(connect(), "HTTP/1.1 100 Continue\r\n\r\n" + hints + OK);

      assertThat(open).isTrue();
      assertThat(delegate.events())
          .containsExactly(
              "head 100 Continue", "head 103 Early Hints", "head 200 OK", "data ok", "finish");
    });
  }

  @Test
  void switchingProtocolsIsFinal() {
    run(() -> {
      Client client = connect();
      HTTP1Connection exchange = request(client, "GET", "Upgrade", "x");
      delegate.onHead =
          () -> {
            exchange.detach();
            return HTTPMessageDelegate.READY;
          };
      CompletableFuture<Boolean> open = read(exchange);

      client.peer().send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nbehind");

      assertThat(await(open)).isFalse();
      assertThat(await(client.stream().readBytes(6))).isEqualTo(bytes("behind"));
      assertThat(delegate.events()).containsExactly("head 101 Switching Protocols");
    });
  }

  @Test
  void streamDetachedWhenTheResponseEndsStaysOpen() {
    run(() -> {
      Client client = connect();
      HTTP1Connection exchange = request(client, "GET", "Upgrade", "x");
      delegate.onFinish = exchange::detach;
      CompletableFuture<Boolean> open = read(exchange);

      client.peer().send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nbehind");

      assertThat(await(open)).isFalse();
      assertThat(await(client.stream().readBytes(6))).isEqualTo(bytes("behind"));
    });
  }

  @Test
  void bodyIsHandedOverInPieces() {
    run(() -> {
      Client client = connect();
      HTTP1Connection exchange =
          exchange(client, HTTP1ConnectionParameters.builder().chunkSize(4).build());
      request(exchange, "GET", headers());
      CompletableFuture<Boolean> open = read(exchange);

      client.peer().send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789");

      assertThat(await(open)).isTrue();
      assertThat(delegate.events())
          .containsExactly("head 200 OK", "data 0123", "data 4567", "data 89", "finish");
    });
  }

  @Test
  void nothingIsDeliveredWhileTheDelegateIsBusy() {
    run(() -> {
      var busy = new CompletableFuture<Void>();
      delegate.onHead = () -> busy;
      Client client = connect();
      CompletableFuture<Boolean> open = read(request(client, "GET"));
      client.peer().send(OK);
      settle();
      assertThat(delegate.events()).containsExactly("head 200 OK");

      onLoop(() -> busy.complete(null));

      assertThat(await(open)).isTrue();
      assertThat(delegate.events()).endsWith("data ok", "finish");
    });
  }

  /// A server may answer before it has read the request; what is left of that can't be sent any more.
  @Test
  void responseBeforeTheRequestIsWrittenEndsTheConnection() {
    run(() -> {
      Client client = connect(100);
      HTTP1Connection exchange = exchange(client);
      exchange.writeHeaders(
          new RequestStartLine("POST", "/", "HTTP/1.1"),
          headers("Content-Length", "1000"),
          bytes("x".repeat(500)));
      CompletableFuture<Boolean> open = read(exchange);

      client.peer().send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n");

      assertThat(await(open)).isFalse();
      assertThat(delegate.events()).containsExactly("head 413 Content Too Large", "finish");
      assertThat(exchange.write(bytes("more"))).isCompletedExceptionally();
    });
  }

  @Test
  void responseIsReadOnce() {
    run(() -> {
      HTTP1Connection exchange = request(connect(), "GET");
      read(exchange);

      assertThatThrownBy(() -> read(exchange)).isInstanceOf(IllegalStateException.class);
    });
  }
}
