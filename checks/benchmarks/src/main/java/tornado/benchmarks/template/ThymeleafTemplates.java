// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks.template;

import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/// Pages of Thymeleaf.
final class ThymeleafTemplates {
  private ThymeleafTemplates() {}

  static Renderer load(Page page) {
    var resolver = new ClassLoaderTemplateResolver();
    resolver.setPrefix("templates/thymeleaf/");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    var engine = new TemplateEngine();
    engine.setTemplateResolver(resolver);
    String name = page.template(".html");
    Map<String, Object> values = page.data();
    return () -> {
      var writer = new StringWriter(page.length());
      engine.process(name, new Context(Locale.ENGLISH, values), writer);
      return writer.toString();
    };
  }
}
