// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import org.jspecify.annotations.Nullable;

/// The plural forms of a language: how many there are, and which a number takes.
///
/// **Thread**: any.
///
/// @param count how many there are
/// @param rule gives a number its form, from 0
record PluralForms(int count, PluralExpression rule) {
  /// One form for 1 and another for all other numbers, as in English and German. It holds where a catalogue says nothing.
  static final PluralForms GERMANIC = new PluralForms(2, PluralParser.parse("n != 1"));

  private static final int MAX_COUNT = 100;

  /// A rule is tried with the numbers up to this one when it is read.
  private static final int LAST_TRIED = 1000;

  /// Reads the value of a Plural-Forms field, such as `nplurals=2; plural=(n > 1);`.
  ///
  /// @throws TranslationException if it is none, or its rule fails for a small number
  static PluralForms parse(String field) {
    String nplurals = null;
    String plural = null;
    for (String part : field.split(";", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part.strip() : part.substring(0, equals).strip();
      String value = part.substring(equals + 1).strip();
      if (name.equals("nplurals")) {
        nplurals = value;
      } else if (name.equals("plural") && equals >= 0) {
        plural = value;
      }
    }
    if (plural == null) {
      throw new TranslationException("plural is missing");
    }
    return new PluralForms(count(nplurals), PluralParser.parse(plural)).tried();
  }

  /// Returns the form of a number; the first where the rule gives none.
  int index(long n) {
    try {
      long index = rule.evaluate(n);
      return index < 0 || index >= count ? 0 : (int) index;
    } catch (ArithmeticException e) {
      return 0;
    }
  }

  private static int count(@Nullable String nplurals) {
    if (nplurals == null || !nplurals.matches("[0-9]{1,3}")) {
      throw new TranslationException(
          "expected nplurals=NUMBER but was "
              + (nplurals == null ? "nothing" : TranslationException.quote(nplurals)));
    }
    int count = Integer.parseInt(nplurals);
    if (count < 1 || count > MAX_COUNT) {
      throw new TranslationException("nplurals is not from 1 to " + MAX_COUNT + ": " + count);
    }
    return count;
  }

  private PluralForms tried() {
    for (long n = 0; n <= LAST_TRIED; n++) {
      try {
        long index = rule.evaluate(n);
        if (index < 0 || index >= count) {
          throw new TranslationException(
              "plural is not below nplurals " + count + " for n = " + n + ": " + index);
        }
      } catch (ArithmeticException e) {
        throw new TranslationException("plural divides by zero for n = " + n, e);
      }
    }
    return this;
  }
}
