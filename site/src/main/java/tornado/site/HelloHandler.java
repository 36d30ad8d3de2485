// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import tornado.web.RequestHandler;

/// The answer of the smallest program.
///
/// **Thread**: the handler's coroutine.
final class HelloHandler extends RequestHandler {
  @Override
  public void get() {
    write("Hello, world");
  }
}
