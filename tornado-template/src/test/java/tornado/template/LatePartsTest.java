// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.fixture.LoopFixture;
import tornado.ioloop.Async;
import tornado.ioloop.CancelledError;

/// Parts of a page that goes to a sink piece by piece, and may go on without those that aren't ready.
final class LatePartsTest extends LoopFixture {
  /// What the functions `a` and `b` wait for.
  private final CompletableFuture<String> a = new CompletableFuture<>();

  private final CompletableFuture<String> b = new CompletableFuture<>();

  /// What has arrived, in its order.
  private final List<String> arrived = new ArrayList<>();

  private Map<String, @Nullable Object> values() {
    var values = new HashMap<String, @Nullable Object>();
    values.put("a", (TemplateFunction) _ -> await(a));
    values.put("b", (TemplateFunction) _ -> await(b));
    return values;
  }

  /// A sink that notes late parts by their numbers, and lets the test go on by what has arrived.
  private final class Late implements PageSink, LateParts {
    private final Map<String, Runnable> then;

    Late(Map<String, Runnable> then) {
      this.then = then;
    }

    @Override
    public void write(String piece) {
      arrived.add(piece);
      then.getOrDefault(piece, () -> {}).run();
    }

    @Override
    public LateParts lateParts() {
      return this;
    }

    @Override
    public String placeholder(int number, String meanwhile) {
      return "[" + number + ":" + meanwhile + "]";
    }

    @Override
    public void write(int number, String html) {
      write(number + "=" + html);
    }
  }

  @Test
  void sinkWithoutLatePartsHasThemInTheirOrder() {
    PageSink inOrder =
        piece -> {
          arrived.add(piece);
          a.complete("A");
        };

    run(() -> {
      b.complete("B");
      Template.of("1{% defer %}{{ a() }}{% enddefer %}2{% defer %}{{ b() }}{% enddefer %}3")
          .generateTo(inOrder, values());

      // Beside the loop the second part may not be ready when the first is.
      assertThat(arrived).first().isEqualTo("1");
      assertThat(String.join("", arrived)).isEqualTo("1A2B3");
    });
  }

  private void late(String text, Map<String, Runnable> then) {
    Template.of(text).generateTo(new Late(then), values());
  }

  @Test
  void latePartsComeWhenTheyAreReady() {
    run(() -> {
      late(
          "1{% defer %}{{ a() }}{% meanwhile %}wait{% enddefer %}2{% defer %}{{ b() }}{% enddefer %}3",
          Map.of(
              "1[1:wait]2[2:]3", () -> b.complete("B"),
              "2=B", () -> a.complete("A")));

      assertThat(arrived).containsExactly("1[1:wait]2[2:]3", "2=B", "1=A");
    });
  }

  /// On the loop a part that waits for nothing is ready a turn later.
  @Test
  void partThatIsReadyIsInItsPlace() {
    TemplateFunction ready =
        _ -> {
          a.complete("started");
          return "A";
        };
    var values = new HashMap<>(values());
    values.put("ready", ready);
    TemplateFunction finished = _ -> await(a);
    values.put("finished", finished);

    run(() -> {
      Template.of("1{% defer %}{{ ready() }}{% enddefer %}2{{ finished() }}")
          .generateTo(new Late(Map.of()), values);

      assertThat(String.join("", arrived)).isIn("1A2started", "1[1:]2started1=A");
    });
  }

  /// Whether it is ready by then is sure on the loop only.
  @Test
  void partsThatAreReadyComeAtTheNextFlush() {
    run(() -> {
      late(
          "{% defer %}{{ a() }}{% enddefer %}1{% flush %}2{{ b() }}{% flush %}3",
          Map.of(
              "[1:]1",
              () -> {
                loop.addCallback(() -> a.complete("A"));
                loop.addCallback(() -> b.complete("B"));
              }));

      assertThat(arrived)
          .containsOnlyOnce("[1:]1", "2B", "1=A", "3")
          .containsSubsequence("[1:]1", "2B", "3")
          .containsSubsequence("[1:]1", "1=A");
      if (loop.inLoop()) {
        assertThat(arrived).endsWith("1=A", "3");
      }
    });
  }

  @Test
  void whatIsSeenMeanwhileHasItsValues() {
    run(() -> {
      late(
          "{% for x in 1..2 %}{% defer %}{{ a() }}{% meanwhile %}{{ x }}<{% enddefer %}{% endfor %}",
          Map.of("[1:1<][2:2<]", () -> a.complete("A")));

      assertThat(arrived).startsWith("[1:1<][2:2<]").containsOnly("[1:1<][2:2<]", "1=A", "2=A");
    });
  }

  @Test
  void partOfWhatIsChangedLaterIsInItsPlace() {
    run(() -> {
      loop.addCallback(() -> a.complete("a"));
      late("{% apply upper %}1{% defer %}{{ a() }}{% enddefer %}{% endapply %}", Map.of());

      assertThat(arrived).containsExactly("1A");
    });
  }

  @Test
  void failureOfALatePartEndsThePage() {
    run(() -> {
      assertThatThrownBy(() ->
              late("1{% defer %}{{ a() }}{% enddefer %}2", Map.of("1[1:]2", () -> a.cancel(false))))
          .isInstanceOf(CancelledError.class);

      assertThat(arrived).containsExactly("1[1:]2");
    });
  }

  @Test
  void whatIsSetMeanwhileIsGoneAfterwards() {
    run(() -> {
      late(
          "{% set x = 1 %}{% defer %}{{ a() }}{{ x }}{% meanwhile %}{% set x = 2 %}{{ x }}{% enddefer %}{{ x }}",
          Map.of("[1:2]1", () -> a.complete("A")));

      assertThat(arrived).containsExactly("[1:2]1", "1=A1");
    });
  }

  /// Nobody would wait for it, nor end it.
  @Test
  void partIsNotStartedIfWhatIsSeenMeanwhileFails() {
    run(() -> {
      Map<String, ?> values = Map.of("start", (TemplateFunction) _ -> b.complete("started"));

      assertThatThrownBy(() ->
              Template.of("{% defer %}{{ start() }}{% meanwhile %}{{ 1/0 }}{% enddefer %}")
                  .generateTo(new Late(Map.of()), values))
          .isInstanceOf(TemplateError.class);
      await(Async.sleep(Duration.ZERO));

      assertThat(b).isNotDone();
    });
  }
}
