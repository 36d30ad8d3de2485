// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import org.jspecify.annotations.Nullable;

/// A function that pages may call. Tornado: an entry of the setting `ui_methods`.
///
/// **Thread**: any coroutine, several at a time: that of the handler, or of a part of its page.
@FunctionalInterface
public interface UIMethod {
  /// Runs the function.
  ///
  /// @param handler makes the page
  /// @throws Exception becomes an error page
  @Nullable Object call(RequestHandler handler, Object... args) throws Exception;
}
