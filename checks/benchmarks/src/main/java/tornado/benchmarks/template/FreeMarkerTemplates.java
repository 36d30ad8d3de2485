// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks.template;

import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/// Pages of FreeMarker, which escapes those whose names end in `.ftlh`.
final class FreeMarkerTemplates {
  private FreeMarkerTemplates() {}

  static Renderer load(Page page) throws IOException {
    var configuration = new Configuration(Configuration.VERSION_2_3_35);
    configuration.setClassLoaderForTemplateLoading(
        FreeMarkerTemplates.class.getClassLoader(), "templates/freemarker");
    configuration.setDefaultEncoding("UTF-8");
    configuration.setWhitespaceStripping(false);
    Template template = configuration.getTemplate(page.template(".ftlh"));
    Map<String, Object> values = page.data();
    return () -> {
      var writer = new StringWriter(page.length());
      try {
        template.process(values, writer);
      } catch (TemplateException e) {
        throw new IllegalStateException(e);
      }
      return writer.toString();
    };
  }
}
