// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that are decompressed on their way. Python: httpserver_test, GzipTest, and simple_httpclient_test.
final class GzipMessageTest extends ClientFixture {
  private static final HTTP1ConnectionParameters DECOMPRESS =
      HTTP1ConnectionParameters.builder().decompress(true).chunkSize(16).maxBodySize(100).build();

  private static String gzip(String text) {
    return Gzip.of(text).string(StandardCharsets.ISO_8859_1);
  }

  private static String response(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(body.length(), body);
  }

  private CompletableFuture<Boolean> get(Client client, String method) {
    HTTP1Connection exchange = exchange(client, DECOMPRESS);
    request(exchange, method, headers());
    return read(exchange);
  }

  private String body() {
    var body = new StringBuilder();
    for (String event : delegate.events()) {
      body.append(event.startsWith("data ") ? event.substring(5) : "");
    }
    return body.toString();
  }

  @Test
  void gzip() {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = get(client, "GET");

      client.peer().send(response(gzip("0123456789".repeat(5))));

      assertThat(await(open)).isTrue();
      assertThat(body()).isEqualTo("0123456789".repeat(5));
      assertThat(delegate.headers.get("X-Consumed-Content-Encoding")).isEqualTo("gzip");
      assertThat(delegate.headers.contains("Content-Encoding")).isFalse();
    });
  }

  @Test
  void piecesAreNoLargerThanAChunk() {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = get(client, "GET");

      client.peer().send(response(gzip("x".repeat(40))));
      await(open);

      assertThat(delegate.events())
          .containsExactly(
              "head 200 OK",
              "data " + "x".repeat(16),
              "data " + "x".repeat(16),
              "data " + "x".repeat(8),
              "finish");
    });
  }

  /// Header and trailer of the format must be put together, wherever they are cut.
  @Test
  void bodyMayComeByteByByte() {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = get(client, "GET");

      for (char c : response(gzip("hello")).toCharArray()) {
        client.peer().send(String.valueOf(c));
        settle();
      }

      assertThat(await(open)).isTrue();
      assertThat(body()).isEqualTo("hello");
    });
  }

  @Test
  void nothingIsDecompressedWhileTheDelegateIsBusy() {
    run(() -> {
      var first = new CompletableFuture<Void>();
      delegate.onData = () -> first;
      Client client = connect();
      CompletableFuture<Boolean> open = get(client, "GET");
      client.peer().send(response(gzip("x".repeat(40))));
      settle();
      assertThat(body()).hasSize(16);

      Thread.ofPlatform().start(() -> first.complete(null));

      assertThat(await(open)).isTrue();
      assertThat(body()).hasSize(40);
    });
  }

  /// Whatever thread makes the delegate ready, it is called on the loop.
  @Test
  void delegateIsCalledOnTheLoop() {
    run(() -> {
      var onLoop = new CopyOnWriteArrayList<Boolean>();
      var busy = new CompletableFuture<Void>();
      delegate.onData =
          () -> {
            onLoop.add(loop.inLoop());
            return busy;
          };
      Client client = connect();
      CompletableFuture<Boolean> open = get(client, "GET");
      client.peer().send(response(gzip("x".repeat(40))));
      settle();

      Thread.ofPlatform().start(() -> busy.complete(null));
      await(open);

      assertThat(onLoop).containsExactly(true, true, true);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-gzip", "deflate", "gzip, gzip", "identity"})
  void otherCodingsPassUntouched(String coding) {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = get(client, "GET");

      client.peer().send(response("hello").replace("gzip", coding));

      assertThat(await(open)).isTrue();
      assertThat(body()).isEqualTo("hello");
      assertThat(delegate.headers.get("Content-Encoding")).isEqualTo(coding);
    });
  }

  @ParameterizedTest
  @CsvSource({"HEAD, 200 OK", "GET, 304 Not Modified"})
  void responseWithoutABodyNeedsNoGzipData(String method, String status) {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = get(client, method);

      client
          .peer()
          .send("HTTP/1.1 " + status + "\r\nContent-Encoding: GZIP\r\nContent-Length: 9\r\n\r\n");

      assertThat(await(open)).isTrue();
      assertThat(delegate.events()).containsExactly("head " + status, "finish");
    });
  }

  @Test
  void codingOfAnInterimResponseIsNotTheFinalOnes() {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = get(client, "GET");

      client.peer().send("HTTP/1.1 103 Early Hints\r\nContent-Encoding: gzip\r\n\r\n" + OK);

      assertThat(await(open)).isTrue();
      assertThat(body()).isEqualTo("ok");
    });
  }

  @Test
  void outputOverTheLimitIsRefused() {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = get(client, "GET");

      client.peer().send(response(gzip("x".repeat(101))));

      assertThatThrownBy(() -> await(open)).hasMessage("decompressed body too large");
      assertThat(body()).hasSizeLessThanOrEqualTo(100);
      assertThat(delegate.events()).endsWith("close");
    });
  }

  @Test
  void garbageIsRefused() {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = get(client, "GET");

      client.peer().send(response("hello"));

      assertThatThrownBy(() -> await(open)).hasMessage("invalid gzip body: 'not gzip data'");
      assertThat(delegate.events()).containsExactly("head 200 OK", "close");
    });
  }

  @Test
  void truncatedBodyIsRefused() {
    run(() -> {
      String whole = gzip("hello");
      for (int size = 1; size < whole.length(); size++) {
        Client client = connect();
        CompletableFuture<Boolean> open = get(client, "GET");

        client.peer().send(response(whole.substring(0, size)));

        assertThatThrownBy(() -> await(open)).hasMessage("gzip body breaks off");
        assertThat(delegate.events()).endsWith("close").doesNotContain("finish");
      }
    });
  }

  @Test
  void dataBehindTheBodyIsRefused() {
    run(() -> {
      Client client = connect();
      CompletableFuture<Boolean> open = get(client, "GET");

      client.peer().send(response(gzip("hello") + "x"));

      assertThatThrownBy(() -> await(open)).hasMessage("data after the gzip body");
    });
  }

  @Test
  void delegateThatLeavesAmidABusyPieceHearsNoMore() {
    run(() -> {
      var busy = new CompletableFuture<Void>();
      delegate.onData = () -> busy;
      Client client = connect();
      CompletableFuture<Boolean> open = get(client, "GET");
      client.peer().send(response(gzip("x".repeat(40))));
      settle();
      onLoop(() -> {
        client.stream().close();
        return true;
      });
      await(open);

      onLoop(() -> busy.complete(null));
      settle();

      assertThat(delegate.events())
          .containsExactly("head 200 OK", "data " + "x".repeat(16), "close");
    });
  }
}
