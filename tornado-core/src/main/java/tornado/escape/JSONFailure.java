// SPDX-License-Identifier: Apache-2.0
package tornado.escape;

import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/// Says in words of JSON what Jackson says in words of Java: whoever sent the document doesn't know our classes.
///
/// **Thread**: any.
final class JSONFailure {
  /// How much of a key goes into a path: it may be the sender's.
  private static final int MAX_KEY_CHARS = 64;

  private JSONFailure() {}

  /// Returns the exception that stands for one of Jackson's.
  ///
  /// @throws IllegalArgumentException if not the document was at fault but the type it was to become
  static JSONException of(JacksonException e) {
    if (e instanceof InvalidDefinitionException) {
      throw new IllegalArgumentException("no JSON for such a type: " + firstLine(e), e);
    }
    return new JSONException(path(e), message(e), e);
  }

  private static String message(JacksonException e) {
    return switch (e) {
      case ValueInstantiationException _ -> "value is not allowed";
      case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
          "expected " + kind(mismatch.getTargetType());
      case StreamReadException _ ->
          "expected JSON at line %d, column %d: %s"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr(), firstLine(e));
      default -> firstLine(e);
    };
  }

  private static String kind(@Nullable Class<?> type) {
    if (type == null) {
      return "a value";
    } else if (type == String.class || type == Character.class || type == char.class) {
      return "text";
    } else if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    } else if (type == UUID.class) {
      return "a UUID";
    } else if (Temporal.class.isAssignableFrom(type)) {
      return "a date or time";
    } else if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(", ", "one of ", ""));
    } else if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return isNumber(type) ? number(type) : "an object";
  }

  private static boolean isNumber(Class<?> type) {
    return type.isPrimitive() || Number.class.isAssignableFrom(type);
  }

  private static String number(Class<?> type) {
    boolean whole =
        !(type == double.class
            || type == float.class
            || type == Double.class
            || type == Float.class
            || type == BigDecimal.class
            || type == Number.class);
    return whole ? "a whole number" : "a number";
  }

  private static String path(JacksonException e) {
    var path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getIndex() >= 0) {
        path.append('[').append(step.getIndex()).append(']');
      } else if (step.getPropertyName() != null) {
        String key = step.getPropertyName();
        path.append(path.isEmpty() ? "" : ".")
            .append(key, 0, Math.min(key.length(), MAX_KEY_CHARS));
      }
    }
    return path.toString();
  }

  private static String firstLine(JacksonException e) {
    String message = e.getOriginalMessage();
    int line = message.indexOf('\n');
    return line < 0 ? message : message.substring(0, line);
  }
}
