// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

/// The states of a stream; [IOStream] draws them.
///
/// **Thread**: any.
enum StreamState {
  /// Waiting for the peer to accept the connection.
  CONNECTING,
  /// Both directions go on.
  OPEN,
  /// The peer ended its output; ours goes on. In push mode only.
  INPUT_ENDED,
  /// Our output was ended and flushed; input goes on.
  OUTPUT_ENDED,
  /// Nothing goes on. What was buffered can still be read.
  CLOSED;

  /// Tells whether bytes may be given to the transport.
  boolean writable() {
    return this == OPEN || this == INPUT_ENDED;
  }

  /// Tells whether bytes may be taken from the transport.
  boolean readable() {
    return this == OPEN || this == INPUT_ENDED || this == OUTPUT_ENDED;
  }
}
