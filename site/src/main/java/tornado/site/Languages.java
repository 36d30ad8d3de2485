// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import java.util.List;
import tornado.locale.Locale;
import tornado.locale.Locales;

/// The languages that the site speaks, on the page that shows how.
///
/// Each has two sources of translations. The texts of our own templates are in catalogues of gettext, which its tools make and keep up to
/// date. The texts of dates and lists, which are the library's and never change, are in tables of CSV where those do: they have one form
/// for 1 and another for all other numbers, which is not enough for Arabic and Polish, and wrong for French, where 0 goes with 1.
///
/// **Thread**: any.
final class Languages {
  /// English needs no translations: the site is written in it.
  private static final String WRITTEN_IN = "en";

  private static final List<String> DATES_IN_CSV = List.of("de", "es", "fa", "zh_CN");
  private static final List<String> DATES_IN_GETTEXT = List.of("ar", "fr", "pl");

  private Languages() {}

  /// Reads all translations.
  ///
  /// @throws tornado.locale.TranslationException if something is wrong with them
  static Locales load() {
    Locales.Builder locales = Locales.builder().defaultLocale(WRITTEN_IN);
    for (String code : DATES_IN_CSV) {
      locales.csv(code, Resources.open("translations/dates/" + code + ".csv"));
      locales.gettext(code, Resources.open("translations/" + code + ".po"));
    }
    for (String code : DATES_IN_GETTEXT) {
      locales.gettext(code, Resources.open("translations/dates/" + code + ".po"));
      locales.gettext(code, Resources.open("translations/" + code + ".po"));
    }
    return locales.build();
  }

  /// Returns all locales, by their codes.
  static List<Locale> all(Locales locales) {
    return locales.supported().stream().map(locales::exact).toList();
  }
}
