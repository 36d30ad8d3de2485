// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;

/// The scripts that modules of a page need, and where they and the [PageStyles] go: styles at the end of the head, scripts at the end of the body.
///
/// **Thread**: the handler's coroutine.
///
/// @param handler makes the page
/// @param modules those whose resources are meant
record PageResources(RequestHandler handler, Collection<UIModule> modules) {
  static final String HEAD_END = "</head>";
  static final String BODY_END = "</body>";

  /// Returns a page with what its modules need.
  ///
  /// @throws IllegalStateException if the page has no place for it
  static String insert(RequestHandler handler, String html) {
    var resources = new PageResources(handler, handler.ui().used());
    String withScripts = insert(html, html.lastIndexOf(BODY_END), BODY_END, resources.scripts());
    String withStyles =
        insert(
            withScripts, withScripts.indexOf(HEAD_END), HEAD_END, new PageStyles(handler).fresh());
    return insert(withStyles, withStyles.indexOf(BODY_END), BODY_END, resources.bodies());
  }

  private static String insert(String html, int place, String tag, String piece) {
    if (piece.isEmpty()) {
      return html;
    }
    if (place < 0) {
      throw new IllegalStateException(
          """
          the page's modules have styles or scripts, but the page has no %s to put them before; \
          a part of a page is sent by finish(renderString(...))\
          """
              .formatted(tag));
    }
    return html.substring(0, place) + piece + html.substring(place);
  }

  /// Returns the scripts, which go to the end of the body.
  String scripts() {
    return line(
            modules.stream().flatMap(module -> module.javascriptFiles().stream()).toList(),
            handler::renderLinkedJs)
        + texts(UIModule::embeddedJavascript, handler::renderEmbedJs);
  }

  /// Returns what else goes to the end of the body.
  String bodies() {
    return texts(UIModule::htmlBody, parts -> String.join("", parts));
  }

  private String texts(
      Function<UIModule, @Nullable String> of, Function<List<String>, String> together) {
    List<String> found = new ArrayList<>();
    for (UIModule module : modules) {
      String text = of.apply(module);
      if (text != null && !text.isEmpty()) {
        found.add(text);
      }
    }
    return line(found, together);
  }

  /// Returns a line of its own for all parts together, or nothing if there are none.
  static String line(List<String> parts, Function<List<String>, String> together) {
    return parts.isEmpty() ? "" : together.apply(parts) + "\n";
  }

  /// Returns a tag for each file, once: below the application's `staticPath` unless its name begins with `/`, `http:` or `https:`.
  ///
  /// @param tag with `%s` for the file's URL, and another for the attribute of the nonce
  static String link(RequestHandler handler, List<String> files, String tag) {
    Set<String> urls = new LinkedHashSet<>();
    for (String file : files) {
      urls.add(isAbsolute(file) ? file : handler.staticUrl(file));
    }
    String nonce = handler.pages().nonceAttribute();
    var html = new StringBuilder();
    urls.forEach(url -> html.append(tag.formatted(Escape.xhtmlEscape(url), nonce)));
    return html.toString();
  }

  private static boolean isAbsolute(String file) {
    return file.startsWith("/") || file.startsWith("http:") || file.startsWith("https:");
  }
}
