// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.locale.Locale;
import tornado.locale.Locales;
import tornado.wire.WireClient;

/// Which locale an answer has. Python: web_test, GetBrowserLocale of WSGISafeWebTest.
final class LocaleTest extends WebFixture {
  private static final Locales LOCALES =
      Locales.builder()
          .messages("fr_FR", Map.of("hello", "bonjour"))
          .messages("de", Map.of("hello", "hallo"))
          .build();

  /// Greets.
  private static final class GreetingHandler extends RequestHandler {
    @Override
    protected @Nullable Locale getUserLocale() {
      String code = getArgument("user", null);
      return code == null ? null : LOCALES.get(code);
    }

    @Override
    public void get() {
      if (getArgument("set", null) != null) {
        setLocale(LOCALES.get("fr_FR"));
      }
      write(locale().code() + " " + locale().translate("hello"));
      assertThat(locale()).isSameAs(locale());
    }
  }

  private WireClient serveGreetings() throws IOException {
    return serve(Application.builder().locales(LOCALES).route("/", GreetingHandler::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fr-FR;q=0.9|fr_FR bonjour",
        "fr-FR; q=0.9|fr_FR bonjour",
        "fr-FR;q=0|en_US hello",
        "fr-FR;q=-1|en_US hello",
        "de;q=0.5, fr-FR;q=0.9|fr_FR bonjour",
        "de-AT, fr-FR;q=0.9|de hallo",
        "ja|en_US hello",
        ";;,q=|en_US hello"
      })
  void browserSaysWhatItLikes(String accepted, String greeting) throws IOException {
    WireClient client = serveGreetings();

    assertThat(client.get("/", "Accept-Language: " + accepted).body()).isEqualTo(greeting);
  }

  @Test
  void withoutAWordOfTheBrowserItIsTheDefault() throws IOException {
    assertThat(serveGreetings().get("/").body()).isEqualTo("en_US hello");
  }

  @Test
  void userComesBeforeTheBrowser() throws IOException {
    WireClient client = serveGreetings();

    assertThat(client.get("/?user=de", "Accept-Language: fr-FR").body()).isEqualTo("de hallo");
  }

  @Test
  void handlerComesBeforeAll() throws IOException {
    WireClient client = serveGreetings();

    assertThat(client.get("/?user=de&set=1").body()).isEqualTo("fr_FR bonjour");
  }

  @Test
  void withoutLocalesThereIsOne() throws IOException {
    WireClient client =
        serve(handler -> handler.write(Objects.requireNonNull(handler.locale()).code()));

    assertThat(client.get("/", "Accept-Language: fr").body()).isEqualTo("en_US");
  }
}
