// SPDX-License-Identifier: Apache-2.0
package tornado.template;

/// [LoaderContract] over a map.
final class MapLoaderTest extends LoaderContract {
  @Override
  TemplateSource source() {
    return TemplateSource.map(TEMPLATES);
  }

  @Override
  String place() {
    return "a map of " + TEMPLATES.size() + " templates";
  }
}
