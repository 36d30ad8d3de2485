// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// Several hundred clients at once, whose requests wait for time, each other, pool threads and coroutines of their own: each gets its own
/// answers, in order.
final class ManyRequestsTest extends WebFixture {
  private static final int CLIENTS = 300;
  private static final int ROUNDS = 5;

  private final Map<String, CompletableFuture<String>> letters = new ConcurrentHashMap<>();

  private CompletableFuture<String> letter(String id) {
    return letters.computeIfAbsent(id, _ -> new CompletableFuture<>());
  }

  private void answer(RequestHandler handler) throws Exception {
    String id = handler.getArgument("id");
    String text =
        switch (handler.request().path()) {
          case "/now" -> "now";
          case "/sleep" -> {
            RequestHandler.await(Async.sleep(Duration.ofMillis(id.hashCode() & 3)));
            yield "slept";
          }
          case "/pool" -> RequestHandler.await(Async.runOnExecutor(() -> "pool"));
          case "/spawn" -> {
            var first =
                Async.spawn(() -> {
                  RequestHandler.await(Async.sleep(Duration.ZERO));
                  return "a";
                });
            var second = Async.spawnBlocking(() -> "b");
            yield RequestHandler.await(Async.all(List.of(first, second))).toString();
          }
          case "/take" -> RequestHandler.await(letter(id));
          case "/leave" -> {
            letter(id).complete("letter for " + id);
            yield "left";
          }
          default -> throw new HTTPError(404);
        };
    handler.write(id + ": " + text + " " + "x".repeat(id.hashCode() & 4095));
  }

  /// Five requests, of which one waits for the next client's.
  private void converse(int number) throws IOException {
    try (WireClient client = server().connect()) {
      for (int round = 0; round < ROUNDS; round++) {
        String id = number + "." + round;
        String next = (number + 1) % CLIENTS + "." + round;
        check(client, "/now", id, "now");
        check(client, "/sleep", id, "slept");
        check(client, "/leave", id, "left");
        check(client, "/take", next, "letter for " + next);
        check(client, "/pool", id, "pool");
        check(client, "/spawn", id, "[a, b]");
      }
    }
  }

  private static void check(WireClient client, String path, String id, String text)
      throws IOException {
    String expected = id + ": " + text + " " + "x".repeat(id.hashCode() & 4095);
    assertThat(client.get(path + "?id=" + id).body()).isEqualTo(expected);
  }

  @Test
  void eachClientGetsItsOwnAnswers() throws IOException {
    serve(this::answer);
    List<CompletableFuture<Boolean>> conversations = new ArrayList<>();

    for (int i = 0; i < CLIENTS; i++) {
      int number = i;
      var done = new CompletableFuture<Boolean>();
      conversations.add(done);
      Thread.ofVirtual()
          .start(() -> {
            try {
              converse(number);
              done.complete(true);
            } catch (Throwable e) {
              done.completeExceptionally(e);
            }
          });
    }

    for (CompletableFuture<Boolean> conversation : conversations) {
      assertThat(WireServer.get(conversation)).isTrue();
    }
  }
}
