// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.FakeClock;

/// The one door for time and randomness.
final class IOLoopBuilderTest {
  @Test
  void defaultsAreTheMachines() {
    try (var loop = new IOLoop()) {
      assertThat(loop.clock()).isSameAs(Clock.system());
      assertThat(loop.random()).isInstanceOf(SecureRandom.class);
    }
  }

  @Test
  void loopHasTheClockAndRandomnessOfItsBuilder() {
    var clock = new FakeClock();
    var random = new Random(1);

    try (IOLoop loop = IOLoop.builder().clock(clock).random(random).build()) {
      assertThat(loop.clock()).isSameAs(clock);
      assertThat(loop.random()).isSameAs(random);
    }
  }

  @Test
  void randomBytesComeFromThereToo() {
    byte[] expected = new byte[5];
    new Random(1).nextBytes(expected);

    try (IOLoop loop = IOLoop.builder().random(new Random(1)).build()) {
      assertThat(loop.randomBytes(5)).isEqualTo(ByteString.of(expected));
    }
  }

  @Test
  void timeIsTheClocks() {
    var clock = new FakeClock();
    try (IOLoop loop = IOLoop.builder().clock(clock).build()) {
      long before = loop.time();

      clock.advance(Duration.ofSeconds(1));

      assertThat(loop.time() - before).isEqualTo(1_000_000_000L);
    }
  }

  @Test
  void systemClockTellsBothTimes() {
    Instant before = Instant.now();
    long start = System.nanoTime();

    Instant now = Clock.system().instant();
    long nanos = Clock.system().nanoTime();

    assertThat(now).isBetween(before, Instant.now());
    assertThat(nanos - start).isBetween(0L, System.nanoTime() - start);
  }
}
