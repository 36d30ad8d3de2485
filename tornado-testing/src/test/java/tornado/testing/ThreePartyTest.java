// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.ioloop.IOLoop;

/// A client, a server that asks another for what it answers, and that other, under many seeds.
final class ThreePartyTest {
  private static final int SEEDS = 1000;

  private final LogRecorder log = LogRecorder.of("tornado.general");

  @AfterEach
  void stopRecording() {
    log.close();
  }

  private static ThreeParties.Outcome run(long seed) {
    VirtualWorld world = SimulatedNetworkFixture.world(seed);
    try (IOLoop loop = SimulatedNetworkFixture.newLoop(world)) {
      return loop.runSync(new ThreeParties(world.sockets(), seed)::run);
    }
  }

  /// Whatever goes wrong between the two servers, the client is answered: with what the upstream said, or that it didn't.
  @Test
  void clientIsAnsweredUnderEachSeed() {
    Set<List<String>> seen = new HashSet<>();

    for (int seed = 0; seed < SEEDS; seed++) {
      ThreeParties.Outcome outcome = run(seed);
      seen.add(outcome.answers());
      assertThat(outcome.answers())
          .as("seed %d", seed)
          .hasSize(ThreeParties.FETCHES)
          .allMatch(answer -> answer.matches("200 HELLO \\d|502 "));
      assertThat(outcome.left()).as("seed %d", seed).isEmpty();
    }

    assertThat(seen).hasSizeGreaterThan(3);
  }

  @Test
  void seedRepeatsItself() {
    List<ThreeParties.Outcome> first =
        IntStream.range(0, 20).mapToObj(ThreePartyTest::run).toList();

    List<ThreeParties.Outcome> second =
        IntStream.range(0, 20).mapToObj(ThreePartyTest::run).toList();

    assertThat(second).isEqualTo(first);
    assertThat(first).extracting(ThreeParties.Outcome::time).doesNotContain(Duration.ZERO);
  }
}
