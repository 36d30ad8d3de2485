// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// How bodies are handed over: in which pieces, and not before the delegate is ready. Python: httpserver_test, StreamingChunkSizeTest.
final class BackPressureTest extends ServerFixture {
  private static final HTTP1ConnectionParameters PIECES_OF_16 =
      HTTP1ConnectionParameters.builder().chunkSize(16).build();
  private static final String BODY = "01234567890123456789012345678901234567890123456789";

  /// What the delegate is asked to wait for, in the order it was asked.
  private final Queue<CompletableFuture<Void>> busy = new ArrayDeque<>();

  private CompletableFuture<Void> later() {
    var future = new CompletableFuture<Void>();
    busy.add(future);
    return future;
  }

  private void done() {
    onLoop(() -> busy.remove().complete(null));
    settle();
  }

  private List<Integer> pieceSizes() {
    return data().stream().map(String::length).toList();
  }

  @Test
  void regularBody() {
    run(() -> {
      RawPeer peer = serve(PIECES_OF_16);

      peer.send(post("Content-Length: 50") + BODY);
      peer.read(OK.length());

      assertThat(pieceSizes()).containsExactly(16, 16, 16, 2);
      assertThat(String.join("", data())).isEqualTo(BODY);
    });
  }

  @Test
  void chunkedBody() {
    run(() -> {
      RawPeer peer = serve(PIECES_OF_16);

      peer.send(
          chunked(
              "14\r\n"
                  + BODY.substring(0, 20)
                  + "\r\n1e\r\n"
                  + BODY.substring(20)
                  + "\r\n0\r\n\r\n"));
      peer.read(OK.length());

      assertThat(pieceSizes()).containsExactly(16, 4, 16, 14);
      assertThat(String.join("", data())).isEqualTo(BODY);
    });
  }

  @Test
  void nothingIsDeliveredWhileTheDelegateIsBusy() {
    run(() -> {
      onRequest =
          (delegate, _) -> {
            delegate.onHead = this::later;
            delegate.onData = this::later;
          };
      RawPeer peer = serve(PIECES_OF_16);
      peer.send(post("Content-Length: 20") + BODY.substring(0, 20));
      settle();
      assertThat(events).containsExactly("head POST /");

      done();
      assertThat(pieceSizes()).containsExactly(16);
      done();
      assertThat(pieceSizes()).containsExactly(16, 4);
      assertThat(events).doesNotContain("finish");
      done();

      assertThat(events).endsWith("finish");
    });
  }

  @Test
  void streamIsNotReadWhileTheDelegateIsBusy() {
    run(() -> {
      onRequest = (delegate, _) -> delegate.onData = this::later;
      RawPeer peer = serve(HTTP1ConnectionParameters.builder().chunkSize(1024).build(), 4096);

      peer.sendLater(post("Content-Length: 100000") + "x".repeat(100_000));
      settle();

      assertThat(peer.stream().writing()).isTrue();
      assertThat(pieceSizes()).containsExactly(1024);
    });
  }

  @Test
  void slowDelegateGetsTheWholeBody() {
    run(() -> {
      onRequest =
          (delegate, request) -> {
            delegate.onData =
                () -> {
                  CompletableFuture<Void> future = later();
                  loop.addCallback(() -> future.complete(null));
                  return future;
                };
            delegate.onFinish = () -> answer(request, "ok");
          };
      RawPeer peer = serve(HTTP1ConnectionParameters.builder().chunkSize(1000).build(), 4096);

      peer.sendLater(post("Content-Length: 100000") + "0123456789".repeat(10_000) + GET);

      assertThat(peer.read(2L * OK.length())).isEqualTo(OK + OK);
      assertThat(String.join("", data())).isEqualTo("0123456789".repeat(10_000));
    });
  }

  /// Requests that wait for their turn are not read without end either.
  @Test
  void streamIsNotReadWhileARequestIsAnswered() {
    run(() -> {
      onRequest = (_, _) -> {};
      RawPeer peer = serve(HTTP1ConnectionParameters.builder().chunkSize(1024).build(), 4096);

      peer.sendLater(GET.repeat(2000));
      settle();

      assertThat(peer.stream().writing()).isTrue();
      assertThat(requests).hasSize(1);
    });
  }

  @Test
  void pipelinedRequestsThatWaitedAreAllAnswered() {
    run(() -> {
      onRequest =
          (delegate, request) ->
              delegate.onFinish = () -> loop.addCallback(() -> answer(request, "ok"));
      RawPeer peer = serve(HTTP1ConnectionParameters.builder().chunkSize(1024).build(), 4096);

      peer.sendLater(GET.repeat(1000));

      assertThat(peer.read(1000L * OK.length())).isEqualTo(OK.repeat(1000));
    });
  }
}
