// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Python: gen_test, WaitIteratorTest.
final class WaitIteratorTest extends LoopFixture {
  private final CompletableFuture<String> one = new CompletableFuture<>();
  private final CompletableFuture<String> two = new CompletableFuture<>();
  private final CompletableFuture<String> three = new CompletableFuture<>();

  @Test
  void emptyIterator() {
    WaitIterator<Integer, String> waiter = WaitIterator.of(List.of());

    assertThat(waiter.done()).isTrue();
    assertThat(waiter.currentKey()).isNull();
    assertThat(waiter.currentFuture()).isNull();
    assertThatThrownBy(waiter::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("every future was handed out");
  }

  @Test
  void alreadyDone() {
    one.complete("1");
    two.complete("2");
    three.complete("3");
    var waiter = WaitIterator.of(List.of(one, two, three));

    List<String> got = new ArrayList<>();
    while (!waiter.done()) {
      String value = waiter.next().join();
      got.add(waiter.currentKey() + ": " + value);
    }

    assertThat(got).containsExactly("0: 1", "1: 2", "2: 3");
  }

  @Test
  void iterator() {
    var waiter = WaitIterator.of(List.of(one, two, three));
    CompletableFuture<String> next = waiter.next();
    assertThat(next).isNotDone();
    assertThat(waiter.currentKey()).isNull();

    two.complete("2");
    assertThat(next).isCompletedWithValue("2");
    assertThat(waiter.currentKey()).isEqualTo(1);
    assertThat(waiter.currentFuture()).isSameAs(two);
    three.complete("3");
    one.complete("1");

    assertThat(waiter.next()).isCompletedWithValue("3");
    assertThat(waiter.currentKey()).isEqualTo(2);
    assertThat(waiter.next()).isCompletedWithValue("1");
    assertThat(waiter.currentKey()).isEqualTo(0);
  }

  @Test
  void namesOfFutures() {
    var futures = new LinkedHashMap<String, CompletableFuture<String>>();
    futures.put("one", one);
    futures.put("two", two);
    var waiter = WaitIterator.of(futures);

    two.complete("2");
    assertThat(waiter.next()).isCompletedWithValue("2");

    assertThat(waiter.currentKey()).isEqualTo("two");
    assertThat(waiter.currentFuture()).isSameAs(two);
  }

  @Test
  void exhaustedIteratorForgetsTheLast() {
    one.complete("1");
    var waiter = WaitIterator.of(List.of(one));
    waiter.next();
    assertThat(waiter.currentFuture()).isSameAs(one);

    assertThat(waiter.done()).isTrue();

    assertThat(waiter.currentKey()).isNull();
    assertThat(waiter.currentFuture()).isNull();
  }

  @Test
  void failureComesFromItsNext() {
    run(() -> {
      var failure = new IllegalStateException("bug");
      one.completeExceptionally(failure);
      two.complete("2");
      var waiter = WaitIterator.of(List.of(one.thenApply(x -> x), two));

      assertThatThrownBy(() -> await(waiter.next())).isSameAs(failure);
      assertThat(waiter.currentKey()).isEqualTo(0);

      assertThat(await(waiter.next())).isEqualTo("2");
    });
  }

  @Test
  void oneNextAtATime() {
    var waiter = WaitIterator.of(List.of(one, two));
    waiter.next();

    assertThatThrownBy(waiter::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("next called while the one before is still open");
  }

  /// Who gave up a wait may ask again, and loses no outcome.
  @Test
  void cancelledNextTakesNothing() {
    var waiter = WaitIterator.of(List.of(one, two));
    waiter.next().cancel(false);
    one.complete("1");
    two.complete("2");

    assertThat(waiter.next()).isCompletedWithValue("1");
    assertThat(waiter.next()).isCompletedWithValue("2");
    assertThat(waiter.done()).isTrue();
  }

  @Test
  void cancelledNextMakesRoomForAnother() {
    var waiter = WaitIterator.of(List.of(one));
    waiter.next().cancel(false);

    CompletableFuture<String> next = waiter.next();
    one.complete("1");

    assertThat(next).isCompletedWithValue("1");
  }

  @Test
  void iteratorWithACancelledNextIsNotDone() {
    var waiter = WaitIterator.of(List.of(one));

    waiter.next().cancel(false);

    assertThat(waiter.done()).isFalse();
  }

  @Test
  void sameFutureTwice() {
    var waiter = WaitIterator.of(List.of(one, one));
    one.complete("1");

    assertThat(waiter.next()).isCompletedWithValue("1");
    assertThat(waiter.next()).isCompletedWithValue("1");
    assertThat(waiter.done()).isTrue();
  }

  @Test
  void laterChangesOfTheListDoNotMatter() {
    var list = new ArrayList<>(List.of(one));
    var waiter = WaitIterator.of(list);

    list.add(two);
    one.complete("1");
    waiter.next();

    assertThat(waiter.done()).isTrue();
  }

  @Test
  void iteratorAsyncAwait() {
    run(() -> {
      var futures = new LinkedHashMap<Integer, CompletableFuture<Integer>>();
      IntStream.range(0, 500).forEach(i -> futures.put(i, Async.runOnExecutor(() -> i)));
      WaitIterator<Integer, Integer> waiter = WaitIterator.of(futures);
      Set<Integer> got = new HashSet<>();

      while (!waiter.done()) {
        Integer value = await(waiter.next());
        assertThat(waiter.currentKey()).isEqualTo(value);
        got.add(value);
      }

      assertThat(got).isEqualTo(Map.copyOf(futures).keySet());
    });
  }
}
