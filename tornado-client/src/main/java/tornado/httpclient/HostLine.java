// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The connections to one endpoint, and the requests that wait for one.
///
/// **Thread**: loop.
final class HostLine {
  private final Endpoint endpoint;
  private final int maxConnections;

  /// The one used last is used next: those too many are idle for long enough to be closed.
  private final Deque<PooledConnection> idle = new ArrayDeque<>();

  private final Set<PooledConnection> open = new HashSet<>();
  private final Queue<Hop> waiting = new ArrayDeque<>();
  private int opening;

  HostLine(Endpoint endpoint, int maxConnections) {
    this.endpoint = endpoint;
    this.maxConnections = maxConnections;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  boolean isEmpty() {
    return open.isEmpty() && waiting.isEmpty() && opening == 0;
  }

  /// Tells whether a request that waits could be sent.
  boolean isReady() {
    return !waiting.isEmpty() && (!idle.isEmpty() || open.size() + opening < maxConnections);
  }

  void enqueue(Hop hop) {
    waiting.add(hop);
  }

  @Nullable Hop nextWaiting() {
    return waiting.poll();
  }

  /// Takes a request out of the line, if it waits there.
  void stopWaiting(Hop hop) {
    waiting.remove(hop);
  }

  /// Returns an idle connection, or null if there is none.
  @Nullable PooledConnection takeIdle() {
    PooledConnection last = idle.pollLast();
    while (last != null && !last.idle()) {
      last = idle.pollLast();
    }
    return last;
  }

  void opening() {
    opening++;
  }

  void openingEnded() {
    opening--;
  }

  void add(PooledConnection connection) {
    open.add(connection);
  }

  void addIdle(PooledConnection connection) {
    idle.addLast(connection);
  }

  void remove(PooledConnection connection) {
    open.remove(connection);
    idle.remove(connection);
  }

  /// Closes connections that have been idle since before a time.
  ///
  /// @return since when the longest idle one is; null if none is
  @Nullable Long closeIdleBefore(long nanos) {
    while (!idle.isEmpty() && idle.peekFirst().idleSince() - nanos <= 0) {
      PooledConnection oldest = idle.removeFirst();
      open.remove(oldest);
      oldest.close();
    }
    return idle.isEmpty() ? null : idle.peekFirst().idleSince();
  }

  void closeAll() {
    Set.copyOf(open).forEach(PooledConnection::close);
  }
}
