// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The styles that modules of a page need, and what else they put into its head. A streamed page asks for them again and again: modules appear
/// late, and some know only as they are rendered what they need.
///
/// **Thread**: the handler's coroutine.
final class PageStyles {
  private final RequestHandler handler;

  /// The style sheets that were returned.
  private final Set<String> files = new HashSet<>();

  /// The last texts of each module that were returned.
  private final Map<UIModule, String> embedded = new HashMap<>();

  private final Map<UIModule, String> heads = new HashMap<>();

  PageStyles(RequestHandler handler) {
    this.handler = handler;
  }

  /// Returns what has become known since it was asked last.
  String fresh() {
    List<UIModule> modules = handler.ui().used();
    List<String> freshFiles =
        modules.stream().flatMap(module -> module.cssFiles().stream()).filter(files::add).toList();
    return PageResources.line(freshFiles, handler::renderLinkedCss)
        + PageResources.line(
            fresh(modules, UIModule::embeddedCss, embedded), handler::renderEmbedCss)
        + PageResources.line(
            fresh(modules, UIModule::htmlHead, heads), parts -> String.join("", parts));
  }

  /// Returns the texts that are new. One that was only added to is so from there on.
  private static List<String> fresh(
      List<UIModule> modules,
      Function<UIModule, @Nullable String> of,
      Map<UIModule, String> returned) {
    List<String> found = new ArrayList<>();
    for (UIModule module : modules) {
      String text = of.apply(module);
      if (text == null) {
        continue;
      }
      String before = returned.put(module, text);
      String news =
          before != null && text.startsWith(before) ? text.substring(before.length()) : text;
      if (!news.isEmpty()) {
        found.add(news);
      }
    }
    return found;
  }
}
