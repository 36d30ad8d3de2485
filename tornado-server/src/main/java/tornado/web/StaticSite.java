// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The static files of an application: where they are, and what serves them.
///
/// **Thread**: any.
///
/// @param root the folder, absolute
/// @param prefix what the path of their URLs begins with
/// @param handlers makes a handler of the files below a folder
record StaticSite(Path root, String prefix, Function<Path, ? extends StaticFileHandler> handlers) {
  /// Checks what would never work.
  ///
  /// @throws IllegalArgumentException if the root is there and no folder, or the prefix doesn't begin with a slash
  StaticSite {
    root = root.toAbsolutePath().normalize();
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new IllegalArgumentException("staticPath is not a folder: " + root);
    }
    if (!prefix.startsWith("/")) {
      throw new IllegalArgumentException("staticUrlPrefix has no slash at its start: " + prefix);
    }
  }

  StaticFileHandler newHandler() {
    return handlers.apply(root);
  }

  /// Returns the routes to the files, before those of `others`.
  Routes before(Routes others) {
    Supplier<StaticFileHandler> supplier = this::newHandler;
    return new Routes()
        .route(Pattern.quote(prefix) + "(.*)", supplier)
        .route("/(favicon\\.ico)", supplier)
        .route("/(robots\\.txt)", supplier)
        .routes(others);
  }
}
