// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A language, perhaps as one region speaks it: translates texts into it, and writes dates, lists and numbers as its readers expect.
///
/// [Locales] gives them. What has no translation is returned as it is. Dates and lists are made of texts like those of a program, to be
/// translated with them:
///
/// | for | texts |
/// |---|---|
/// | [#formatDate], seconds ago | `1 second ago`, `%(seconds)d seconds ago` |
/// | [#formatDate], minutes ago | `1 minute ago`, `%(minutes)d minutes ago` |
/// | [#formatDate], hours ago | `1 hour ago`, `%(hours)d hours ago` |
/// | [#formatDate], the last day | `%(time)s` |
/// | [#formatDate], the day before | `yesterday at %(time)s`, `yesterday` |
/// | [#formatDate], five days | `%(weekday)s at %(time)s`, `%(weekday)s` |
/// | [#formatDate], 334 days | `%(month_name)s %(day)s at %(time)s`, `%(month_name)s %(day)s` |
/// | [#formatDate], any day | `%(month_name)s %(day)s, %(year)s at %(time)s`, `%(month_name)s %(day)s, %(year)s` |
/// | [#formatDay] | `%(weekday)s, %(month_name)s %(day)s` |
/// | all dates | `January` to `December`, `Monday` to `Sunday` |
/// | [#list] | `%(commas)s and %(last)s` |
///
/// Tornado: `locale.Locale`, with its `CSVLocale` and `GettextLocale`.
///
/// **Thread**: any.
public final class Locale {
  private static final Set<String> RIGHT_TO_LEFT =
      Set.of("ar", "ckb", "dv", "fa", "he", "iw", "ji", "ps", "sd", "ug", "ur", "yi");

  private final String code;
  private final String normalCode;
  private final java.util.Locale javaLocale;
  private final List<Catalogue> catalogues;

  /// Makes a locale whose earlier catalogues count before later ones.
  Locale(String code, List<Catalogue> catalogues) {
    this.code = code;
    this.normalCode = LocaleCode.normal(code);
    this.javaLocale = java.util.Locale.forLanguageTag(code.replace('_', '-'));
    this.catalogues = List.copyOf(catalogues);
  }

  /// Returns the code, such as `pt_BR`.
  public String code() {
    return code;
  }

  /// Returns the code as it is compared: `en_US` though it was given as `en-us`.
  String normalCode() {
    return normalCode;
  }

  /// Returns what speakers call the language, such as `Português (Brasil)`; `Unknown` if the JDK does not know it. A JDK without the
  /// module `jdk.localedata` knows English names only.
  public String name() {
    return LocaleName.of(normalCode, javaLocale);
  }

  /// Tells whether the language is written from right to left. Tornado knows that of Arabic, Persian and Hebrew only.
  public boolean rtl() {
    return RIGHT_TO_LEFT.contains(LocaleCode.language(code));
  }

  /// Returns the JDK's locale of that code.
  public java.util.Locale javaLocale() {
    return javaLocale;
  }

  /// Translates a text.
  public String translate(String message) {
    return find(catalogue -> catalogue.find(null, message), message);
  }

  /// Translates a text about a number of things. Translations of gettext take the form that their language has for the number; all
  /// others, and the texts themselves where nothing is translated, have one form for 1 and another for the rest.
  ///
  /// @param message the text for 1
  /// @param pluralMessage the text for any other number
  /// @param count how many; it is not put into the text
  public String translate(String message, String pluralMessage, long count) {
    String untranslated = count == 1 ? message : pluralMessage;
    return find(catalogue -> catalogue.find(null, message, pluralMessage, count), untranslated);
  }

  /// Translates a text whose meaning depends on where it stands: `pgettext("law", "right")`. Without a translation for the context it is
  /// translated as [#translate(String)] does. Only translations of gettext have contexts; others log that once.
  ///
  /// @param context tells the meanings apart; it is not shown
  public String pgettext(String context, String message) {
    return find(catalogue -> catalogue.find(context, message), translate(message));
  }

  /// Translates a text about a number of things whose meaning depends on where it stands; see [#pgettext(String, String)] and
  /// [#translate(String, String, long)].
  ///
  /// @param context tells the meanings apart; it is not shown
  /// @param message the text for 1
  /// @param pluralMessage the text for any other number
  /// @param count how many; it is not put into the text
  public String pgettext(String context, String message, String pluralMessage, long count) {
    return find(
        catalogue -> catalogue.find(context, message, pluralMessage, count),
        translate(message, pluralMessage, count));
  }

  /// Writes a date by [DateFormatOptions#DEFAULT].
  ///
  /// @param now the time it is, which a relative date is reckoned from
  public String formatDate(Instant date, Instant now) {
    return formatDate(date, now, DateFormatOptions.DEFAULT);
  }

  /// Writes a date, of the past above all: `2 minutes ago`, `yesterday at 6:35 pm`, `Thursday at 6:35 pm` within five days,
  /// `April 20 at 6:35 pm` within 334 days, `March 24, 2012 at 6:35 pm` before. Where dates are not relative, one of the last 24 hours is
  /// the time alone.
  ///
  /// A date ahead is written in full. But a relative one that is less than a minute ahead counts as now, since clocks differ; as in
  /// Tornado so does one that is less than a minute more than whole days ahead.
  ///
  /// The clock has 12 hours for `en`, `en_US` and `zh_CN`, else 24.
  ///
  /// @param now the time it is, which a relative date is reckoned from
  public String formatDate(Instant date, Instant now, DateFormatOptions options) {
    return new DateFormatter(this, options).format(date, now);
  }

  /// Writes a day such as `Sunday, April 28`.
  ///
  /// @param zone where the reader's calendar hangs
  public String formatDay(Instant date, ZoneId zone) {
    return dates(zone).formatDay(date);
  }

  /// Writes a day without its weekday, such as `April 28`. Tornado: `format_day` with `dow=False`.
  ///
  /// @param zone where the reader's calendar hangs
  public String formatMonthDay(Instant date, ZoneId zone) {
    return dates(zone).formatMonthDay(date);
  }

  /// Writes a list such as `A, B and C`; empty for no parts.
  public String list(List<String> parts) {
    if (parts.size() < 2) {
      return String.join("", parts);
    }
    String comma = LocaleCode.language(code).equals("fa") ? " و " : ", ";
    List<String> allButLast = parts.subList(0, parts.size() - 1);
    return Placeholders.fill(
        translate("%(commas)s and %(last)s"),
        Map.of("commas", String.join(comma, allButLast), "last", parts.getLast()));
  }

  /// Writes a whole number: with commas such as `1,000,000` for `en` and `en_US`, else its digits alone.
  public String friendlyNumber(long value) {
    boolean commas = normalCode.equals("en") || normalCode.equals("en_US");
    return commas ? String.format(java.util.Locale.ROOT, "%,d", value) : Long.toString(value);
  }

  /// Returns the code.
  @Override
  public String toString() {
    return code;
  }

  private DateFormatter dates(ZoneId zone) {
    return new DateFormatter(this, DateFormatOptions.builder().zone(zone).build());
  }

  private String find(Function<Catalogue, @Nullable String> search, String otherwise) {
    for (Catalogue catalogue : catalogues) {
      String found = search.apply(catalogue);
      if (found != null) {
        return found;
      }
    }
    return otherwise;
  }
}
