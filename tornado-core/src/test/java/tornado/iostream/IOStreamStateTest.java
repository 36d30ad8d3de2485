// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tornado.fixture.StateDiagram;

/// The states IOStream draws are those it has.
final class IOStreamStateTest {
  @Test
  void diagramAndEnumListTheSameStates() {
    String diagram = StateDiagram.of(IOStream.class, "--> closed");

    Set<String> drawn = new TreeSet<>();
    for (String line : diagram.lines().filter(line -> line.contains("-->")).toList()) {
      for (String state : line.split("--([^>]*?--)?>", -1)) {
        drawn.add(state.strip().toUpperCase(Locale.ROOT));
      }
    }
    drawn.remove("ANY");

    assertThat(drawn).isEqualTo(StateDiagram.names(StreamState.values()));
  }
}
