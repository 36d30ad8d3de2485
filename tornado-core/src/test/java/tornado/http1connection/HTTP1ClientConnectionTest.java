// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;

/// Many exchanges on one connection, watched in between.
final class HTTP1ClientConnectionTest extends ClientFixture {
  /// Notes what it hears.
  private static final class RecordingListener implements HTTP1ClientConnection.Listener {
    private final List<String> heard = new ArrayList<>();
    private CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

    @Override
    public void exchangeEnded(boolean open) {
      heard.add("ended " + open);
      ended.complete(open);
    }

    @Override
    public void exchangeFailed(Throwable why) {
      heard.add("failed " + why.getMessage());
    }

    @Override
    public void connectionClosed(@Nullable Throwable why) {
      heard.add("closed");
      ended.complete(false);
      closed.complete(true);
    }
  }

  private final RecordingListener listener = new RecordingListener();

  private HTTP1ClientConnection keep(Client client) {
    return onLoop(() ->
        new HTTP1ClientConnection(
            client.stream(), HTTP1ConnectionParameters.DEFAULT, CONTEXT, listener));
  }

  /// Sends a request, and waits for the end of the response.
  private boolean get(Client client, HTTP1ClientConnection connection, String response) {
    listener.ended = new CompletableFuture<>();
    onLoop(() -> {
      request(connection.exchange(delegate, true), "GET", headers());
      return true;
    });
    client.peer().readTo("\r\n\r\n");
    client.peer().send(response);
    return await(listener.ended);
  }

  @Test
  void oneExchangeFollowsAnother() {
    run(() -> {
      Client client = connect();
      HTTP1ClientConnection connection = keep(client);

      boolean first = get(client, connection, OK);
      boolean second = get(client, connection, OK);

      assertThat(List.of(first, second)).containsExactly(true, true);
      assertThat(onLoop(connection::idle)).isTrue();
      assertThat(delegate.events())
          .containsExactly("head 200 OK", "data ok", "finish", "head 200 OK", "data ok", "finish");
      assertThat(listener.heard).containsExactly("ended true", "ended true");
    });
  }

  @Test
  void responseThatEndsTheConnection() {
    run(() -> {
      Client client = connect();
      HTTP1ClientConnection connection = keep(client);

      boolean open =
          get(
              client,
              connection,
              "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

      await(listener.closed);
      assertThat(open).isFalse();
      assertThat(onLoop(connection::idle)).isFalse();
      assertThat(listener.heard).containsExactly("ended false", "closed");
    });
  }

  @Test
  void serverThatLeavesInBetweenEndsIt() {
    run(() -> {
      Client client = connect();
      HTTP1ClientConnection connection = keep(client);
      get(client, connection, OK);

      client.peer().stream().close();

      await(listener.closed);
      assertThat(onLoop(connection::idle)).isFalse();
      assertThat(listener.heard).containsExactly("ended true", "closed");
    });
  }

  @Test
  void bytesInBetweenEndIt() {
    run(() -> {
      Client client = connect();
      HTTP1ClientConnection connection = keep(client);
      get(client, connection, OK);

      client.peer().send(OK);

      await(listener.closed);
      assertThat(onLoop(connection::idle)).isFalse();
      assertThat(delegate.events()).hasSize(3);
    });
  }

  @Test
  void malformedResponseFailsTheExchange() {
    run(() -> {
      Client client = connect();
      HTTP1ClientConnection connection = keep(client);

      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        get(client, connection, "no HTTP\r\n\r\n");
        await(listener.closed);
        assertThat(log.lines()).hasSize(1);
      }

      assertThat(listener.heard)
          .satisfiesExactly(
              failed -> assertThat(failed).startsWith("failed malformed status line"),
              closed -> assertThat(closed).isEqualTo("closed"));
    });
  }

  @Test
  void secondExchangeWaitsForTheFirst() {
    run(() -> {
      HTTP1ClientConnection connection = keep(connect());
      onLoop(() -> connection.exchange(delegate, true));

      assertThatThrownBy(() -> onLoop(() -> connection.exchange(delegate, true)))
          .hasMessageContaining("an exchange on a connection that has one under way");
    });
  }

  @Test
  void closedConnectionCarriesNoMore() {
    run(() -> {
      HTTP1ClientConnection connection = keep(connect());
      onLoop(() -> {
        connection.close();
        return true;
      });
      await(listener.closed);

      assertThatThrownBy(() -> onLoop(() -> connection.exchange(delegate, true)))
          .hasMessageContaining("an exchange on a connection that has ended");
    });
  }
}
