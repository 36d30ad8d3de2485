// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.List;
import java.util.Random;

/// The decisions of a generator, each from the next byte. Once there are no more, all are the first there is, which generators make the
/// simplest: so they come to an end, and less or smaller bytes make simpler cases.
///
/// **Thread**: owner.
final class Choices {
  private final byte[] bytes;
  private int next;

  Choices(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Returns the bytes of one of many cases.
  static byte[] bytes(long seed, int count) {
    var bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  boolean exhausted() {
    return next == bytes.length;
  }

  /// Returns a number from 0 up to one below `bound`, which is at most 256.
  int below(int bound) {
    return exhausted() ? 0 : (bytes[next++] & 0xff) % bound;
  }

  boolean oneIn(int count) {
    return below(count) == count - 1;
  }

  @SafeVarargs
  final <T> T of(T... items) {
    return items[below(items.length)];
  }

  <T> T of(List<T> items) {
    return items.get(below(items.size()));
  }
}
