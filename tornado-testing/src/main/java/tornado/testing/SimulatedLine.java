// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

/// How a host is tied to the network: what everything it sends and receives goes through.
///
/// **Thread**: any.
///
/// @param minLatencyNanos how long a segment is under way, each way, at least
/// @param maxLatencyNanos the same at most
/// @param bandwidth how many bytes of one connection pass in a second, each way; 0 for no limit
/// @param cut where what is sent is cut into pieces
/// @param bufferSize how many bytes of one connection may be sent and not yet read
record SimulatedLine(
    long minLatencyNanos, long maxLatencyNanos, long bandwidth, Cut cut, long bufferSize) {
  /// A line without delay or limit, but for the buffer's size.
  static final SimulatedLine PERFECT = new SimulatedLine(0, 0, 0, Cut.NOWHERE, 64 << 10);

  /// Where a flow of bytes is cut into those that come or go in one call.
  enum Cut {
    NOWHERE,
    ANYWHERE,
    EVERYWHERE
  }

  SimulatedLine {
    if (minLatencyNanos < 0) {
      throw new IllegalArgumentException("latency < 0: " + minLatencyNanos + " ns");
    }
    if (maxLatencyNanos < minLatencyNanos) {
      throw new IllegalArgumentException(
          "latency has max < min: " + maxLatencyNanos + " < " + minLatencyNanos + " ns");
    }
    if (bandwidth < 0) {
      throw new IllegalArgumentException("bandwidth < 0: " + bandwidth);
    }
    if (bufferSize <= 0) {
      throw new IllegalArgumentException("bufferSize <= 0: " + bufferSize);
    }
  }

  SimulatedLine withLatency(long minNanos, long maxNanos) {
    return new SimulatedLine(minNanos, maxNanos, bandwidth, cut, bufferSize);
  }

  SimulatedLine withBandwidth(long bytesPerSecond) {
    return new SimulatedLine(minLatencyNanos, maxLatencyNanos, bytesPerSecond, cut, bufferSize);
  }

  SimulatedLine withCut(Cut where) {
    return new SimulatedLine(minLatencyNanos, maxLatencyNanos, bandwidth, where, bufferSize);
  }

  SimulatedLine withBufferSize(long byteCount) {
    return new SimulatedLine(minLatencyNanos, maxLatencyNanos, bandwidth, cut, byteCount);
  }
}
