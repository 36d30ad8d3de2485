// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Sockets;
import tornado.ioloop.Transport;

/// A simulated socket that listens. While its backlog is full nobody is answered who wants to connect.
///
/// **Thread**: loop.
final class SimulatedListener implements SimulatedSocket, Sockets.Listener {
  private final SimulatedNetwork network;
  private final InetSocketAddress address;
  private final int backlog;
  private final Queue<SimulatedTransport> waiting = new ArrayDeque<>();
  private final SimulatedReadiness readiness =
      new SimulatedReadiness(() -> waiting().isEmpty() ? IOLoop.NONE : IOLoop.READ);
  private boolean closed;

  SimulatedListener(SimulatedNetwork network, InetSocketAddress address, int backlog) {
    this.network = network;
    this.address = address;
    this.backlog = Math.max(1, backlog);
  }

  boolean full() {
    return waiting.size() >= backlog;
  }

  void add(SimulatedTransport connection) {
    waiting.add(connection);
    readiness.report();
  }

  @Override
  public void breakDown(SimulatedHost host) {
    waiting.forEach(connection -> connection.breakDown(host));
  }

  @Override
  public InetSocketAddress localAddress() {
    return address;
  }

  @Override
  public boolean closed() {
    return closed;
  }

  @Override
  public void register(IOLoop loop, Transport.Readiness listener) throws IOException {
    checkOpen();
    readiness.register(loop, listener);
  }

  @Override
  public void unregister() {
    readiness.unregister();
  }

  @Override
  public void setInterest(int events) {
    readiness.setInterest(events);
  }

  @Override
  public @Nullable Transport accept() throws IOException {
    checkOpen();
    SimulatedTransport connection = waiting.poll();
    if (connection != null) {
      network.opened(connection);
    }
    return connection;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      readiness.unregister();
      network.closed(this);
      waiting.forEach(SimulatedTransport::abort);
      waiting.clear();
    }
  }

  @Override
  public String toString() {
    return "listening on " + address;
  }

  private Queue<SimulatedTransport> waiting() {
    return waiting;
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw SimulatedFailures.closed();
    }
  }
}
