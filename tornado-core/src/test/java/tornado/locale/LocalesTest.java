// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which locale one gets.
class LocalesTest {
  private static final Map<String, String> NOTHING = Map.of();

  private final Locales locales =
      Locales.builder()
          .defaultLocale("en_GB")
          .messages("fr", NOTHING)
          .messages("fr_CA", NOTHING)
          .messages("pt_BR", NOTHING)
          .messages("zh_Hant", NOTHING)
          .build();

  @ParameterizedTest
  @CsvSource({
    "fr, fr",
    "FR, fr",
    "fr_CA, fr_CA",
    "fr-CA, fr_CA",
    "FR-ca, fr_CA",
    "fr_FR, fr",
    "fr-, fr",
    "pt_BR, pt_BR",
    "pt, en_GB",
    "pt_PT, en_GB",
    "en_gb, en_GB",
    "en, en_GB",
    "zh-hant, zh_Hant",
    "zh-Hant-TW, en_GB",
    "fr-CA-x, en_GB",
    "'', en_GB",
    "*, en_GB",
    "_, en_GB"
  })
  void closestMatchOfACode(String code, String expected) {
    assertThat(locales.get(code).code()).isEqualTo(expected);
  }

  @Test
  void firstCodeThatMatchesCounts() {
    assertThat(locales.get("de", "fr_CH", "pt_BR").code()).isEqualTo("fr");
    assertThat(locales.closest(List.of("de", "pt-br", "fr")).code()).isEqualTo("pt_BR");
    assertThat(locales.get()).isSameAs(locales.defaultLocale());
    assertThat(locales.closest(List.of("de", "it"))).isSameAs(locales.defaultLocale());
  }

  @Test
  void supportedOnesAreThoseWithTranslationsAndTheDefault() {
    assertThat(locales.supported()).containsExactly("en_GB", "fr", "fr_CA", "pt_BR", "zh_Hant");
    assertThat(Locales.builder().build().supported()).containsExactly("en_US");
  }

  @Test
  void exactOneIsThereOrAnError() {
    assertThat(locales.exact("pt-br")).isSameAs(locales.get("pt_BR"));
    assertThatThrownBy(() -> locales.exact("fr_FR"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("locale is not supported: fr_FR");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fr-FR;q=0.9|fr",
        "fr-FR; q=0.9|fr",
        "de, pt-BR;q=0.5, fr;q=0.8|fr",
        "pt-BR, fr|pt_BR",
        "fr;q=0, pt-BR;q=0.1|pt_BR",
        "fr;q=-1, pt-BR;q=0.1|pt_BR",
        "fr;q=0|en_GB",
        "*|en_GB",
        "'' |en_GB"
      })
  void closestMatchForABrowser(String header, String expected) {
    assertThat(locales.forAcceptLanguage(header).code()).isEqualTo(expected);
  }

  @Test
  void browserThatAsksForNothingGetsTheDefault() {
    assertThat(locales.forAcceptLanguage(null)).isSameAs(locales.defaultLocale());
  }

  @Test
  void defaultLocaleMayHaveTranslationsToo() {
    Locales german =
        Locales.builder().messages("de_DE", Map.of("a", "A")).defaultLocale("de-de").build();

    assertThat(german.defaultLocale().translate("a")).isEqualTo("A");
    assertThat(german.supported()).containsExactly("de_DE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_", "en_", "en__US", "e n", "sr@latin", "../x", "en.UTF-8", "123"})
  void refusesWhatIsNoCode(String code) {
    assertThatThrownBy(() -> Locales.builder().defaultLocale(code))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("code is no locale's: " + code);
    assertThatThrownBy(() -> Locales.builder().messages(code, NOTHING))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
