// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Carried over from Tornado's `locale_test.TranslationLoaderTest`.
class TranslationLoaderTest {
  @TempDir private Path folder;

  @Test
  void csv() {
    Locale locale = Locales.builder().csv(Fixtures.directory("csv")).build().get("fr_FR");

    assertThat(locale.translate("school")).isEqualTo("école");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void csvBom(String charset) throws Exception {
    writeMarked("fr_FR.csv", "school,école\n", Charset.forName(charset));

    Locale locale = Locales.builder().csv(folder).build().get("fr_FR");

    assertThat(locale.translate("school")).isEqualTo("école");
  }

  /// Tornado takes all files to be in what the first one is in.
  @Test
  void eachFileHasItsOwnEncoding() throws Exception {
    writeMarked("de.csv", "school,Schule\n", StandardCharsets.UTF_16LE);
    Files.writeString(folder.resolve("es.csv"), "school,escuela\n");
    writeMarked("fr.csv", "school,école\n", StandardCharsets.UTF_16BE);
    writeMarked("pl.csv", "school,szkoła\n", StandardCharsets.UTF_8);

    Locales locales = Locales.builder().csv(folder).build();

    assertThat(locales.get("de").translate("school")).isEqualTo("Schule");
    assertThat(locales.get("es").translate("school")).isEqualTo("escuela");
    assertThat(locales.get("fr").translate("school")).isEqualTo("école");
    assertThat(locales.get("pl").translate("school")).isEqualTo("szkoła");
  }

  @Test
  void gettext() {
    Locale locale =
        Locales.builder()
            .gettext(Fixtures.directory("gettext"), "tornado_test")
            .build()
            .get("fr_FR");

    assertThat(locale.translate("school")).isEqualTo("école");
    assertThat(locale.pgettext("law", "right")).isEqualTo("le droit");
    assertThat(locale.pgettext("good", "right")).isEqualTo("le bien");
    assertThat(locale.pgettext("organization", "club", "clubs", 1)).isEqualTo("le club");
    assertThat(locale.pgettext("organization", "club", "clubs", 2)).isEqualTo("les clubs");
    assertThat(locale.pgettext("stick", "club", "clubs", 1)).isEqualTo("le bâton");
    assertThat(locale.pgettext("stick", "club", "clubs", 2)).isEqualTo("les bâtons");
  }

  private void writeMarked(String name, String text, Charset charset) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write("\ufeff".getBytes(charset));
    bytes.write(text.getBytes(charset));
    Files.write(folder.resolve(name), bytes.toByteArray());
  }
}
