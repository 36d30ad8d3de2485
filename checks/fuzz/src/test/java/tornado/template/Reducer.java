// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.Arrays;
import java.util.function.Predicate;

/// Makes bytes that fail fewer and smaller, so that what they stand for becomes simple enough to be understood.
///
/// **Thread**: any.
final class Reducer {
  private static final int MAX_TRIES = 3000;

  private final Predicate<byte[]> fails;
  private byte[] bytes;
  private int tries;

  private Reducer(byte[] bytes, Predicate<byte[]> fails) {
    this.bytes = bytes;
    this.fails = fails;
  }

  /// Returns bytes that still fail.
  static byte[] reduce(byte[] bytes, Predicate<byte[]> fails) {
    var reducer = new Reducer(bytes, fails);
    int before;
    do {
      before = Arrays.hashCode(reducer.bytes);
      reducer.shorten();
      reducer.lower();
    } while (before != Arrays.hashCode(reducer.bytes) && reducer.tries < MAX_TRIES);
    return reducer.bytes;
  }

  /// Takes out ever smaller parts.
  private void shorten() {
    for (int size = bytes.length / 2; size > 0; size /= 2) {
      int at = 0;
      while (at + size <= bytes.length) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - size);
        System.arraycopy(bytes, at + size, shorter, at, shorter.length - at);
        if (!take(shorter)) {
          at += size;
        }
      }
    }
  }

  private void lower() {
    for (int i = 0; i < bytes.length; i++) {
      int value = bytes[i] & 0xff;
      if (value > 0 && !take(with(i, 0)) && value > 1) {
        take(with(i, value / 2));
      }
    }
  }

  private byte[] with(int index, int value) {
    byte[] changed = bytes.clone();
    changed[index] = (byte) value;
    return changed;
  }

  private boolean take(byte[] simpler) {
    boolean stillFails = tries++ < MAX_TRIES && fails.test(simpler);
    if (stillFails) {
      bytes = simpler;
    }
    return stillFails;
  }
}
