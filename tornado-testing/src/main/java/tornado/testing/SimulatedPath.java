// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.util.ArrayDeque;
import java.util.Queue;
import okio.ByteString;

/// One direction of a simulated connection. What is sent arrives in order, however long each segment is under way.
///
/// While the hosts are separated what is due is kept, as TCP sends it again and again.
///
/// **Thread**: loop.
final class SimulatedPath {
  /// What is sent at once over a line that takes its time: the usual TCP segment on an Ethernet.
  private static final int SEGMENT_SIZE = 1460;

  private final SimulatedRoute route;
  private final SimulatedTransport sender;
  private final SimulatedTransport receiver;
  private final Queue<SimulatedSegment> underWay = new ArrayDeque<>();

  /// How many of those under way have had their time.
  private int due;

  private long lineFreeNanos;
  private long lastArrivalNanos;

  /// Bytes that were sent and not yet read.
  private long unread;

  private long sent;

  /// Set when all that follows is lost.
  private boolean cut;

  SimulatedPath(SimulatedRoute route, SimulatedTransport sender, SimulatedTransport receiver) {
    this.route = route;
    this.sender = sender;
    this.receiver = receiver;
    this.lineFreeNanos = route.network().loop().time();
    this.lastArrivalNanos = lineFreeNanos;
  }

  SimulatedRoute route() {
    return route;
  }

  /// Returns how many bytes have been sent.
  long sent() {
    return sent;
  }

  /// Returns how many bytes fit now.
  long room() {
    return Math.max(0, route.capacity() - unread);
  }

  /// Sends bytes, and whatever else the fault of the sending host turns them into.
  void send(ByteString bytes) {
    route.from().fault().send(bytes, this);
  }

  /// Sends bytes as they are.
  void sendData(ByteString bytes) {
    int step = route.bandwidth() == 0 ? Integer.MAX_VALUE : SEGMENT_SIZE;
    sent += bytes.size();
    unread += bytes.size();
    int begin = 0;
    while (bytes.size() - begin > step) {
      transmit(new SimulatedSegment.Data(bytes.substring(begin, begin + step)), step);
      begin += step;
    }
    if (begin < bytes.size()) {
      transmit(new SimulatedSegment.Data(bytes.substring(begin)), bytes.size() - begin);
    }
  }

  void send(SimulatedSegment.Signal signal) {
    transmit(signal, 0);
  }

  /// Loses what is sent from here on.
  void cut() {
    cut = true;
  }

  /// Loses what is under way, and what is sent from here on.
  void clear() {
    cut = true;
    underWay.clear();
    due = 0;
  }

  /// Makes room: the receiver has read so many bytes.
  void read(long byteCount) {
    unread -= byteCount;
    sender.report();
  }

  /// Delivers what is due, now that the hosts may be separated no longer.
  void deliver() {
    while (due > 0 && !route.interrupted()) {
      due--;
      receiver.receive(underWay.remove());
    }
    if (due > 0) {
      route.network().keep(this);
    }
  }

  private void transmit(SimulatedSegment segment, int byteCount) {
    if (cut) {
      return;
    }
    long now = route.network().loop().time();
    lineFreeNanos = Math.max(now, lineFreeNanos) + route.sendingNanos(byteCount);
    lastArrivalNanos = Math.max(lastArrivalNanos, lineFreeNanos + route.latencyNanos());
    underWay.add(segment);
    route.network().later(lastArrivalNanos - now, this::arrived);
  }

  /// Runs once for each segment. If a shorter way makes one overtake another, it is the first sent that arrives first.
  private void arrived() {
    if (due < underWay.size()) {
      due++;
      deliver();
    }
  }
}
