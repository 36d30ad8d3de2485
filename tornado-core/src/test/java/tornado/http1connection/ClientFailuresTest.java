// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.httputil.HTTPInputError;
import tornado.httputil.HTTPMessageDelegate;

/// What a client does when the peer breaks the protocol, leaves or stalls, and when its own delegate fails.
final class ClientFailuresTest extends ClientFixture {
  private static final HTTP1ConnectionParameters LIMITS =
      HTTP1ConnectionParameters.builder()
          .headerTimeout(Duration.ofSeconds(10))
          .bodyTimeout(Duration.ofSeconds(10))
          .maxBodySize(10)
          .build();

  private CompletableFuture<Boolean> get(Client client) {
    HTTP1Connection exchange = exchange(client, LIMITS);
    request(exchange, "GET", headers());
    return read(exchange);
  }

  @Test
  void malformedResponseClosesTheConnection() {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = get(client);
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        client.peer().send("HTTP/1.1 200\r\n\r\n");

        assertThatThrownBy(() -> await(open))
            .isInstanceOf(HTTPInputError.class)
            .hasMessage("malformed status line: 'HTTP/1.1 200'");
        assertThat(log.lines())
            .containsExactly(
                "INFO Malformed HTTP message from 192.0.2.1:5: malformed status line: 'HTTP/1.1 200'");
        assertThat(client.stream().closed()).isTrue();
        assertThat(delegate.events()).containsExactly("close");
      }
    });
  }

  @Test
  void malformedBodyEndsTheMessage() {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = get(client);

      client.peer().send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n?\r\n");

      assertThatThrownBy(() -> await(open)).hasMessage("invalid chunk size: '?'");
      assertThat(delegate.events()).containsExactly("head 200 OK", "data a", "close");
    });
  }

  @Test
  void bodyOverTheLimitIsRefused() {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = get(client);

      client.peer().send("HTTP/1.1 200 OK\r\n\r\n0123456789a");

      assertThatThrownBy(() -> await(open)).hasMessage("body too large");
      assertThat(delegate.events()).containsExactly("head 200 OK", "data 0123456789", "close");
    });
  }

  @Test
  void limitCanBeRaisedForOneResponse() {
    run(() -> {
      Client client = connect();
      HTTP1Connection exchange = exchange(client, LIMITS);
      request(exchange, "GET", headers());
      delegate.onHead =
          () -> {
            exchange.setMaxBodySize(11);
            return HTTPMessageDelegate.READY;
          };
      CompletableFuture<Boolean> open = read(exchange);

      client.peer().send("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n0123456789a");

      assertThat(await(open)).isTrue();
    });
  }

  @Test
  void limitLoweredWithinABodyHolds() {
    run(() -> {
      Client client = connect();
      HTTP1Connection exchange = exchange(client, LIMITS);
      request(exchange, "GET", headers());
      delegate.onData =
          () -> {
            exchange.setMaxBodySize(1);
            return HTTPMessageDelegate.READY;
          };
      CompletableFuture<Boolean> open = read(exchange);

      client.peer().send("HTTP/1.1 200 OK\r\n\r\n012");
      settle();
      client.peer().send("3");

      assertThatThrownBy(() -> await(open)).hasMessage("body too large");
    });
  }

  @Test
  void peerThatLeavesAmidTheResponse() {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = get(client);

      client.peer().send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
      client.peer().end();

      assertThat(await(open)).isFalse();
      settle();
      assertThat(client.stream().closed()).isTrue();
      assertThat(delegate.events()).containsExactly("head 200 OK", "data hel", "close");
    });
  }

  @Test
  void peerThatLeavesWithoutAResponse() {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = get(client);

      client.peer().end();

      assertThat(await(open)).isFalse();
      assertThat(delegate.events()).containsExactly("close");
    });
  }

  @Test
  void headTimeoutCloses() {
    run(() -> {
      CompletableFuture<Boolean> open = get(connect());

      pass(Duration.ofSeconds(10));

      assertThat(await(open)).isFalse();
      assertThat(delegate.events()).containsExactly("close");
    });
  }

  @Test
  void bodyTimeoutCloses() {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = get(client);
      client.peer().send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");

      pass(Duration.ofSeconds(10));

      assertThat(await(open)).isFalse();
      assertThat(delegate.events()).containsExactly("head 200 OK", "close");
    });
  }

  @Test
  void timeoutsEndWithTheResponse() {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = get(client);
      client.peer().send(OK);
      await(open);

      pass(Duration.ofMinutes(1));

      assertThat(client.stream().closed()).isFalse();
    });
  }

  @Test
  void failingDelegateClosesTheConnection() {
    run(() -> {
      delegate.onData =
          () -> {
            throw new IllegalStateException("broken");
          };
      Client client = connect();
      CompletableFuture<Boolean> open = get(client);
      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        client.peer().send(OK);

        assertThatThrownBy(() -> await(open)).hasMessage("broken");
        assertThat(log.lines()).containsExactly("ERROR Uncaught exception");
        assertThat(delegate.events()).containsExactly("head 200 OK", "data ok", "close");
      }
    });
  }

  /// Whoever waits for the response must hear of its end, whatever the delegate does.
  @Test
  void delegateThatFailsToCloseDoesNotHoldUpTheResult() {
    run(() -> {
      delegate.onClose =
          () -> {
            throw new IllegalStateException("broken");
          };
      Client client = connect();
      CompletableFuture<Boolean> open = get(client);
      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        client.peer().end();

        assertThat(await(open)).isFalse();
        settle();
        assertThat(log.lines()).hasSize(1);
      }
    });
  }

  @Test
  void closeCallbackRunsWhenThePeerLeaves() {
    run(() -> {
      Client client = connect();
      HTTP1Connection exchange = exchange(client);
      var left = new CompletableFuture<Boolean>();
      exchange.setCloseCallback(() -> left.complete(true));
      read(exchange);

      client.peer().end();
      settle();

      assertThat(left).isCompletedWithValue(true);
    });
  }
}
