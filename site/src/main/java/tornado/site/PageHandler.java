// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import tornado.web.RequestHandler;

/// Answers with a page.
///
/// **Thread**: the handler's coroutine.
final class PageHandler extends RequestHandler {
  private final Page page;
  private final String contentType;

  PageHandler(Page page, String contentType) {
    this.page = page;
    this.contentType = contentType;
  }

  @Override
  public void get() {
    page.writeTo(this, contentType);
  }

  @Override
  public void head() {
    get();
  }
}
