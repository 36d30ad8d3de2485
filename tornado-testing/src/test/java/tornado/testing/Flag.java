// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import tornado.ioloop.IOLoop;

/// Whether this JVM lets coroutines run on the loop: the tests run in one that does and in one that doesn't.
final class Flag {
  private Flag() {}

  static boolean given() {
    try (var loop = new IOLoop()) {
      return loop.runSync(loop::inLoop);
    }
  }
}
