// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;

/// `Async.all`. Python: gen_test, GenBasicTest.
final class GatherTest extends LoopFixture {
  private final CompletableFuture<String> one = new CompletableFuture<>();
  private final CompletableFuture<String> two = new CompletableFuture<>();
  private final CompletableFuture<String> three = new CompletableFuture<>();

  /// A list that counts how often it is looked into.
  private static final class CountingList<T> extends AbstractList<T> {
    private final List<T> list;
    private int looks;

    CountingList(List<T> list) {
      this.list = list;
    }

    @Override
    public T get(int index) {
      looks++;
      return list.get(index);
    }

    @Override
    public int size() {
      return list.size();
    }
  }

  private static Exception bug(String message) {
    return new IllegalStateException(message);
  }

  @Test
  void multiEmpty() {
    assertThat(Async.all(List.<CompletableFuture<String>>of())).isCompletedWithValue(List.of());
    assertThat(Async.all(Map.<String, CompletableFuture<String>>of()))
        .isCompletedWithValue(Map.of());
  }

  @Test
  void multi() {
    CompletableFuture<List<String>> all = Async.all(List.of(one, two, three));

    three.complete("3");
    one.complete("1");
    assertThat(all).isNotDone();
    two.complete("2");

    assertThat(all).isCompletedWithValue(List.of("1", "2", "3"));
  }

  @Test
  void multiDict() {
    var futures = new LinkedHashMap<String, CompletableFuture<String>>();
    futures.put("z", one);
    futures.put("a", two);
    CompletableFuture<Map<String, String>> all = Async.all(futures);

    two.complete("2");
    one.complete("1");

    assertThat(all.join()).containsExactly(Map.entry("z", "1"), Map.entry("a", "2"));
  }

  @Test
  void resultsMayBeNull() {
    var none = new CompletableFuture<@Nullable String>();
    CompletableFuture<List<@Nullable String>> all =
        Async.<@Nullable String>all(List.of(none, none));

    none.complete(null);

    assertThat(all.join()).containsExactly(null, null);
  }

  @Test
  void multiFutureDuplicate() {
    CompletableFuture<List<String>> all = Async.all(List.of(one, two, one));

    one.complete("1");
    two.complete("2");

    assertThat(all).isCompletedWithValue(List.of("1", "2", "1"));
  }

  /// The caller may go on with its list or map.
  @Test
  void laterChangesDoNotMatter() {
    var list = new ArrayList<CompletableFuture<String>>(List.of(one));
    var map = new LinkedHashMap<String, CompletableFuture<String>>(Map.of("one", one));
    CompletableFuture<List<String>> ofList = Async.all(list);
    CompletableFuture<Map<String, String>> ofMap = Async.all(map);

    list.add(two);
    map.put("two", two);
    one.complete("1");

    assertThat(ofList).isCompletedWithValue(List.of("1"));
    assertThat(ofMap).isCompletedWithValue(Map.of("one", "1"));
  }

  @Test
  void failsOnlyWhenAllAreDone() {
    CompletableFuture<List<String>> all = Async.all(List.of(one, two));

    one.completeExceptionally(bug("1"));
    assertThat(all).isNotDone();
    two.complete("2");

    assertThat(all).isCompletedExceptionally();
  }

  @Test
  void multiExceptions() {
    run(() -> {
      CompletableFuture<List<String>> all = Async.all(List.of(one, two, three));
      Exception first = bug("first");

      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        two.completeExceptionally(first);
        one.completeExceptionally(bug("second"));
        three.complete("3");

        assertThatThrownBy(() -> await(all)).isSameAs(first);
        assertThat(log.lines()).containsExactly("ERROR Multiple exceptions in one Async.all");
      }
    });
  }

  @Test
  void failureOfADuplicateIsLoggedOnce() {
    run(() -> {
      CompletableFuture<List<String>> all = Async.all(List.of(one, two, two, one));

      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        one.completeExceptionally(bug("first"));
        two.completeExceptionally(bug("second"));

        assertThatThrownBy(() -> await(all)).hasMessage("first");
        assertThat(log.lines()).hasSize(1);
      }
    });
  }

  @Test
  void oneFailureOfTwoFuturesIsNotLogged() {
    run(() -> {
      var all = Async.all(List.of(one.thenApply(x -> x), one.thenApply(x -> x)));

      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        one.completeExceptionally(bug("only"));

        assertThatThrownBy(() -> await(all)).hasMessage("only");
        assertThat(log.lines()).isEmpty();
      }
    });
  }

  @Test
  void laterCancellationIsNotLogged() {
    run(() -> {
      CompletableFuture<List<String>> all = Async.all(List.of(one, two));

      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        one.completeExceptionally(bug("first"));
        two.cancel(false);

        assertThatThrownBy(() -> await(all)).hasMessage("first");
        assertThat(log.lines()).isEmpty();
      }
    });
  }

  @Test
  void cancelledChildEndsInCancelledError() {
    run(() -> {
      CompletableFuture<List<String>> all = Async.all(List.of(one));

      one.cancel(false);

      assertThatThrownBy(() -> await(all)).isInstanceOf(CancelledError.class);
    });
  }

  @Test
  void cancellingTheResultCancelsNoChild() {
    Async.all(List.of(one, two)).cancel(false);

    assertThat(one).isNotDone();
    assertThat(two).isNotDone();
  }

  /// Each of the children is looked at a few times, however many there are.
  @Test
  void multiPerformance() {
    List<CompletableFuture<Integer>> children =
        IntStream.range(0, 1000).mapToObj(_ -> new CompletableFuture<Integer>()).toList();
    var counting = new CountingList<>(children);
    CompletableFuture<List<Integer>> all = Async.all(counting);

    assertThat(children).allMatch(child -> child.getNumberOfDependents() == 1);
    IntStream.range(0, 1000).forEach(i -> children.get(i).complete(i));

    assertThat(all.join()).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    assertThat(counting.looks).isLessThanOrEqualTo(3000);
  }

  @Test
  void childrenOfManyThreads() {
    run(() -> {
      List<CompletableFuture<Integer>> children =
          IntStream.range(0, 500).mapToObj(i -> Async.runOnExecutor(() -> i)).toList();

      assertThat(await(Async.all(children))).isEqualTo(IntStream.range(0, 500).boxed().toList());
    });
  }
}
