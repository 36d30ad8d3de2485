// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// Reads arguments as handlers want them: as text, without control characters, stripped.
///
/// **Thread**: the handler's coroutine.
final class Arguments {
  private final RequestInput handler;

  Arguments(RequestInput handler) {
    this.handler = handler;
  }

  /// Returns the last value of an argument, or null.
  @Nullable String last(Map<String, List<ByteString>> source, String name, boolean strip) {
    List<ByteString> values = source.get(name);
    return values == null || values.isEmpty() ? null : clean(values.getLast(), name, strip);
  }

  List<String> all(Map<String, List<ByteString>> source, String name, boolean strip) {
    var texts = new ArrayList<String>();
    for (ByteString value : source.getOrDefault(name, List.of())) {
      texts.add(clean(value, name, strip));
    }
    return texts;
  }

  /// Converts text to a type.
  ///
  /// @throws HTTPError 400 that names the argument
  static <T> T convert(String name, String text, Class<T> type) {
    if (!ArgumentConverter.supports(type)) {
      throw new IllegalArgumentException("no conversion to " + type.getName());
    }
    try {
      @SuppressWarnings("unchecked") // a converter makes what it is registered for
      T value = (T) ArgumentConverter.convert(text, type);
      return value;
    } catch (IllegalArgumentException e) {
      throw new HTTPError(400, "Invalid argument " + name + ": expected " + type.getSimpleName());
    }
  }

  private String clean(ByteString value, String name, boolean strip) {
    String text = handler.decodeArgument(value, name);
    StringBuilder cleaned = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x09 || (c > 0x0d && c < ' ')) {
        if (cleaned == null) {
          cleaned = new StringBuilder(text);
        }
        cleaned.setCharAt(i, ' ');
      }
    }
    String result = cleaned == null ? text : cleaned.toString();
    return strip ? strip(result) : result;
  }

  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /// Tells whether Python strips a character too: spaces that don't break lines are white space to it, which pasted text ends with.
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }
}
