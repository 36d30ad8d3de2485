// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Turns text from a request into the types that handlers ask for. Stricter than Java's own parsing, so that there is one way to say
/// a thing: ASCII digits only, no plus, no suffixes, finite numbers, whole UUIDs.
///
/// **Thread**: any.
final class ArgumentConverter {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final Pattern WHOLE_UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final Map<Class<?>, Function<String, Object>> CONVERTERS =
      Map.ofEntries(
          Map.entry(String.class, text -> text),
          Map.entry(int.class, ArgumentConverter::parseInt),
          Map.entry(Integer.class, ArgumentConverter::parseInt),
          Map.entry(long.class, ArgumentConverter::parseLong),
          Map.entry(Long.class, ArgumentConverter::parseLong),
          Map.entry(double.class, ArgumentConverter::parseDouble),
          Map.entry(Double.class, ArgumentConverter::parseDouble),
          Map.entry(boolean.class, ArgumentConverter::parseBoolean),
          Map.entry(Boolean.class, ArgumentConverter::parseBoolean),
          Map.entry(UUID.class, text -> UUID.fromString(checked(WHOLE_UUID, text))));

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

  private static int parseInt(String text) {
    return Integer.parseInt(checkedInteger(text));
  }

  private static long parseLong(String text) {
    return Long.parseLong(checkedInteger(text));
  }

  private static double parseDouble(String text) {
    double value = Double.parseDouble(checked(DECIMAL, text));
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException("number is out of range");
    }
    return value;
  }

  private static boolean parseBoolean(String text) {
    return switch (text) {
      case "true", "1", "on", "yes" -> true;
      case "false", "0", "off", "no", "" -> false;
      default -> throw new IllegalArgumentException("expected true or false");
    };
  }

  /// Lets through what is all digits, but for a minus at the front.
  private static String checkedInteger(String text) {
    int from = text.startsWith("-") ? 1 : 0;
    boolean valid = text.length() > from;
    for (int i = from; valid && i < text.length(); i++) {
      valid = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!valid) {
      throw new IllegalArgumentException("expected an integer");
    }
    return text;
  }

  private static String checked(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException("expected " + pattern);
    }
    return text;
  }
}
