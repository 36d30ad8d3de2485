// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.testing.AsyncHTTPTestCase;
import tornado.testing.VirtualTime;
import tornado.web.Application;

/// Who gets the page in several languages in which of them. On virtual time its dates are the same each time.
@VirtualTime
class LanguagesTest extends AsyncHTTPTestCase {
  @Override
  protected Application getApp() {
    return Main.application();
  }

  private HTTPResponse ask(String acceptLanguage) {
    return ask("/languages", acceptLanguage, "");
  }

  private HTTPResponse ask(String path, String acceptLanguage, String cookie) {
    HTTPRequest.Builder request =
        HTTPRequest.builder(getUrl(path)).header("Accept-Language", acceptLanguage);
    return fetch((cookie.isEmpty() ? request : request.header("Cookie", cookie)).build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en             | en
          de             | de
          DE-at          | de
          fr-CA          | fr
          zh-CN          | zh-CN
          xx             | en
          zh-Hant-TW     | en
          xx, fa;q=0.5   | fa
          pl;q=0.8, ar   | ar
          de;q=0, es     | es
          de;q=0         | en
          es;q=abc, fr   | fr
          <b>            | en
          *              | en
          """)
  void theBrowserChooses(String acceptLanguage, String language) {
    HTTPResponse page = ask(acceptLanguage);

    assertThat(page.code()).isEqualTo(200);
    assertThat(page.headers().get("Content-Language")).isEqualTo(language);
    assertThat(page.headers().get("Vary")).isEqualTo("Accept-Language, Cookie");
    assertThat(page.text()).contains("<html lang=\"" + language + "\" dir=\"");
  }

  @Test
  void thoseWhoAskForNoneGetEnglish() {
    assertThat(fetch("/languages").headers().get("Content-Language")).isEqualTo("en");
  }

  @Test
  void whatTheVisitorChoosesIsRemembered() {
    HTTPResponse page = ask("/languages?locale=zh_CN", "de", "");

    assertThat(page.headers().get("Content-Language")).isEqualTo("zh-CN");
    assertThat(page.headers().get("Set-Cookie"))
        .startsWith("locale=zh_CN; ")
        .contains("HttpOnly", "Max-Age=31536000", "Path=/", "SameSite=Lax");
  }

  @Test
  void whatIsRememberedCountsBeforeTheBrowser() {
    HTTPResponse page = ask("/languages", "de", "locale=fa");

    assertThat(page.headers().get("Content-Language")).isEqualTo("fa");
    assertThat(page.headers().contains("Set-Cookie")).isFalse();
  }

  @Test
  void whatIsChosenNowCountsBeforeWhatIsRemembered() {
    HTTPResponse page = ask("/languages?locale=pl", "de", "locale=fa");

    assertThat(page.headers().get("Content-Language")).isEqualTo("pl");
  }

  @Test
  void theBrowserCanBeAskedAgain() {
    HTTPResponse page = ask("/languages?locale=browser", "de", "locale=fa");

    assertThat(page.headers().get("Content-Language")).isEqualTo("de");
    assertThat(page.headers().get("Set-Cookie")).startsWith("locale=\"\"; ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "xx",
        "DE",
        "de_DE",
        "de%20",
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "%22%3E%3Cb%3E",
        "de%0d%0aSet-Cookie:%20a=b",
        "%ff%fe",
        "%00",
        "../../etc/passwd",
        "{{7*7}}"
      })
  void anythingElseIsAsIfNothingHadBeenChosen(String value) {
    HTTPResponse page = ask("/languages?locale=" + value, "fr", "");

    assertThat(page.code()).isEqualTo(200);
    assertThat(page.headers().get("Content-Language")).isEqualTo("fr");
    assertThat(page.headers().contains("Set-Cookie")).isFalse();
    assertThat(page.body()).isEqualTo(ask("fr").body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"locale=xx", "locale=<b>", "locale=", "locale=\"de", "locale=d\u00e9"})
  void aCookieOfAnythingElseIsAsIfThereWereNone(String cookie) {
    HTTPResponse page = ask("/languages", "fr", cookie);

    assertThat(page.code()).isEqualTo(200);
    assertThat(page.headers().get("Content-Language")).isEqualTo("fr");
  }

  @Test
  void anUnknownChoiceLeavesWhatIsRemembered() {
    HTTPResponse page = ask("/languages?locale=xx", "fr", "locale=fa");

    assertThat(page.headers().get("Content-Language")).isEqualTo("fa");
  }
}
