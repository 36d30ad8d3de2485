// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Proves that a departure excuses its own class and rule only, and is missed when it is gone.
class DeparturesTest {
  private static final String KNOWN = "Method <tornado.tcpserver.TCPServer.stop()> calls x";
  private static final List<Departures.Departure> DEPARTURES =
      List.of(
          new Departures.Departure("channels", "tornado.tcpserver.TCPServer", "it is a server"));

  @Test
  void excusesWhatIsListed() {
    assertThat(Departures.unexplained(DEPARTURES, "channels", List.of(KNOWN))).isEmpty();
  }

  @Test
  void excusesNoOtherClass() {
    String other = "Method <tornado.tcpserver.TCPServerOptions.stop()> calls x";

    List<String> open = Departures.unexplained(DEPARTURES, "channels", List.of(KNOWN, other));

    assertThat(open).containsExactly(other);
  }

  @Test
  void excusesNoOtherRule() {
    assertThat(Departures.unexplained(DEPARTURES, "console", List.of(KNOWN)))
        .containsExactly(KNOWN);
  }

  @Test
  void namesTheDepartureThatIsGone() {
    assertThat(Departures.unexplained(DEPARTURES, "channels", List.of()))
        .singleElement()
        .asString()
        .contains("departs no longer", "tornado.tcpserver.TCPServer");
  }
}
