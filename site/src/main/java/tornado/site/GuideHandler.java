// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import tornado.web.HTTPError;
import tornado.web.RequestHandler;

/// Answers with a page of the guide.
///
/// **Thread**: the handler's coroutine.
final class GuideHandler extends RequestHandler {
  private final Guide guide;

  GuideHandler(Guide guide) {
    this.guide = guide;
  }

  /// Answers with the page, or 404.
  public void get(String name) {
    Page page = guide.page(name);
    if (page == null) {
      throw new HTTPError(404);
    }
    page.writeTo(this, "text/html; charset=UTF-8");
  }

  /// Answers as [#get] does, without the page.
  public void head(String name) {
    get(name);
  }
}
