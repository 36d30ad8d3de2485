// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HandoverTest {
  private static final Handover SOME = new Handover(12, 4000, "abc", List.of(8001, 8002));

  @Test
  void aChildReadsWhatItsSupervisorSays() {
    assertThat(Handover.of(SOME.environment(), 12, _ -> true)).isEqualTo(SOME);
  }

  @Test
  void noPortsAreNone() {
    var without = new Handover(12, 4000, "abc", List.of());

    assertThat(Handover.of(without.environment(), 12, _ -> true)).isEqualTo(without);
  }

  @Test
  void aProcessThatAGenerationHasStartedIsNoGeneration() {
    assertThat(Handover.of(SOME.environment(), 13, pid -> pid == 12)).isNull();
  }

  @Test
  void aProcessWhoseSupervisorHasEndedIsItsGenerationStill() {
    assertThat(Handover.of(SOME.environment(), 1, _ -> false)).isEqualTo(SOME);
  }

  @Test
  void aProcessThatWasStartedByHandWasToldNothing() {
    assertThat(Handover.of(Map.of(), 12, _ -> true)).isNull();
    assertThat(Handover.own()).isNull();
  }
}
