// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tornado.log.Log;

/// The header of a gettext catalogue, which stands where the translation of the empty message would: lines of `Name: value`.
///
/// **Thread**: any.
///
/// @param text its lines; empty if there is none
record GettextHeader(String text) {
  /// The first of its name in a line decides, so that a long line takes linear time.
  private static final Pattern CHARSET =
      Pattern.compile("(?im)^(?>[^\n]*?content-type:)[^\n]*?charset=([^\\s;\"\\\\]+)");

  /// What templates say before anyone has put a charset in.
  private static final String NO_CHARSET = "CHARSET";

  /// Returns the charset of a catalogue: UTF-8 if it names none.
  ///
  /// @param text the header, or anything it is part of, decoded as ISO-8859-1
  /// @throws TranslationException if it names one that there isn't
  static Charset charset(String text) {
    Matcher charset = CHARSET.matcher(text);
    if (!charset.find() || charset.group(1).equals(NO_CHARSET)) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(charset.group(1));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new TranslationException(
          "unknown charset: " + TranslationException.quote(charset.group(1)), e);
    }
  }

  /// Returns the plural forms of the language. Wrong ones are logged, and [PluralForms#GERMANIC] holds then.
  ///
  /// @param file for the log
  PluralForms pluralForms(String file) {
    String field = field("Plural-Forms");
    if (field == null) {
      return PluralForms.GERMANIC;
    }
    try {
      return PluralForms.parse(field);
    } catch (TranslationException e) {
      Log.general()
          .error("{}: wrong Plural-Forms, n != 1 is used instead: {}", file, e.getMessage());
      return PluralForms.GERMANIC;
    }
  }

  private @Nullable String field(String name) {
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon >= 0 && line.substring(0, colon).strip().equalsIgnoreCase(name)) {
        return line.substring(colon + 1).strip();
      }
    }
    return null;
  }
}
