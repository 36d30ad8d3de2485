// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;

/// How many connections there are, and for how long.
final class PoolTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static ScriptedServer busy(ClientFixture fixture) {
    return fixture.serve(IntStream.range(0, 100).mapToObj(_ -> OK).toArray(String[]::new));
  }

  /// Fetches a URL so many times, all started before any is answered.
  private List<HTTPResponse> fetchAll(AsyncHTTPClient client, String url, int count) {
    var started = new CompletableFuture<List<CompletableFuture<HTTPResponse>>>();
    loop.addCallback(() ->
        started.complete(IntStream.range(0, count).mapToObj(_ -> client.fetch(url)).toList()));
    return await(Async.all(await(started)));
  }

  @Test
  void connectionsOfAHostAreLimited() {
    ScriptedServer server = busy(this);

    List<HTTPResponse> responses =
        run(() ->
            fetchAll(
                new AsyncHTTPClient(
                    AsyncHTTPClientOptions.builder().maxConnectionsPerHost(3).build()),
                server.url("/"),
                30));

    assertThat(responses).hasSize(30).allMatch(response -> response.code() == 200);
    assertThat(server.connections()).isEqualTo(3);
  }

  @Test
  void requestsAreLimitedOverAllHosts() {
    ScriptedServer one = busy(this);
    ScriptedServer other = busy(this);

    List<HTTPResponse> responses =
        run(() -> {
          var client = new AsyncHTTPClient(AsyncHTTPClientOptions.builder().maxClients(2).build());
          var first = Async.spawn(() -> fetchAll(client, one.url("/"), 20));
          var second = Async.spawn(() -> fetchAll(client, other.url("/"), 20));
          var all = new java.util.ArrayList<HTTPResponse>(await(first));
          all.addAll(await(second));
          return all;
        });

    assertThat(responses).hasSize(40).allMatch(response -> response.code() == 200);
    assertThat(one.connections() + other.connections()).isBetween(2, 4);
  }

  @Test
  void idleConnectionsAreClosed() {
    ScriptedServer server = busy(this);

    run(() -> {
      AsyncHTTPClient client = AsyncHTTPClient.current();
      fetchAll(client, server.url("/"), 2);
      clock.advance(Duration.ofSeconds(59));
      await(client.fetch(server.url("/")));
      clock.advance(Duration.ofSeconds(2));
      loop.addCallback(() -> {});
      await(Async.runOnExecutor(() -> closed(server)));
      assertThat(server.connections()).isEqualTo(2);
      clock.advance(Duration.ofSeconds(60));
      loop.addCallback(() -> {});
      await(Async.runOnExecutor(() -> closed(server)));
      return null;
    });
  }

  private static boolean closed(ScriptedServer server) {
    server.awaitClosed();
    return true;
  }

  @Test
  void oldConnectionsTakeNoMoreRequests() {
    ScriptedServer server = busy(this);

    run(() -> {
      var client =
          new AsyncHTTPClient(
              AsyncHTTPClientOptions.builder().maxConnectionAge(Duration.ofSeconds(30)).build());
      await(client.fetch(server.url("/")));
      clock.advance(Duration.ofSeconds(29));
      turn();
      await(client.fetch(server.url("/")));
      assertThat(server.connections()).isEqualTo(1);
      clock.advance(Duration.ofSeconds(2));
      turn();
      await(client.fetch(server.url("/")));
      return null;
    });

    assertThat(server.connections()).isEqualTo(2);
    server.awaitClosed();
  }

  @Test
  void timeInfoTellsQueueAndConnect() {
    ScriptedServer server = busy(this);

    List<HTTPResponse> responses =
        run(() -> {
          AsyncHTTPClient client = AsyncHTTPClient.current();
          return List.of(
              await(client.fetch(server.url("/"))), await(client.fetch(server.url("/"))));
        });

    assertThat(responses.get(0).timeInfo().total()).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(responses.get(1).timeInfo().connect()).isEqualTo(Duration.ZERO);
  }
}
