// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares the public API of each published module with the dump under `api`, so that each change shows in review.
class ApiTest {
  private static final String REWRITE =
      "mvn -pl checks/architecture -am verify -Dapi.update=true"
          + " -Dtest=ApiTest -Dsurefire.failIfNoSpecifiedTests=false";

  static Stream<Codebase.PublishedModule> modules() {
    return Codebase.modules().stream();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void isTheOneInTheDump(Codebase.PublishedModule module) throws IOException {
    Path file = Codebase.root().resolve("api").resolve(module.name() + ".api");
    String actual = ApiDump.of(module.classes());
    if (Boolean.getBoolean("api.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }

    String expected = Files.exists(file) ? Files.readString(file) : "";
    List<String> changes = ApiDiff.between(expected, actual);

    assertThat(actual)
        .withFailMessage(() ->
            "the public API of %s is not the one in api/%s.api:%n%s%nif that is meant, rewrite it: %s"
                .formatted(module.name(), module.name(), String.join("\n", changes), REWRITE))
        .isEqualTo(expected);
  }
}
