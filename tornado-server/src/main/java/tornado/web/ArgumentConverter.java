// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// Turns text from a request into the types that handlers ask for.
///
/// **Thread**: any.
final class ArgumentConverter {
  private static final Map<Class<?>, Function<String, Object>> CONVERTERS =
      Map.ofEntries(
          Map.entry(String.class, text -> text),
          Map.entry(int.class, Integer::valueOf),
          Map.entry(Integer.class, Integer::valueOf),
          Map.entry(long.class, Long::valueOf),
          Map.entry(Long.class, Long::valueOf),
          Map.entry(double.class, Double::valueOf),
          Map.entry(Double.class, Double::valueOf),
          Map.entry(boolean.class, ArgumentConverter::parseBoolean),
          Map.entry(Boolean.class, ArgumentConverter::parseBoolean),
          Map.entry(UUID.class, UUID::fromString));

  private ArgumentConverter() {}

  static boolean supports(Class<?> type) {
    return CONVERTERS.containsKey(type) || type.isEnum();
  }

  /// Converts text.
  ///
  /// @throws IllegalArgumentException if it isn't a value of that type, or the type is not one of those known
  static Object convert(String text, Class<?> type) {
    Function<String, Object> converter = CONVERTERS.get(type);
    if (converter != null) {
      return converter.apply(text);
    }
    for (Object constant : type.isEnum() ? type.getEnumConstants() : new Object[0]) {
      if (((Enum<?>) constant).name().equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        type.isEnum() ? "no constant of that name" : "no conversion to " + type.getName());
  }

  private static boolean parseBoolean(String text) {
    return switch (text) {
      case "true", "1", "on", "yes" -> true;
      case "false", "0", "off", "no", "" -> false;
      default -> throw new IllegalArgumentException("expected true or false");
    };
  }
}
