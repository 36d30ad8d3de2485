// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import java.util.Map;
import tornado.web.HTTPError;

/// Answers with a page of the guide.
///
/// **Thread**: the handler's coroutine.
final class GuideHandler extends SiteHandler {
  private final Guide guide;

  GuideHandler(Guide guide) {
    this.guide = guide;
  }

  /// Answers with the page, or 404.
  public void get(String name) {
    Guide.Chapter chapter = guide.chapter(name);
    if (chapter == null) {
      throw new HTTPError(404);
    }
    render(
        "guide.html",
        Map.of("title", chapter.title(), "body", chapter.body(), "chapters", Guide.titles()));
  }
}
