// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LoopLocalTest extends LoopFixture {
  private final AtomicInteger made = new AtomicInteger();
  private final LoopLocal<String> local = new LoopLocal<>(_ -> "value " + made.incrementAndGet());

  @Test
  void isMadeOnceForALoop() {
    assertThat(made).hasValue(0);

    assertThat(local.get(loop)).isEqualTo("value 1");
    assertThat(local.get(loop)).isEqualTo("value 1");
  }

  @Test
  void makerGetsTheLoop() {
    var own = new LoopLocal<IOLoop>(of -> of);

    assertThat(own.get(loop)).isSameAs(loop);
  }

  @Test
  void everyLoopHasItsOwn() {
    try (var other = new IOLoop()) {
      assertThat(local.get(loop)).isEqualTo("value 1");
      assertThat(local.get(other)).isEqualTo("value 2");
      assertThat(local.get(loop)).isEqualTo("value 1");
    }
  }

  @Test
  void kindsAreApart() {
    var second = new LoopLocal<>(_ -> "second");

    assertThat(local.get(loop)).isEqualTo("value 1");
    assertThat(second.get(loop)).isEqualTo("second");
  }

  @Test
  void closedLoopForgetsIt() {
    local.get(loop);
    assertThat(loop.locals().size()).isEqualTo(1);

    loop.close();

    assertThat(loop.locals().size()).isZero();
  }

  @Test
  void makerMayAskForOthers() {
    var outer = new LoopLocal<>(asked -> "around " + local.get(asked));

    assertThat(outer.get(loop)).isEqualTo("around value 1");
    assertThat(local.get(loop)).isEqualTo("value 1");
  }
}
