// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tornado.web.RequestHandler;

/// Answers with pages of the site, which have no scripts and load nothing from elsewhere. Its error pages look like the others.
///
/// **Thread**: the handler's coroutine.
abstract class SiteHandler extends RequestHandler {
  @Override
  protected void setDefaultHeaders() {
    setHeader("Content-Security-Policy", "default-src 'self'");
    setHeader("X-Content-Type-Options", "nosniff");
  }

  /// {@inheritDoc}
  ///
  /// Programs, and developers in debug mode, get the default one.
  @Override
  protected void writeError(int statusCode, @Nullable Throwable cause) throws Exception {
    if (application().debug() || !request().headers().get("Accept", "").contains("text/html")) {
      clearHeader("Content-Security-Policy");
      super.writeError(statusCode, cause);
      return;
    }
    addHeader("Vary", "Accept");
    write(renderString("error.html", Map.of("status", statusCode)));
  }
}
