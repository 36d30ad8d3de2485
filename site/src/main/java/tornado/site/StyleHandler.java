// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import okio.ByteString;

/// Answers with the style sheet of all pages, which is read once at the start.
///
/// **Thread**: the handler's coroutine.
final class StyleHandler extends SiteHandler {
  private final ByteString style;

  StyleHandler(ByteString style) {
    this.style = style;
  }

  @Override
  public void get() {
    setHeader("Content-Type", "text/css; charset=UTF-8");
    write(style);
  }
}
