// SPDX-License-Identifier: Apache-2.0
package tornado.site;

/// Answers with the start page.
///
/// **Thread**: the handler's coroutine.
final class StartHandler extends SiteHandler {
  @Override
  public void get() {
    render("index.html");
  }
}
