// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The states IOStream draws are those it has.
final class IOStreamStateTest {
  @Test
  void diagramAndEnumListTheSameStates() throws Exception {
    String source = Files.readString(Path.of("src/main/java/tornado/iostream/IOStream.java"));
    String[] blocks = source.split("///? ```\n", -1);
    String diagram =
        Arrays.stream(blocks)
            .filter(block -> block.contains("--> closed"))
            .findFirst()
            .orElseThrow();

    Set<String> drawn = new TreeSet<>();
    for (String line : diagram.lines().filter(line -> line.contains("-->")).toList()) {
      for (String state : line.replace("///", "").split("--([^>]*?--)?>", -1)) {
        drawn.add(state.strip());
      }
    }
    drawn.remove("any");

    assertThat(drawn)
        .isEqualTo(
            Arrays.stream(StreamState.values())
                .map(state -> state.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new)));
  }
}
