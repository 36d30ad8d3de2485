// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tornado.httpclient.HTTPRequest;
import tornado.locale.Locale;
import tornado.locale.Locales;
import tornado.testing.AsyncHTTPTestCase;
import tornado.testing.VirtualTime;
import tornado.web.Application;

/// What the page in several languages says in each of them, at midnight on New Year's Day of 2026.
@VirtualTime
class TranslationsTest extends AsyncHTTPTestCase {
  /// Texts that the template has translated, and those it has translated for a context.
  private static final Pattern TEXT = Pattern.compile("(?<!\\w)_\\(\"([^\"]+)\"\\)");

  private static final Pattern IN_CONTEXT =
      Pattern.compile("pgettext\\(\"([^\"]+)\", \"([^\"]+)\"\\)");

  private static final Locales LOCALES = Languages.load();

  @Override
  protected Application getApp() {
    return Main.application();
  }

  private String page(String code) {
    return fetch(HTTPRequest.builder(getUrl("/languages")).header("Accept-Language", code).build())
        .text();
  }

  static List<Locale> others() {
    return Languages.all(LOCALES).stream().filter(locale -> !locale.code().equals("en")).toList();
  }

  @ParameterizedTest
  @MethodSource("others")
  void everyTextOfTheTemplateIsTranslated(Locale locale) {
    String template = Resources.read("page-templates/languages.html").utf8();

    assertThat(TEXT.matcher(template).results().map(match -> match.group(1)))
        .hasSizeGreaterThan(20)
        .allSatisfy(text -> assertThat(locale.translate(text)).isNotEqualTo(text));
    assertThat(IN_CONTEXT.matcher(template).results())
        .hasSize(2)
        .allSatisfy(match ->
            assertThat(locale.pgettext(match.group(1), match.group(2))).isNotEqualTo("Clear"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en    | 0 storms    | 1 storm     | 2 storms    | 3 storms    | 11 storms    | 22 storms
          de    | 0 Stürme    | 1 Sturm     | 2 Stürme    | 3 Stürme    | 11 Stürme    | 22 Stürme
          fr    | 0 tempête   | 1 tempête   | 2 tempêtes  | 3 tempêtes  | 11 tempêtes  | 22 tempêtes
          es    | 0 tormentas | 1 tormenta  | 2 tormentas | 3 tormentas | 11 tormentas | 22 tormentas
          pl    | 0 burz      | 1 burza     | 2 burze     | 3 burze     | 11 burz      | 22 burze
          fa    | 0 توفان     | 1 توفان     | 2 توفان     | 3 توفان     | 11 توفان     | 22 توفان
          ar    | لا عواصف    | عاصفة واحدة | عاصفتان     | 3 عواصف     | 11 عاصفة     | 22 عاصفة
          zh-CN | 0场风暴     | 1场风暴     | 2场风暴     | 3场风暴     | 11场风暴     | 22场风暴
          """)
  void countsInAllFormsOfALanguage(String code, ArgumentsAccessor row) {
    List<String> items =
        IntStream.range(1, row.size()).mapToObj(i -> "<li>" + row.getString(i) + "</li>").toList();

    assertThat(page(code)).containsSubsequence(items);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en    | 20 seconds ago     | yesterday at 12:00 am | June 15 at 12:00 am  | October 15, 2017 at 12:00 am  | Thursday, January 1
          de    | vor 20 Sekunden    | gestern um 0:00 Uhr   | 15. Juni um 0:00 Uhr | 15. Oktober 2017 um 0:00 Uhr  | Donnerstag, 1. Januar
          fr    | il y a 20 secondes | hier à 0:00           | 15 juin à 0:00       | 15 octobre 2017 à 0:00        | jeudi 1 janvier
          es    | hace 20 segundos   | ayer, 0:00 h          | 15 de junio, 0:00 h  | 15 de octubre de 2017, 0:00 h | jueves, 1 de enero
          pl    | 20 sekund temu     | wczoraj o 0:00        | 15 czerwca o 0:00    | 15 października 2017 o 0:00   | czwartek, 1 stycznia
          fa    | 20 ثانیه پیش       | دیروز ساعت 0:00       | 15 ژوئن ساعت 0:00    | 15 اکتبر 2017 ساعت 0:00       | پنجشنبه 1 ژانویه
          ar    | منذ 20 ثانية       | أمس الساعة 0:00       | 15 يونيو الساعة 0:00 | 15 أكتوبر 2017 الساعة 0:00    | الخميس 1 يناير
          zh-CN | 20秒前             | 昨天上午12:00         | 6月15日上午12:00     | 2017年10月15日上午12:00       | 1月1日，星期四
          """)
  void datesAreWrittenAsItsReadersDo(String code, ArgumentsAccessor row) {
    String html = page(code);

    assertThat(row.toList().stream().skip(1))
        .allSatisfy(text -> assertThat(html).contains((String) text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en    | ltr | wind, rain and hail      | 1,234,567
          de    | ltr | Wind, Regen und Hagel    | 1234567
          fr    | ltr | vent, pluie et grêle     | 1234567
          es    | ltr | viento, lluvia y granizo | 1234567
          pl    | ltr | wiatr, deszcz i grad     | 1234567
          fa    | rtl | باد و باران و تگرگ       | 1234567
          ar    | rtl | رياح, مطر وبرد           | 1234567
          zh-CN | ltr | 风, 雨和冰雹             | 1234567
          """)
  void listsNumbersAndDirectionAreThoseOfTheLanguage(
      String code, String direction, String list, String number) {
    assertThat(page(code))
        .contains("lang=\"" + code + "\" dir=\"" + direction + "\"")
        .contains("<p>" + list + "</p>", "<p>" + number + "</p>");
  }

  @Test
  void oneWordIsTranslatedByItsContext() {
    assertThat(page("de"))
        .contains("<td>Klar</td>", "<td>Leeren</td>", "<td>3 Grad</td>", "<td>3 Abschlüsse</td>");
  }

  @Test
  void thePageLeadsToItselfInEveryLanguage() {
    String html = page("de");

    for (Locale locale : Languages.all(LOCALES)) {
      assertThat(html).contains("?locale=" + locale.code() + "\"", ">" + locale.name() + "</a>");
    }
    assertThat(html).containsOnlyOnce("aria-current=\"true\">Deutsch</a>");
  }
}
