// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.StringWriter;
import java.util.Map;

/// Pages of Pebble.
final class PebbleTemplates {
  private PebbleTemplates() {}

  static Renderer load(Page page) {
    var loader = new ClasspathLoader();
    loader.setPrefix("templates/pebble/");
    PebbleEngine engine = new PebbleEngine.Builder().loader(loader).newLineTrimming(false).build();
    PebbleTemplate template = engine.getTemplate(page.template(".html"));
    Map<String, Object> values = page.data();
    return () -> {
      var writer = new StringWriter(page.length());
      template.evaluate(writer, values);
      return writer.toString();
    };
  }
}
