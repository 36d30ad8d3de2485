// SPDX-License-Identifier: Apache-2.0
package tornado.escape;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// JSON as Tornado writes it, by Jackson. The mapper is made at its first use, since that takes a fifth of a second.
///
/// **Thread**: any.
final class JSON {
  private static final class Mapper {
    static final ObjectMapper MAPPER =
        JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /// Python's separators: a space behind each, all in one line.
    static final ObjectWriter WRITER =
        MAPPER
            .writer()
            .with(
                new DefaultPrettyPrinter(
                        Separators.createDefaultInstance()
                            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEntrySpacing(Separators.Spacing.AFTER)
                            .withArrayElementSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(new DefaultPrettyPrinter.NopIndenter())
                    .withArrayIndenter(new DefaultPrettyPrinter.NopIndenter()));

    private Mapper() {}
  }

  private JSON() {}

  static String encode(@Nullable Object value) {
    try {
      return escapeEndTags(lowerCaseEscapes(Mapper.WRITER.writeValueAsString(value)));
    } catch (JacksonException e) {
      throw failure(e);
    }
  }

  static @Nullable Object decode(String json, Type type) {
    try {
      return Mapper.MAPPER.readValue(json, Mapper.MAPPER.constructType(type));
    } catch (JacksonException e) {
      throw failure(e);
    }
  }

  static Object decodeNonNull(String json, Type type) {
    Object value = decode(json, type);
    if (value == null) {
      throw new JSONException("", "expected a value but was null", null);
    }
    return value;
  }

  private static String escapeEndTags(String json) {
    return json.contains("</") ? json.replace("</", "<\\/") : json;
  }

  /// Jackson writes escapes in capitals, Python in small letters.
  private static String lowerCaseEscapes(String json) {
    int at = json.indexOf("\\u");
    if (at < 0) {
      return json;
    }
    var text = new StringBuilder(json);
    int i = 0;
    while (i < text.length() - 1) {
      if (text.charAt(i) != '\\') {
        i++;
      } else if (text.charAt(i + 1) == 'u') {
        for (int digit = i + 2; digit < i + 6; digit++) {
          text.setCharAt(digit, Character.toLowerCase(text.charAt(digit)));
        }
        i += 6;
      } else {
        i += 2;
      }
    }
    return text.toString();
  }

  private static JSONException failure(JacksonException e) {
    var path = new StringBuilder();
    if (e instanceof DatabindException) {
      for (JacksonException.Reference step : e.getPath()) {
        if (step.getIndex() >= 0) {
          path.append('[').append(step.getIndex()).append(']');
        } else if (step.getPropertyName() != null) {
          path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
        }
      }
    }
    String message = e.getOriginalMessage();
    int line = message.indexOf('\n');
    return new JSONException(path.toString(), line < 0 ? message : message.substring(0, line), e);
  }
}
