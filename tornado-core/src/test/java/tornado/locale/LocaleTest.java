// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.fixture.LogRecorder;

/// Translating texts, lists and numbers.
class LocaleTest {
  private static Locale locale(String code, Map<String, String> messages) {
    return Locales.builder().messages(code, messages).build().exact(code);
  }

  private static Locale of(Catalogue... catalogues) {
    return new Locale("fr_FR", List.of(catalogues));
  }

  @Test
  void textsWithoutTranslationStayAsTheyAre() {
    Locale locale = of();

    assertThat(locale.translate("a")).isEqualTo("a");
    assertThat(locale.translate("a", "as", 1)).isEqualTo("a");
    assertThat(locale.translate("a", "as", 0)).isEqualTo("as");
    assertThat(locale.translate("a", "as", -1)).isEqualTo("as");
    assertThat(locale.pgettext("c", "a")).isEqualTo("a");
    assertThat(locale.pgettext("c", "a", "as", 1)).isEqualTo("a");
    assertThat(locale.pgettext("c", "a", "as", 2)).isEqualTo("as");
  }

  @Test
  void contextWithoutTranslationFallsBackToTheMessageAlone() {
    Locale locale =
        of(
            Fixtures.po(
                """
                msgid "a" msgstr "A"
                msgctxt "c" msgid "a" msgstr "CA"
                msgid "b" msgid_plural "bs" msgstr[0] "B" msgstr[1] "BS"
                """));

    assertThat(locale.pgettext("c", "a")).isEqualTo("CA");
    assertThat(locale.pgettext("d", "a")).isEqualTo("A");
    assertThat(locale.pgettext("d", "b", "bs", 1)).isEqualTo("B");
    assertThat(locale.pgettext("d", "b", "bs", 2)).isEqualTo("BS");
  }

  @Test
  void translationsOfCSVIgnoreContexts() {
    Locale locale = of(Fixtures.csv("a,A\na,A1,singular\nas,A2,plural"));

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(locale.pgettext("c", "a")).isEqualTo("A");
      assertThat(locale.pgettext("c", "a", "as", 1)).isEqualTo("A1");
      assertThat(locale.pgettext("c", "a", "as", 2)).isEqualTo("A2");
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void pluralFormIsThatOfTheLanguage() {
    Locale polish =
        of(
            Fixtures.po(
                """
                msgid ""
                msgstr "Plural-Forms: nplurals=3; plural=(n==1 ? 0 :"
                " n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"
                msgid "file"
                msgid_plural "files"
                msgstr[0] "plik"
                msgstr[1] "pliki"
                msgstr[2] "plików"
                """));

    assertThat(polish.translate("file", "files", 1)).isEqualTo("plik");
    assertThat(polish.translate("file", "files", 22)).isEqualTo("pliki");
    assertThat(polish.translate("file", "files", 12)).isEqualTo("plików");
  }

  @Test
  void laterSourceCountsBeforeEarlierOnes() {
    Locale locale =
        Locales.builder()
            .messages("fr-fr", Map.of("a", "first", "b", "first"))
            .messages("fr_FR", Map.of("b", "second", "c", "second"))
            .build()
            .get("fr_FR");

    assertThat(locale.translate("a")).isEqualTo("first");
    assertThat(locale.translate("b")).isEqualTo("second");
    assertThat(locale.translate("c")).isEqualTo("second");
  }

  @Test
  void listIsTranslated() {
    Locale locale =
        locale("de", Map.of("%(commas)s and %(last)s", "%(commas)s und zuletzt %(last)s"));

    assertThat(locale.list(List.of("A", "%(last)s", "C"))).isEqualTo("A, %(last)s und zuletzt C");
    assertThat(locale.list(List.of("A"))).isEqualTo("A");
  }

  @ParameterizedTest
  @CsvSource({"fa", "fa_IR"})
  void persianListHasItsOwnJoiner(String code) {
    Locale locale = locale(code, Map.of());

    assertThat(locale.list(List.of("A", "B", "C"))).isEqualTo("A \u0648 B and C");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|1234567|1,234,567",
        "en-us|1234567|1,234,567",
        "en_US|-123456|-123,456",
        "en_US|-9223372036854775808|-9,223,372,036,854,775,808",
        "en_GB|1234567|1234567",
        "de|-1234567|-1234567",
        "ar|1234567|1234567"
      })
  void friendlyNumberHasCommasInAmericanEnglishOnly(String code, long value, String text) {
    assertThat(locale(code, Map.of()).friendlyNumber(value)).isEqualTo(text);
  }

  @Test
  void isShownAsItsCode() {
    assertThat(of()).hasToString("fr_FR");
    assertThat(of().code()).isEqualTo("fr_FR");
  }
}
