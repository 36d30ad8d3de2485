// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks.template;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.StringWriter;
import java.util.Map;

/// Pages of Mustache.java.
final class MustacheTemplates {
  private MustacheTemplates() {}

  static Renderer load(Page page) {
    Mustache template =
        new DefaultMustacheFactory("templates/mustache").compile(page.template(".mustache"));
    Map<String, Object> values = page.data();
    return () -> {
      var writer = new StringWriter(page.length());
      template.execute(writer, values);
      return writer.toString();
    };
  }
}
