// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks.template;

import java.io.IOException;

/// One page in one engine, ready to be rendered.
@FunctionalInterface
interface Renderer {
  /// Returns the page, rendered anew.
  String render() throws IOException;
}
