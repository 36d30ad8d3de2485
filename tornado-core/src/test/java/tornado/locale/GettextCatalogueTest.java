// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.locale.Fixtures.po;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What catalogues of gettext answer. Everything asked of the source and of what `msgfmt` made of it is the same.
class GettextCatalogueTest {
  static List<GettextCatalogue> sourceAndCompiled() {
    return List.of(
        POFile.read("test.po", Fixtures.bytes(Fixtures.SOURCE)),
        MOFile.read("test.mo", Fixtures.bytes(Fixtures.COMPILED)));
  }

  @ParameterizedTest
  @MethodSource("sourceAndCompiled")
  void findsMessages(GettextCatalogue catalogue) {
    assertThat(catalogue.find(null, "school")).isEqualTo("école");
    assertThat(catalogue.find(null, "last")).isEqualTo("dernier");
    assertThat(catalogue.find(null, "He said \"yes\"\nand left.\t\\"))
        .isEqualTo("Il a dit « oui »\net est parti.\t\\");
  }

  @ParameterizedTest
  @MethodSource("sourceAndCompiled")
  void findsMessagesInTheirContextOnly(GettextCatalogue catalogue) {
    assertThat(catalogue.find("law", "right")).isEqualTo("le droit");
    assertThat(catalogue.find("good", "right")).isEqualTo("le bien");
    assertThat(catalogue.find(null, "right")).isNull();
    assertThat(catalogue.find("law", "school")).isNull();
  }

  @ParameterizedTest
  @MethodSource("sourceAndCompiled")
  void findsThePluralFormOfTheLanguage(GettextCatalogue catalogue) {
    assertThat(catalogue.find(null, "%d file", "%d files", 0)).isEqualTo("%d fichier");
    assertThat(catalogue.find(null, "%d file", "%d files", 1)).isEqualTo("%d fichier");
    assertThat(catalogue.find(null, "%d file", "%d files", 2)).isEqualTo("%d fichiers");
    assertThat(catalogue.find("stick", "club", "clubs", 2)).isEqualTo("les bâtons");
  }

  @ParameterizedTest
  @MethodSource("sourceAndCompiled")
  void hasNothingThatIsFuzzyObsoleteOrNotTranslated(GettextCatalogue catalogue) {
    for (String message : List.of("guess", "obsolete", "not translated", "", "nowhere")) {
      assertThat(catalogue.find(null, message)).isNull();
      assertThat(catalogue.find(null, message, message, 2)).isNull();
    }
  }

  /// As in Python's `gettext`, where each key is of one number or of several.
  @Test
  void findsAPluralAsASingleMessageButNotTheOtherWayRound() {
    GettextCatalogue catalogue =
        po(
            """
            msgid "a" msgstr "A"
            msgid "b" msgid_plural "bs" msgstr[0] "B" msgstr[1] "BS"
            """);

    assertThat(catalogue.find(null, "b")).isEqualTo("B");
    assertThat(catalogue.find(null, "a", "as", 1)).isNull();
    assertThat(catalogue.find(null, "a", "as", 2)).isNull();
  }

  @Test
  void hasNoTranslationForAFormThatIsMissing() {
    GettextCatalogue catalogue = po("msgid \"a\" msgid_plural \"as\" msgstr[0] \"A\"");

    assertThat(catalogue.find(null, "a", "as", 1)).isEqualTo("A");
    assertThat(catalogue.find(null, "a", "as", 2)).isNull();
  }
}
