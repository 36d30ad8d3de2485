// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPViolation;
import tornado.template.Markup;

/// The pages of the guide, each made when it is first asked for. Most are Markdown files; the list of refusals is made of the catalogue
/// itself, so that it can't fall behind.
///
/// **Thread**: any.
final class Guide {
  private static final SequencedMap<String, String> TITLES = new LinkedHashMap<>();

  static {
    TITLES.put("handlers", "Handlers, feature by feature");
    TITLES.put("templates", "Pages and templates");
    TITLES.put("locales", "Pages in several languages");
    TITLES.put("concurrency", "What runs on which thread");
    TITLES.put("client", "The HTTP client");
    TITLES.put("testing", "Testing, without real time");
    TITLES.put("autoreload", "Restarting when files change");
    TITLES.put("one-request", "One request, file by file");
    TITLES.put("violations", "What the server refuses");
  }

  private final Map<String, Chapter> chapters = new ConcurrentHashMap<>();

  /// A page of the guide.
  ///
  /// @param body as HTML
  record Chapter(String title, Markup body) {}

  /// Returns the titles of all pages by their names, in the order of the guide.
  static SequencedMap<String, String> titles() {
    return Collections.unmodifiableSequencedMap(TITLES);
  }

  /// Returns the page of that name, or null.
  @Nullable Chapter chapter(String name) {
    String title = TITLES.get(name);
    return title == null
        ? null
        : chapters.computeIfAbsent(
            name, _ -> new Chapter(title, new Markup(Markdown.toHtml(source(name)))));
  }

  /// Returns a page's Markdown.
  static String source(String name) {
    return name.equals("violations")
        ? violations()
        : Resources.read("guide/" + name + ".md").utf8();
  }

  private static String violations() {
    var text = new StringBuilder();
    text.append("# What the server refuses\n\n")
        .append(
            "Everything a peer can do wrong has a name, `HTTPViolation.NAME`, and the section of the standard that it breaks. ")
        .append(
            "The client gets a status line without a body and the connection is closed, so that nothing behind a bad message is ever ")
        .append(
            "taken for another. A form that can't be read is answered by an ordinary error page instead, since its message was whole. ")
        .append("The log says which rule was broken, at the level INFO.\n\n")
        .append("| name | section | status | in words |\n|---|---|---|---|\n");
    for (HTTPViolation violation : HTTPViolation.values()) {
      text.append(
          "| `%s` | %s | %d | %s |%n"
              .formatted(
                  violation.name(),
                  violation.rfcSection(),
                  violation.status(),
                  violation.shortText()));
    }
    return text.toString();
  }
}
