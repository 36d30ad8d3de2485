// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

/// What can be open on a simulated network.
///
/// **Thread**: loop.
sealed interface SimulatedSocket permits SimulatedTransport, SimulatedListener {
  /// Ends those of its connections that `host` has a part in, for this end, and loses what is under way to it.
  void breakDown(SimulatedHost host);
}
