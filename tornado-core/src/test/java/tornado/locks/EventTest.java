// SPDX-License-Identifier: Apache-2.0
package tornado.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tornado.fixture.LoopFixture;
import tornado.util.TimeoutError;

/// Carried over from Tornado's `locks_test.EventTest`.
class EventTest extends LoopFixture {
  private final Event event = new Event();

  @Test
  void str() {
    assertThat(event).hasToString("Event(clear)");

    event.set();

    assertThat(event).hasToString("Event(set)");
  }

  @Test
  void event() {
    var first = event.waitFor();
    var second = event.waitFor();
    assertThat(first).isNotDone();

    event.set();
    event.set();

    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(event.waitFor()).isCompleted();
    assertThat(event.isSet()).isTrue();
  }

  @Test
  void eventSetMultiple() {
    event.set();
    event.clear();

    assertThat(event.isSet()).isFalse();
    assertThat(event.waitFor()).isNotDone();
  }

  @Test
  void eventWaitClear() {
    var wait = event.waitFor();

    event.set();
    event.clear();

    assertThat(wait).isCompleted();
  }

  @Test
  void eventTimeout() {
    run(() -> {
      var late = event.waitFor(Duration.ofMillis(10));
      advance(Duration.ofMillis(10));

      assertThatThrownBy(() -> await(late))
          .isInstanceOf(TimeoutError.class)
          .hasMessage("waited for an event for more than 10 ms");
    });
  }
}
