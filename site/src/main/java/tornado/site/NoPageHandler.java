// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import tornado.web.HTTPError;

/// Answers where there is no page.
///
/// **Thread**: the handler's coroutine.
final class NoPageHandler extends SiteHandler {
  @Override
  protected void prepare() {
    throw new HTTPError(404);
  }
}
