// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Proves that there is something to check: rules over no classes always hold.
class CodebaseTest {
  private static final int JAVA_25 = 69;

  @Test
  void findsThePublishedModules() {
    assertThat(Codebase.modules())
        .extracting(Codebase.PublishedModule::name)
        .contains(
            "tornado-core",
            "tornado-template",
            "tornado-client",
            "tornado-server",
            "tornado-testing");
  }

  @Test
  void readsClassFilesOfJava25() throws IOException {
    Path classes =
        Codebase.modules().stream()
            .filter(module -> module.name().equals("tornado-core"))
            .findFirst()
            .orElseThrow()
            .classes();
    Path file = classes.resolve("tornado/util/TimeoutError.class");

    try (var in = new DataInputStream(Files.newInputStream(file))) {
      in.skipNBytes(6);
      assertThat(in.readUnsignedShort()).isEqualTo(JAVA_25);
    }
    assertThat(Codebase.published().contain("tornado.util.TimeoutError")).isTrue();
    assertThat(Codebase.published().contain("tornado.web.RequestHandler")).isTrue();
  }
}
