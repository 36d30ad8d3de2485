// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tornado.fixture.StateDiagram;

/// The states that the parser and the connection draw are those they have.
final class HTTP1StatesTest {
  @Test
  void parserDrawsItsStates() {
    String diagram = StateDiagram.of(MessageParser.class, "--(no body)--");

    assertThat(StateDiagram.constants(diagram))
        .isEqualTo(StateDiagram.names(MessageParser.State.values()));
  }

  @Test
  void connectionDrawsTheStatesOfWhatItWrites() {
    String diagram = StateDiagram.of(HTTP1Connection.class, "--writeHeaders-->");

    assertThat(StateDiagram.constants(diagram))
        .isEqualTo(StateDiagram.names(HTTP1Connection.WriteState.values()));
  }
}
