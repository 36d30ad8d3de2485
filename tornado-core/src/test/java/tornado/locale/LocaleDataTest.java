// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a locale knows by its code. Carried over from Tornado's `locale_test.LocaleDataTest`.
class LocaleDataTest {
  private static Locale locale(String code) {
    return Locales.builder().defaultLocale(code).build().defaultLocale();
  }

  @Test
  void nonAsciiName() {
    assertThat(locale("es_LA").name()).isEqualTo("Español");
  }

  @ParameterizedTest
  @CsvSource({
    "en_US, English (US)",
    "en_GB, English (UK)",
    "es_ES, Español (España)",
    "fr_FR, Français",
    "fr_CA, Français (Canada)",
    "pt_BR, Português (Brasil)",
    "pt_PT, Português (Portugal)",
    "bg_BG, Български",
    "is_IS, Íslenska",
    "ar_AR, العربية",
    "he_IL, עברית",
    "ja_JP, 日本語",
    "zh_CN, 中文(简体)",
    "zh_TW, 中文(繁體)",
    "id_ID, Bahasa Indonesia",
    "nb_NO, Norsk (bokmål)",
    "tl_PH, Filipino"
  })
  void hasTheNameThatTornadoGives(String code, String name) {
    assertThat(locale(code).name()).isEqualTo(name);
  }

  /// Tornado calls these Unknown.
  @ParameterizedTest
  @CsvSource({"fr, Français", "de_AT, Deutsch (Österreich)", "fr-ca, Français (Canada)"})
  void hasTheNameThatTheJDKGivesOtherwise(String code, String name) {
    assertThat(locale(code).name()).isEqualTo(name);
  }

  @Test
  void isUnknownToTheJDKToo() {
    assertThat(locale("xx_XX").name()).isEqualTo("Unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar", "ar_AR", "fa_IR", "he_IL", "ur_PK"})
  void isWrittenFromRightToLeft(String code) {
    assertThat(locale(code).rtl()).isTrue();
  }

  /// Tornado looks at the first letters only, and takes Mapudungun (`arn`) for Arabic.
  @ParameterizedTest
  @ValueSource(strings = {"en_US", "arn", "fat", "hes", "de"})
  void isWrittenFromLeftToRight(String code) {
    assertThat(locale(code).rtl()).isFalse();
  }

  @Test
  void hasTheJDKsLocale() {
    assertThat(locale("pt_BR").javaLocale()).isEqualTo(java.util.Locale.of("pt", "BR"));
    assertThat(locale("de").javaLocale()).isEqualTo(java.util.Locale.GERMAN);
  }
}
