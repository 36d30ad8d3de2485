// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.locale.Locale;
import tornado.locale.Locales;
import tornado.web.CookieOptions;

/// Answers with a page in the visitor's language: the one that is chosen by `?locale=`, which a cookie remembers, or else what the browser
/// asks for. What is chosen counts only if it is one of the site's languages, so nothing of it comes back but that.
///
/// **Thread**: the handler's coroutine.
final class LanguagesHandler extends SiteHandler {
  private static final String CHOICE = "locale";

  /// Chosen to go by the browser again.
  private static final String BROWSER = "browser";

  private static final CookieOptions FOR_A_YEAR =
      CookieOptions.DEFAULT
          .withMaxAge(Duration.ofDays(365))
          .withHttpOnly(true)
          .withSameSite(CookieOptions.SameSite.LAX);

  private static final List<Long> COUNTS = List.of(0L, 1L, 2L, 3L, 11L, 22L, 100L, 1500L);

  private static final List<Duration> AGES =
      List.of(
          Duration.ofSeconds(20),
          Duration.ofMinutes(7),
          Duration.ofHours(3),
          Duration.ofDays(1),
          Duration.ofDays(4),
          Duration.ofDays(200),
          Duration.ofDays(3000));

  @Override
  protected @Nullable Locale getUserLocale() {
    String chosen = chosen();
    if (chosen.equals(BROWSER)) {
      return null;
    }
    Locale locale = supported(chosen);
    return locale != null ? locale : supported(getCookie(CHOICE, ""));
  }

  /// Returns what the visitor chooses now, or empty. It may be anything, so it is read without the checks of arguments.
  private String chosen() {
    List<ByteString> values = request().queryArguments().getOrDefault(CHOICE, List.of());
    return values.isEmpty() ? "" : values.getLast().utf8();
  }

  private @Nullable Locale supported(String code) {
    Locales locales = application().locales();
    return locales.supported().contains(code) ? locales.exact(code) : null;
  }

  /// Answers with the page.
  @Override
  public void get() {
    remember();
    setHeader("Content-Language", locale().javaLocale().toLanguageTag());
    setHeader("Vary", "Accept-Language, Cookie");
    Instant now = IOLoop.current().clock().instant().truncatedTo(ChronoUnit.SECONDS);
    render(
        "languages.html",
        Map.of(
            "languages",
            Languages.all(application().locales()),
            "counts",
            COUNTS,
            "now",
            now,
            "dates",
            AGES.stream().map(now::minus).toList(),
            "utc",
            ZoneOffset.UTC));
  }

  private void remember() {
    String chosen = chosen();
    if (chosen.equals(BROWSER)) {
      clearCookie(CHOICE);
    } else if (supported(chosen) != null) {
      setCookie(CHOICE, chosen, FOR_A_YEAR);
    }
  }
}
