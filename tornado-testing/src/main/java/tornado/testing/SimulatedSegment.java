// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import okio.ByteString;

/// What travels one way between the two ends of a simulated connection.
sealed interface SimulatedSegment {
  /// Bytes.
  ///
  /// @param bytes at least one
  record Data(ByteString bytes) implements SimulatedSegment {}

  /// What says something about the connection.
  enum Signal implements SimulatedSegment {
    /// The connection is there: TCP's SYN and ACK.
    ACCEPTED,

    /// No bytes will follow: FIN.
    END,

    /// The connection is gone: RST.
    RESET,

    /// The connection was broken on the way: RST for both ends.
    BROKEN
  }
}
