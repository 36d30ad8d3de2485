// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.fixture.LoopFixture;
import tornado.ioloop.Async;
import tornado.ioloop.CancelledError;
import tornado.ioloop.Scope;
import tornado.util.TimeoutError;

/// Pages within the limits of the coroutine that renders them.
final class ScopeTest extends LoopFixture {
  private static final Template ENDLESS = Template.of("{% while true %}{{ f() }}{% endwhile %}");

  /// The loop's timer has no chance to fire while the page keeps its thread busy.
  @Test
  void endlessPageEndsWithItsDeadline() {
    TemplateFunction slow =
        _ -> {
          clock.advance(Duration.ofMillis(1));
          return null;
        };

    run(() ->
        assertThatThrownBy(() ->
                Async.withTimeout(Duration.ofSeconds(1), () -> ENDLESS.generate(Map.of("f", slow))))
            .isInstanceOf(TimeoutError.class));
  }

  @Test
  void loopWithAnEmptyBodyEndsWithItsDeadline() {
    var template = Template.of("{{ f() }}{% for i in range(1, 2000000000) %}{% endfor %}");
    TemplateFunction late =
        _ -> {
          clock.advance(Duration.ofSeconds(2));
          return null;
        };

    run(() ->
        assertThatThrownBy(() ->
                Async.withTimeout(
                    Duration.ofSeconds(1), () -> template.generate(Map.of("f", late))))
            .isInstanceOf(TimeoutError.class));
  }

  @Test
  void pageEndsWhenItsScopeIsCancelled() {
    TemplateFunction leave =
        _ -> {
          Objects.requireNonNull(Scope.currentOrNull()).cancel("client left");
          return null;
        };

    run(() ->
        assertThatThrownBy(() -> await(Async.spawn(() -> ENDLESS.generate(Map.of("f", leave)))))
            .isInstanceOf(CancelledError.class));
  }

  @Test
  void functionsMayWait() {
    var value = new CompletableFuture<String>();
    TemplateFunction waiting = _ -> await(value);

    run(() -> {
      loop.addCallback(() -> value.complete("<late>"));
      assertThat(Template.of("{{ f() }}").generateString(Map.of("f", waiting)))
          .isEqualTo("&lt;late&gt;");
    });
  }

  @Test
  void pageInAPlainThreadHasNoLimits() {
    TemplateFunction once = _ -> "x";

    assertThat(
            Template.of("{% for i in 1..1000 %}{{ f() }}{% endfor %}")
                .generateString(Map.of("f", once)))
        .hasSize(1000);
  }
}
