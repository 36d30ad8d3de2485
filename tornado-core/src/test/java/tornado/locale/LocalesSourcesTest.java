// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.fixture.LogRecorder;

/// Where translations come from.
class LocalesSourcesTest {
  @TempDir private Path folder;

  private void write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private void write(String name, String content) throws IOException {
    write(name, Fixtures.utf8(content));
  }

  @Test
  void csvNamesOtherThanLocalesAreLoggedAndLeftOut() throws Exception {
    for (String name : new String[] {"fr_fr", "FR", "fr_FR_x", "fr.old", "f1", ""}) {
      write(name + ".csv", "school,école");
    }
    write("de.csv", "school,Schule");
    write("README.txt", "fr");

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      Locales locales = Locales.builder().csv(folder).build();

      assertThat(locales.supported()).containsExactly("de", "en_US");
      assertThat(log.lines())
          .hasSize(6)
          .contains("ERROR unrecognized locale 'fr_fr': " + folder.resolve("fr_fr.csv"));
    }
  }

  @Test
  void csvFilesThatCannotBeReadAreLoggedAndLeftOut() throws Exception {
    write("de.csv", "school,Schule");
    write("es.csv", "school,\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    Files.createDirectory(folder.resolve("fr.csv"));

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      Locales locales = Locales.builder().csv(folder).build();

      assertThat(locales.supported()).containsExactly("de", "en_US");
      assertThat(log.lines().getFirst())
          .isEqualTo(
              "ERROR translations are left out: "
                  + folder.resolve("es.csv")
                  + ": expected text in UTF-8 but was other");
      assertThat(log.lines()).hasSize(2).last().asString().contains("can't be read");
    }
  }

  @Test
  void csvFilesMayAllBeOfOneCharset() throws Exception {
    write("fr.csv", "school,école".getBytes(StandardCharsets.ISO_8859_1));

    Locales locales = Locales.builder().csv(folder, StandardCharsets.ISO_8859_1).build();

    assertThat(locales.get("fr").translate("school")).isEqualTo("école");
  }

  @Test
  void gettextSourceIsReadWhereNothingIsCompiled() throws Exception {
    write("fr/LC_MESSAGES/blog.mo", Fixtures.bytes(Fixtures.COMPILED));
    write("fr/LC_MESSAGES/blog.po", "msgid \"school\" msgstr \"x\"");
    write("de/LC_MESSAGES/blog.po", "msgid \"school\" msgstr \"Schule\"");
    write("es/LC_MESSAGES/other.po", "msgid \"school\" msgstr \"escuela\"");
    write("README", "");

    Locales locales = Locales.builder().gettext(folder, "blog").build();

    assertThat(locales.supported()).containsExactly("de", "en_US", "fr");
    assertThat(locales.get("fr").translate("school")).isEqualTo("école");
    assertThat(locales.get("de").translate("school")).isEqualTo("Schule");
  }

  @Test
  void gettextFilesThatAreWrongAreLoggedAndLeftOut() throws Exception {
    write("de/LC_MESSAGES/blog.po", "msgid \"school\" msgstr \"Schule\"");
    write("es/LC_MESSAGES/blog.mo", "msgid \"school\" msgstr \"escuela\"");
    write("fr/LC_MESSAGES/blog.po", "msgid");
    write("sr@latin/LC_MESSAGES/blog.po", "");

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      Locales locales = Locales.builder().gettext(folder, "blog").build();

      assertThat(locales.supported()).containsExactly("de", "en_US");
      assertThat(log.lines())
          .containsExactly(
              "ERROR translations are left out: %s/es/LC_MESSAGES/blog.mo: does not begin as a .mo file does"
                  .formatted(folder),
              "ERROR translations are left out: %s/fr/LC_MESSAGES/blog.po: line 1: expected a string but was the end"
                  .formatted(folder),
              "ERROR unrecognized locale 'sr@latin': %s/sr@latin/LC_MESSAGES/blog.po"
                  .formatted(folder));
    }
  }

  @Test
  void directoryInPlaceOfACatalogueIsLoggedAndLeftOut() throws Exception {
    Files.createDirectories(folder.resolve("fr/LC_MESSAGES/blog.mo"));
    Files.createDirectories(folder.resolve("de/LC_MESSAGES/blog.po"));

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      Locales locales = Locales.builder().gettext(folder, "blog").build();

      assertThat(locales.supported()).containsExactly("en_US");
      assertThat(log.lines())
          .hasSize(2)
          .allSatisfy(line -> assertThat(line).contains("/LC_MESSAGES/blog.", "can't be read: "));
    }
  }

  @Test
  void directoryThatIsMissingIsAnError() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> Locales.builder().csv(missing))
        .isInstanceOf(TranslationException.class)
        .hasMessage("directory does not exist: " + missing);
    assertThatThrownBy(() -> Locales.builder().gettext(missing, "blog"))
        .isInstanceOf(TranslationException.class);
  }

  @Test
  void fileInPlaceOfADirectoryIsAnError() throws Exception {
    write("file", "");

    assertThatThrownBy(() -> Locales.builder().csv(folder.resolve("file")))
        .isInstanceOf(TranslationException.class)
        .hasMessageStartingWith("can't read directory " + folder.resolve("file"));
  }

  @Test
  void directoriesMayBeInAnArchive() throws Exception {
    Path archive = folder.resolve("app.jar");
    try (FileSystem jar = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      Files.createDirectories(jar.getPath("po/fr/LC_MESSAGES"));
      Files.write(jar.getPath("po/fr/LC_MESSAGES/blog.mo"), Fixtures.bytes(Fixtures.COMPILED));
      Files.createDirectories(jar.getPath("csv"));
      Files.writeString(jar.getPath("csv/de.csv"), "school,Schule");

      Locales locales =
          Locales.builder().gettext(jar.getPath("po"), "blog").csv(jar.getPath("csv")).build();

      assertThat(locales.get("fr").translate("school")).isEqualTo("école");
      assertThat(locales.get("de").translate("school")).isEqualTo("Schule");
    }
  }

  @Test
  void translationsMayComeFromTheClassPath() {
    Locales locales =
        Locales.builder()
            .csv("fr", Fixtures.stream("csv/fr_FR.csv"))
            .gettext("fr_BE", Fixtures.stream(Fixtures.COMPILED))
            .gettext("fr_CH", Fixtures.stream(Fixtures.SOURCE))
            .build();

    for (String code : new String[] {"fr", "fr_BE", "fr_CH"}) {
      assertThat(locales.exact(code).translate("school")).isEqualTo("école");
    }
  }

  @Test
  void streamThatIsWrongIsAnError() {
    var source = new ByteArrayInputStream(Fixtures.utf8("msgid"));
    var rows = new ByteArrayInputStream(new byte[] {(byte) 0x80});

    assertThatThrownBy(() -> Locales.builder().gettext("fr", source))
        .isInstanceOf(TranslationException.class)
        .hasMessage("translations of fr: line 1: expected a string but was the end");
    assertThatThrownBy(() -> Locales.builder().csv("fr", rows))
        .isInstanceOf(TranslationException.class)
        .hasMessage("translations of fr: expected text in UTF-8 but was other");
  }

  /// A stream without end must not fill the memory.
  @Test
  void whatIsTooLargeIsRefusedAndClosed() {
    var endless = new Endless();

    assertThatThrownBy(() -> Locales.builder().csv("fr", endless))
        .isInstanceOf(TranslationException.class)
        .hasMessage("translations of fr: larger than 33554432 bytes");
    assertThat(endless.closed).isTrue();
  }

  private static final class Endless extends InputStream {
    private boolean closed;

    @Override
    public int read() {
      return 'a';
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      return length;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
