// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import tornado.template.Loader;
import tornado.template.TemplateSource;

/// The templates of the site's pages.
///
/// **Thread**: any.
final class Templates {
  /// With a dash, so that it is no package: resources of a module's packages can't be read by other modules.
  private static final String FOLDER = "tornado/site/page-templates";

  private Templates() {}

  /// Makes the loader of the pages' templates. The start page is read now, so that its first visitor doesn't wait for the template engine
  /// to start; the others are when they are first needed.
  static Loader loader() {
    Loader loader =
        Loader.builder(TemplateSource.classPath(Templates.class.getClassLoader(), FOLDER)).build();
    loader.load("index.html");
    return loader;
  }
}
