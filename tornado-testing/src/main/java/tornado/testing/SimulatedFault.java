// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import okio.ByteString;

/// What happens to the bytes that a host sends on each of its connections.
///
/// **Thread**: loop.
///
/// @param kind what happens
/// @param position after how many bytes
record SimulatedFault(Kind kind, long position) {
  static final SimulatedFault NONE = new SimulatedFault(Kind.NONE, Long.MAX_VALUE);

  /// What can happen.
  enum Kind {
    /// Nothing.
    NONE,

    /// The connection is reset, for both ends.
    RESET,

    /// The flow ends, as if it were complete.
    END,

    /// One byte is another.
    CORRUPT
  }

  SimulatedFault {
    if (position < 0) {
      throw new IllegalArgumentException("position < 0: " + position);
    }
  }

  void send(ByteString bytes, SimulatedPath path) {
    long before = position - path.sent();
    if (before >= bytes.size() || (before < 0 && kind == Kind.CORRUPT)) {
      path.sendData(bytes);
      return;
    }
    int healthy = (int) Math.max(0, before);
    path.sendData(kind == Kind.CORRUPT ? corrupted(bytes, healthy) : bytes.substring(0, healthy));
    switch (kind) {
      case RESET -> {
        path.send(SimulatedSegment.Signal.BROKEN);
        path.cut();
      }
      case END -> {
        path.send(SimulatedSegment.Signal.END);
        path.cut();
      }
      case NONE, CORRUPT -> {}
    }
  }

  private static ByteString corrupted(ByteString bytes, int index) {
    byte[] changed = bytes.toByteArray();
    changed[index] ^= (byte) 0xff;
    return ByteString.of(changed);
  }
}
