// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;

/// Catalogues that end too early, wherever that is: what is there, or our own exception and no other.
class CutCatalogueTest {
  private static void cut(byte[] whole, Consumer<byte[]> reader) {
    // A header that was cut may have wrong plural forms, and a row no translation.
    try (LogRecorder _ = LogRecorder.of("tornado.general")) {
      for (int length = 0; length <= whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        Throwable failure = catchThrowable(() -> reader.accept(cut));
        assertThat(failure)
            .as("cut at %s", length)
            .satisfiesAnyOf(
                none -> assertThat(none).isNull(),
                error -> assertThat(error).isInstanceOf(TranslationException.class));
      }
    }
  }

  @Test
  void source() {
    cut(Fixtures.bytes(Fixtures.SOURCE), content -> POFile.read("test.po", content));
  }

  @Test
  void rows() {
    byte[] rows = Fixtures.utf8("school,école\n\"a\"\"\nb\",\"c\",plural\r\nd,e,singular\n");

    cut(rows, content -> CSVCatalogue.read("test.csv", content, null));
  }
}
