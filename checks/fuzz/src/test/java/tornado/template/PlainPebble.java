// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.MemoryLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.unbescape.html.HtmlEscape;

/// Pebble by itself, set to what our templates do: white space stays, and what values are escaped to is the same, so that only where and
/// when can differ.
///
/// **Thread**: any.
final class PlainPebble {
  private PlainPebble() {}

  /// Renders `main`. Templates are read anew each time: once rendered, those with `from` can't be again.
  static String render(
      Map<String, String> templates, boolean strict, Map<String, @Nullable Object> values)
      throws IOException {
    var loader = new MemoryLoader();
    templates.forEach(loader::addTemplate);
    var engine =
        new PebbleEngine.Builder()
            .loader(loader)
            .newLineTrimming(false)
            .strictVariables(strict)
            .greedyMatchMethod(true)
            .defaultLocale(Locale.ROOT)
            .addEscapingStrategy(
                "html", text -> HtmlEscape.escapeHtml4Xml(text).replace("&#39;", "&#x27;"));
    for (String name : new String[] {"js", "css", "url"}) {
      Escaping escaping = Objects.requireNonNull(Escaping.named(name));
      engine.addEscapingStrategy(name, escaping::escaped);
    }
    PebbleTemplate template = engine.build().getTemplate("main");
    var page = new StringWriter();
    template.evaluate(page, values);
    return page.toString();
  }
}
