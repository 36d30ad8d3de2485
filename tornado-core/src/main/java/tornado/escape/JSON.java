// SPDX-License-Identifier: Apache-2.0
package tornado.escape;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/// JSON as Tornado writes it, by Jackson. The mapper is made at its first use, since that takes a fifth of a second.
///
/// **Thread**: any.
final class JSON {
  /// How deep lists and objects may nest: more than people write, and far less than what fills a stack.
  private static final int MAX_DEPTH = 200;

  private static final class Mapper {
    static final ObjectMapper MAPPER =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .streamWriteConstraints(
                        StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .build())
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .addModule(new SimpleModule().setSerializerModifier(new WritableTypes()))
            // One way to say a thing: 7 is no text, "7" and 7.5 are no whole number, 0 is no
            // constant of an enum.
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfig(LogicalType.Textual, JSON::refuseScalars)
            .build();

    static final ObjectWriter WRITER = MAPPER.writer().with(new PythonSeparators());

    private Mapper() {}
  }

  private JSON() {}

  static String encode(@Nullable Object value) {
    return new String(encoded(value), StandardCharsets.ISO_8859_1);
  }

  static ByteString encodeBytes(@Nullable Object value) {
    return ByteString.of(encoded(value));
  }

  /// Returns JSON, which is all ASCII.
  private static byte[] encoded(@Nullable Object value) {
    byte[] json;
    try {
      json = Mapper.WRITER.writeValueAsBytes(value);
    } catch (StreamConstraintsException e) {
      // The path to it would be as long as it is deep.
      throw new JSONException("", "lists and objects nest deeper than " + MAX_DEPTH, e);
    } catch (JacksonException e) {
      throw JSONFailure.of(e);
    }
    boolean plain = true;
    for (int i = 1; i < json.length && plain; i++) {
      plain = json[i] == '/' ? json[i - 1] != '<' : json[i] != 'u' || json[i - 1] != '\\';
    }
    return plain ? json : asPython(new String(json, StandardCharsets.ISO_8859_1));
  }

  private static byte[] asPython(String json) {
    return escapeEndTags(lowerCaseEscapes(json)).getBytes(StandardCharsets.ISO_8859_1);
  }

  static @Nullable Object decode(String json, Type type) {
    return decode(json, Mapper.MAPPER.constructType(type));
  }

  static <T> List<T> decodeList(String json, Class<T> type) {
    JavaType listType =
        Mapper.MAPPER.getTypeFactory().constructCollectionType(ArrayList.class, type);
    var list = (List<?>) notNull(decode(json, listType));
    var values = new ArrayList<T>(list.size());
    for (Object value : list) {
      if (value == null) {
        throw new JSONException("[" + values.size() + "]", "expected a value but was null", null);
      }
      values.add(type.cast(value));
    }
    return values;
  }

  private static @Nullable Object decode(String json, JavaType type) {
    try {
      return Mapper.MAPPER.readValue(json, type);
    } catch (JacksonException e) {
      throw JSONFailure.of(e);
    }
  }

  static Object decodeNonNull(String json, Type type) {
    return notNull(decode(json, type));
  }

  private static Object notNull(@Nullable Object value) {
    if (value == null) {
      throw new JSONException("", "expected a value but was null", null);
    }
    return value;
  }

  private static void refuseScalars(MutableCoercionConfig config) {
    config
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
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
}
