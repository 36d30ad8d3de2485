// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks.template;

import java.util.Map;
import tornado.template.Loader;
import tornado.template.Template;
import tornado.template.TemplateSource;
import tornado.template.Whitespace;

/// Pages of ours. White space is kept for the comparison's sake: by default there would be less of it, and less to write.
final class TornadoTemplates {
  private TornadoTemplates() {}

  static Renderer load(Page page) {
    Loader loader =
        Loader.builder(
                TemplateSource.classPath(
                    TornadoTemplates.class.getClassLoader(), "templates/pebble"))
            .whitespace(Whitespace.ALL)
            .build();
    Template template = loader.load(page.template(".html"));
    Map<String, Object> values = page.data();
    return () -> template.generateString(values);
  }
}
