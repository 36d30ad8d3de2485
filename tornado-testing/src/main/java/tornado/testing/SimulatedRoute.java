// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.time.Duration;

/// The way from one host to another: over the line of each, or, within a host, over that host's line once.
///
/// **Thread**: loop.
///
/// @param network what draws lots
/// @param from who sends
/// @param to who receives
record SimulatedRoute(SimulatedNetwork network, SimulatedHost from, SimulatedHost to) {
  SimulatedRoute back() {
    return new SimulatedRoute(network, to, from);
  }

  /// Draws how long the next segment is under way.
  long latencyNanos() {
    long first = latencyNanos(from.line());
    return from == to ? first : first + latencyNanos(to.line());
  }

  private long latencyNanos(SimulatedLine line) {
    return network.between(line.minLatencyNanos(), line.maxLatencyNanos());
  }

  /// Returns how many bytes pass in a second; 0 for no limit.
  long bandwidth() {
    long one = from.line().bandwidth();
    long other = to.line().bandwidth();
    return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
  }

  /// Returns how long it takes to send so many bytes.
  long sendingNanos(long byteCount) {
    long bandwidth = bandwidth();
    return bandwidth == 0 ? 0 : byteCount * Duration.ofSeconds(1).toNanos() / bandwidth;
  }

  /// Returns how many bytes may be sent and not yet read.
  long capacity() {
    return Math.min(from.line().bufferSize(), to.line().bufferSize());
  }

  /// Draws how many of so many bytes are read, or accepted, in one call.
  int piece(int byteCount) {
    SimulatedLine.Cut cut = from.line().cut();
    SimulatedLine.Cut other = to.line().cut();
    return switch (cut.compareTo(other) < 0 ? other : cut) {
      case NOWHERE -> byteCount;
      case ANYWHERE -> (int) network.between(Math.min(1, byteCount), byteCount);
      case EVERYWHERE -> Math.min(1, byteCount);
    };
  }

  /// Tells whether nothing gets through now.
  boolean interrupted() {
    return network.separated(from, to);
  }
}
