// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks.template;

import java.io.IOException;

/// The engines. Each is set up as its documentation has it, escapes for HTML what it prints, and keeps white space as it stands.
public enum Engine {
  /// Ours.
  TORNADO,
  /// Pebble by itself, with the same templates as ours.
  PEBBLE,
  /// Apache FreeMarker.
  FREEMARKER,
  /// Thymeleaf without Spring.
  THYMELEAF,
  /// Mustache.java.
  MUSTACHE,
  /// JTE, which compiles templates to classes.
  JTE;

  /// Sets the engine up, and lets it read the template of a page.
  Renderer load(Page page) throws IOException {
    return switch (this) {
      case TORNADO -> TornadoTemplates.load(page);
      case PEBBLE -> PebbleTemplates.load(page);
      case FREEMARKER -> FreeMarkerTemplates.load(page);
      case THYMELEAF -> ThymeleafTemplates.load(page);
      case MUSTACHE -> MustacheTemplates.load(page);
      case JTE -> JteTemplates.load(page);
    };
  }
}
