// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tornado.fixture.FakeClock;

final class ActivitiesTest {
  private final FakeClock clock = new FakeClock();
  private final IOLoop loop = IOLoop.builder().clock(clock).debug(true).build();

  @AfterEach
  void closeLoop() {
    loop.closeAll();
  }

  private List<Activity> of(Activity.Kind kind) {
    var told = new CompletableFuture<List<Activity>>();
    loop.addCallback(() -> told.complete(loop.activities()));
    return await(told).stream().filter(activity -> activity.kind() == kind).toList();
  }

  private static boolean namesThisClass(List<StackTraceElement> stack) {
    return stack.stream()
        .anyMatch(frame -> frame.getClassName().equals(ActivitiesTest.class.getName()));
  }

  @Test
  void coroutineTellsWhatItWaitsForAndSinceWhen() {
    var never = new CompletableFuture<String>();
    String waits = "waits for " + never.toString().split("\\[", 2)[0];

    Activity found =
        loop.runSync(() -> {
          CompletableFuture<String> waiting = Async.spawn(() -> await(never));
          coroutine(waits);
          clock.advance(Duration.ofSeconds(3));
          Activity later = coroutine(waits);
          waiting.cancel(true);
          return later;
        });

    assertThat(found.state()).endsWith(" for 3000 ms");
    assertThat(namesThisClass(found.origin())).isTrue();
    assertThat(namesThisClass(found.stack())).isTrue();
  }

  /// Returns the coroutine whose state begins like that, once there is one.
  private Activity coroutine(String state) {
    while (true) {
      for (Activity each : of(Activity.Kind.COROUTINE)) {
        if (each.state().startsWith(state)) {
          return each;
        }
      }
    }
  }

  @Test
  void coroutineThatEndedIsForgotten() {
    List<Activity> found =
        loop.runSync(() -> {
          await(Async.spawn(() -> 1));
          return of(Activity.Kind.COROUTINE);
        });

    assertThat(found).hasSize(1);
  }

  @Test
  void coroutineThatHasNotBegunSaysSo() {
    var seen = new CompletableFuture<List<Activity>>();
    loop.addCallback(() -> {
      var _ = Async.spawn(() -> 1);
      seen.complete(loop.activities());
    });

    List<Activity> found = loop.runSync(() -> await(seen));

    assertThat(found).anyMatch(activity -> activity.state().equals("has not begun"));
  }

  @Test
  void timerTellsWhenItIsDue() {
    List<Activity> found =
        loop.runSync(() -> {
          loop.callLater(Duration.ofSeconds(2), () -> {});
          return of(Activity.Kind.TIMER);
        });

    assertThat(found)
        .singleElement()
        .satisfies(timer -> {
          assertThat(timer.state()).isEqualTo("due in 2000 ms");
          assertThat(namesThisClass(timer.origin())).isTrue();
          assertThat(timer.stack()).isEmpty();
        });
  }

  @Test
  void timerThatRanOrWasTakenBackIsForgotten() {
    List<Activity> found =
        loop.runSync(() -> {
          loop.removeTimeout(loop.callLater(Duration.ofSeconds(2), () -> {}));
          await(Async.sleep(Duration.ZERO));
          return of(Activity.Kind.TIMER);
        });

    assertThat(found).isEmpty();
  }

  @Test
  void channelIsThereUntilItIsClosed() throws Exception {
    Pipe pipe = Pipe.open();
    loop.addHandler(pipe.source(), (_, _) -> {}, IOLoop.READ);

    List<Activity> open = loop.runSync(() -> of(Activity.Kind.CHANNEL));
    pipe.source().close();
    pipe.sink().close();
    List<Activity> closed = loop.runSync(() -> of(Activity.Kind.CHANNEL));

    assertThat(open)
        .singleElement()
        .satisfies(channel -> assertThat(namesThisClass(channel.origin())).isTrue());
    assertThat(closed).isEmpty();
  }

  @Test
  void listeningChannelSaysWhere() throws Exception {
    try (var listening = ServerSocketChannel.open()) {
      listening.configureBlocking(false);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      loop.addHandler(listening, (_, _) -> {}, IOLoop.READ);

      List<Activity> open = loop.runSync(() -> of(Activity.Kind.CHANNEL));

      assertThat(open)
          .extracting(Activity::state)
          .containsExactly("listening on " + listening.getLocalAddress());
    }
  }

  @Test
  void loopThatIsNotInDebugModeKnowsNothing() {
    try (var plain = new IOLoop()) {
      assertThatThrownBy(plain::activities)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("debug(true)");
    }
  }
}
