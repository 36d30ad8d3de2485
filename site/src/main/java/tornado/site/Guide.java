// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;
import tornado.httputil.HTTPViolation;

/// The pages of the guide, made once at the start. Most are Markdown files; the list of refusals is made of the catalogue itself, so that
/// it can't fall behind.
///
/// **Thread**: any.
final class Guide {
  private static final SequencedMap<String, String> TITLES = new LinkedHashMap<>();

  static {
    TITLES.put("handlers", "Handlers, feature by feature");
    TITLES.put("templates", "Pages and templates");
    TITLES.put("concurrency", "What runs on which thread");
    TITLES.put("client", "The HTTP client");
    TITLES.put("testing", "Testing, without real time");
    TITLES.put("autoreload", "Restarting when files change");
    TITLES.put("one-request", "One request, file by file");
    TITLES.put("violations", "What the server refuses");
  }

  private final Map<String, Page> pages = new LinkedHashMap<>();

  Guide() {
    TITLES.forEach((name, title) -> pages.put(name, layout(title, Markdown.toHtml(source(name)))));
  }

  /// Returns the page of that name, or null.
  @Nullable Page page(String name) {
    return pages.get(name);
  }

  /// Returns a page's Markdown.
  static String source(String name) {
    return name.equals("violations")
        ? violations()
        : Page.of("guide/" + name + ".md").content().utf8();
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

  private static Page layout(String title, String body) {
    var links = new StringBuilder();
    TITLES.forEach((name, text) ->
        links.append("<a href=\"/guide/%s\">%s</a>%n".formatted(name, Escape.xhtmlEscape(text))));
    return new Page(
        ByteString.encodeUtf8(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s - Tornado for Java</title>
            <link rel="stylesheet" href="/style.css">
            </head>
            <body class="guide">
            <header>
            <nav aria-label="Guide"><a href="/">Tornado for Java</a>
            %s</nav>
            </header>
            <main>
            %s</main>
            </body>
            </html>
            """
                .formatted(Escape.xhtmlEscape(title), links, body)));
  }
}
