// SPDX-License-Identifier: Apache-2.0
/// Texts, dates, numbers and lists in the languages of a program's users.
///
/// ```java
/// Locales locales = Locales.builder().gettext(Path.of("translations"), "blog").build();
///
/// Locale locale = locales.forAcceptLanguage(acceptLanguage);
/// locale.translate("Sign out");
/// locale.translate("%d person is online", "%d people are online", count).formatted(count);
/// ```
///
/// [Locales][tornado.locale.Locales] is the entry: it reads the translations once and gives a [Locale][tornado.locale.Locale] to each who
/// asks. Translations are files of CSV, compiled catalogues of gettext (`.mo`) or their sources (`.po`), or come as maps.
///
/// Tornado: [locale](https://www.tornadoweb.org/en/stable/locale.html). There one set of translations serves the whole process; here a
/// program makes its own and hands it to whoever needs it.
@NullMarked
package tornado.locale;

import org.jspecify.annotations.NullMarked;
