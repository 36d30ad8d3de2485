// SPDX-License-Identifier: Apache-2.0
package tornado.web.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tornado.fixture.StateDiagram;

/// What a connection of the JDK's server draws; what it does is tested through that server.
final class ExchangeConnectionTest {
  @Test
  void drawsItsStates() {
    String diagram = StateDiagram.of(ExchangeConnection.class, "--writeHeaders-->");

    assertThat(StateDiagram.constants(diagram))
        .isEqualTo(StateDiagram.names(ExchangeConnection.State.values()));
  }
}
