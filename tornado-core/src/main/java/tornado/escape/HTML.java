// SPDX-License-Identifier: Apache-2.0
package tornado.escape;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// HTML's character references, both ways (HTML standard, named and numeric character references).
///
/// **Thread**: any.
final class HTML {
  /// What the numbers from 0x80 to 0x9f stand for, which is what Windows-1252 has there.
  private static final String WINDOWS_1252 =
      "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f"
          + "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

  private static final int LONGEST_NAME = 32;

  /// The named references, read when first needed: few programs ever do.
  private static final class Names {
    static final Map<String, String> NAMES = read();

    private Names() {}

    private static Map<String, String> read() {
      var names = new HashMap<String, String>(4096);
      InputStream in = Objects.requireNonNull(HTML.class.getResourceAsStream("entities.txt"));
      try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          int space = line.indexOf(' ');
          var text = new StringBuilder();
          for (String codePoint : line.substring(space + 1).split("_", -1)) {
            text.appendCodePoint(Integer.parseInt(codePoint, 16));
          }
          names.put(line.substring(0, space), text.toString());
        }
        return names;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private HTML() {}

  static String escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (escaped(text.charAt(i)) != null) {
        return escapeFrom(text, i);
      }
    }
    return text;
  }

  private static String escapeFrom(String text, int start) {
    var sink = new StringBuilder(text.length() + 32).append(text, 0, start);
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      String escaped = escaped(c);
      if (escaped == null) {
        sink.append(c);
      } else {
        sink.append(escaped);
      }
    }
    return sink.toString();
  }

  private static @Nullable String escaped(char c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#x27;";
      default -> null;
    };
  }

  static String unescape(String text) {
    int at = text.indexOf('&');
    if (at < 0) {
      return text;
    }
    var sink = new StringBuilder(text.length());
    int start = 0;
    while (at >= 0) {
      sink.append(text, start, at);
      start =
          at + 1 < text.length() && text.charAt(at + 1) == '#'
              ? numeric(text, at, sink)
              : named(text, at, sink);
      at = text.indexOf('&', start);
    }
    return sink.append(text, start, text.length()).toString();
  }

  /// Writes what the reference at `at` stands for, or its first character.
  ///
  /// @return where the text goes on
  private static int numeric(String text, int at, StringBuilder sink) {
    boolean hex = at + 2 < text.length() && (text.charAt(at + 2) | 0x20) == 'x';
    int start = at + (hex ? 3 : 2);
    int end = start;
    int value = 0;
    while (end < text.length()
        && text.charAt(end) < 0x80
        && Character.digit(text.charAt(end), hex ? 16 : 10) >= 0) {
      value = Math.min(value * (hex ? 16 : 10) + Character.digit(text.charAt(end), 16), 0x110000);
      end++;
    }
    if (end == start) {
      sink.append('&');
      return at + 1;
    }
    appendCodePoint(sink, value);
    return end < text.length() && text.charAt(end) == ';' ? end + 1 : end;
  }

  private static void appendCodePoint(StringBuilder sink, int value) {
    if (value == 0 || (value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) {
      sink.append('\ufffd');
    } else if (value >= 0x80 && value <= 0x9f) {
      sink.append(WINDOWS_1252.charAt(value - 0x80));
    } else if (!isInvalid(value)) {
      sink.appendCodePoint(value);
    }
  }

  /// Tells whether a number stands for nothing: control characters and those that are none.
  private static boolean isInvalid(int value) {
    return (value < ' ' && value != '\t' && value != '\n' && value != '\f' && value != '\r')
        || value == 0x7f
        || (value >= 0xfdd0 && value <= 0xfdef)
        || (value & 0xfffe) == 0xfffe;
  }

  /// The longest name counts; some stand without a semicolon, also before other letters.
  private static int named(String text, int at, StringBuilder sink) {
    int end = at + 1;
    while (end < text.length() && end - at <= LONGEST_NAME && isNameChar(text.charAt(end))) {
      end++;
    }
    if (end < text.length() && text.charAt(end) == ';' && end > at + 1) {
      end++;
    }
    for (int i = end; i > at + 2; i--) {
      String value = Names.NAMES.get(text.substring(at + 1, i));
      if (value != null) {
        sink.append(value);
        return i;
      }
    }
    sink.append('&');
    return at + 1;
  }

  private static boolean isNameChar(char c) {
    return "\t\n\f <&#;".indexOf(c) < 0;
  }
}
