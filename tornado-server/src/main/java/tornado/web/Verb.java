// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The methods of HTTP that handlers have a method for.
///
/// **Thread**: any.
enum Verb {
  GET,
  HEAD,
  POST,
  DELETE,
  PATCH,
  PUT,
  OPTIONS;

  private static final Verb[] VALUES = values();

  /// Returns the verb of a request's method, which is case-sensitive (RFC 9110 §9.1), or null if handlers don't know it.
  static @Nullable Verb of(String method) {
    for (Verb verb : VALUES) {
      if (verb.name().equals(method)) {
        return verb;
      }
    }
    return null;
  }

  /// Tells whether a handler's method of that name is a verb's.
  static boolean isMethod(String name) {
    return Arrays.stream(VALUES).anyMatch(verb -> verb.methodName().equals(name));
  }

  /// Returns the name of a handler's method.
  String methodName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
