// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;

/// The styles and scripts that a page's modules need, and where they go: styles at the end of the head, scripts at the end of the body.
///
/// **Thread**: the handler's coroutine.
final class PageResources {
  private static final String HEAD_END = "</head>";
  private static final String BODY_END = "</body>";

  private final RequestHandler handler;
  private final List<UIModule> modules;
  private String html;

  private PageResources(RequestHandler handler, String html) {
    this.handler = handler;
    this.modules = List.copyOf(handler.ui().used());
    this.html = html;
  }

  /// Returns a page with what its modules need.
  ///
  /// @throws IllegalStateException if the page has no place for it
  static String insert(RequestHandler handler, String html) {
    return new PageResources(handler, html).insert();
  }

  private String insert() {
    files(UIModule::javascriptFiles, handler::renderLinkedJs, this::beforeLastBodyEnd);
    texts(UIModule::embeddedJavascript, handler::renderEmbedJs, this::beforeLastBodyEnd);
    files(UIModule::cssFiles, handler::renderLinkedCss, this::beforeHeadEnd);
    texts(UIModule::embeddedCss, handler::renderEmbedCss, this::beforeHeadEnd);
    texts(UIModule::htmlHead, parts -> String.join("", parts), this::beforeHeadEnd);
    texts(UIModule::htmlBody, parts -> String.join("", parts), this::beforeFirstBodyEnd);
    return html;
  }

  /// Where a piece goes.
  private interface Place {
    void put(String piece);
  }

  private void files(
      Function<UIModule, List<String>> of, Function<List<String>, String> as, Place place) {
    put(modules.stream().flatMap(module -> of.apply(module).stream()).toList(), as, place);
  }

  private void texts(
      Function<UIModule, @Nullable String> of, Function<List<String>, String> as, Place place) {
    List<String> found = new ArrayList<>();
    for (UIModule module : modules) {
      String text = of.apply(module);
      if (text != null && !text.isEmpty()) {
        found.add(text);
      }
    }
    put(found, as, place);
  }

  private static void put(List<String> parts, Function<List<String>, String> as, Place place) {
    if (!parts.isEmpty()) {
      place.put(as.apply(parts));
    }
  }

  private void beforeLastBodyEnd(String piece) {
    insertAt(html.lastIndexOf(BODY_END), BODY_END, piece);
  }

  private void beforeFirstBodyEnd(String piece) {
    insertAt(html.indexOf(BODY_END), BODY_END, piece);
  }

  private void beforeHeadEnd(String piece) {
    insertAt(html.indexOf(HEAD_END), HEAD_END, piece);
  }

  private void insertAt(int place, String tag, String piece) {
    if (place < 0) {
      throw new IllegalStateException(
          "the page's modules have styles or scripts, but the page has no %s to put them before"
              .formatted(tag));
    }
    html = html.substring(0, place) + piece + "\n" + html.substring(place);
  }

  /// Returns a tag for each file, once: below the application's `staticPath` unless its name begins with `/`, `http:` or `https:`.
  ///
  /// @param tag with `%s` for the file's URL
  static String link(RequestHandler handler, List<String> files, String tag) {
    Set<String> urls = new LinkedHashSet<>();
    for (String file : files) {
      urls.add(isAbsolute(file) ? file : handler.staticUrl(file));
    }
    var html = new StringBuilder();
    urls.forEach(url -> html.append(tag.formatted(Escape.xhtmlEscape(url))));
    return html.toString();
  }

  private static boolean isAbsolute(String file) {
    return file.startsWith("/") || file.startsWith("http:") || file.startsWith("https:");
  }
}
