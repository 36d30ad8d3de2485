// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;

/// One end of a simulated connection. It behaves as a TCP socket does.
///
/// ```
///   open --connect--> connecting --accepted--> connected --close--> closed
///                         \--refused, no answer--> failed --close--> closed
/// ```
///
/// **Thread**: loop.
final class SimulatedTransport implements SimulatedSocket, Transport {
  private final SimulatedNetwork network;
  private final SimulatedReadiness readiness = new SimulatedReadiness(this::readyEvents);

  private final SimulatedInput arrived = new SimulatedInput();

  private @Nullable InetSocketAddress localAddress;
  private @Nullable InetSocketAddress remoteAddress;
  private @Nullable SimulatedHandshake handshake;

  /// Both directions, once there is a way to a peer.
  private @Nullable SimulatedPath output;

  private @Nullable SimulatedPath input;
  private boolean connected;
  private @Nullable IOException connectFailure;
  private boolean outputEnded;
  private boolean closed;

  /// Makes an end that is not yet connected.
  ///
  /// @param source its address, or null for any
  SimulatedTransport(SimulatedNetwork network, @Nullable InetSocketAddress source) {
    this.network = network;
    this.localAddress = source;
  }

  /// Ties it to the peer's end, over the way from here to there.
  void join(SimulatedTransport peer, SimulatedRoute route) {
    output = new SimulatedPath(route, this, peer);
    input = new SimulatedPath(route.back(), peer, this);
    peer.output = input;
    peer.input = output;
  }

  /// Makes it one that was connected by its peer.
  void accepted(InetSocketAddress at, InetSocketAddress peer) {
    localAddress = at;
    remoteAddress = peer;
    connected = true;
    output().send(SimulatedSegment.Signal.ACCEPTED);
  }

  void failConnect(IOException failure) {
    connectFailure = failure;
    readiness.report();
  }

  @Override
  public void breakDown(SimulatedHost host) {
    if (!isAt(localAddress, host) && !isAt(remoteAddress, host)) {
      return;
    }
    if (input != null) {
      input.clear();
    }
    if (connected) {
      arrived.breakDown();
      readiness.report();
    } else if (handshake != null) {
      handshake.stop();
      failConnect(SimulatedFailures.resetWhileReading());
    }
  }

  private boolean isAt(@Nullable InetSocketAddress address, SimulatedHost host) {
    return address != null && network.hostAt(address.getAddress()) == host;
  }

  @Override
  public void register(IOLoop loop, Readiness listener) throws IOException {
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
  public boolean connect(SocketAddress address) throws IOException {
    checkOpen();
    if (!(address instanceof InetSocketAddress inet)) {
      throw new IllegalArgumentException("address is none of a simulated network's: " + address);
    }
    if (handshake != null || connected) {
      throw new IllegalArgumentException("connected or connecting already to " + remoteAddress);
    }
    if (inet.isUnresolved()) {
      throw new UnknownHostException(inet.getHostString());
    }
    localAddress = network.sourceFor(inet, localAddress);
    remoteAddress = inet;
    handshake = new SimulatedHandshake(network, this, localAddress, inet);
    handshake.start();
    return false;
  }

  @Override
  public boolean finishConnect() throws IOException {
    checkOpen();
    if (connectFailure != null) {
      throw connectFailure;
    }
    return connected;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    checkConnected();
    int byteCount = arrived.read(target, input().route());
    if (byteCount > 0) {
      input().read(byteCount);
    }
    return byteCount;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    checkConnected();
    if (outputEnded) {
      throw SimulatedFailures.closed();
    }
    arrived.checkWritable();
    int fitting = (int) Math.min(source.remaining(), output().room());
    int byteCount = output().route().piece(fitting);
    if (byteCount > 0) {
      ByteBuffer piece = source.slice(source.position(), byteCount);
      source.position(source.position() + byteCount);
      output().send(ByteString.of(piece));
    }
    return byteCount;
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    long byteCount = 0;
    for (int i = offset; i < offset + length; i++) {
      byteCount += write(sources[i]);
      if (sources[i].hasRemaining()) {
        break;
      }
    }
    return byteCount;
  }

  @Override
  public void shutdownOutput() throws IOException {
    checkConnected();
    endOutput();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    readiness.unregister();
    network.closed(this);
    if (handshake != null) {
      handshake.stop();
    }
    if (arrived.unread()) {
      abort();
    } else {
      endOutput();
    }
  }

  /// Tells the peer that nobody is here.
  void abort() {
    if (connected && !arrived.reset()) {
      output().send(SimulatedSegment.Signal.RESET);
    }
  }

  /// Does nothing: every write is sent at once.
  @Override
  public void setNoDelay(boolean noDelay) {}

  @Override
  public @Nullable SocketAddress remoteAddress() {
    return remoteAddress;
  }

  @Override
  public @Nullable SocketAddress localAddress() {
    return closed ? null : localAddress;
  }

  @Override
  public String toString() {
    return localAddress + " to " + remoteAddress;
  }

  void receive(SimulatedSegment segment) {
    if (closed) {
      answerClosed(segment);
      return;
    }
    switch (segment) {
      case SimulatedSegment.Data data -> arrived.add(data.bytes());
      case SimulatedSegment.Signal.ACCEPTED -> connected = true;
      case SimulatedSegment.Signal.END -> arrived.end();
      case SimulatedSegment.Signal.RESET -> arrived.breakDown();
      case SimulatedSegment.Signal.BROKEN -> {
        output().send(SimulatedSegment.Signal.RESET);
        arrived.breakDown();
      }
    }
    readiness.report();
  }

  /// Answers as the system does where no socket is any more.
  private void answerClosed(SimulatedSegment segment) {
    if (segment != SimulatedSegment.Signal.END && segment != SimulatedSegment.Signal.RESET) {
      output().send(SimulatedSegment.Signal.RESET);
    }
  }

  private void endOutput() {
    if (connected && !outputEnded && !arrived.reset()) {
      outputEnded = true;
      output().send(SimulatedSegment.Signal.END);
    }
  }

  /// To be called when the peer has read.
  void report() {
    readiness.report();
  }

  private int readyEvents() {
    if (closed || !connected) {
      return connectFailure == null ? IOLoop.NONE : IOLoop.WRITE;
    }
    boolean read = arrived.readable();
    boolean write = output().room() > 0 || arrived.reset();
    return (read ? IOLoop.READ : 0) | (write ? IOLoop.WRITE : 0);
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw SimulatedFailures.closed();
    }
  }

  private void checkConnected() throws IOException {
    checkOpen();
    if (!connected) {
      throw new IllegalStateException("not connected");
    }
  }

  private SimulatedPath output() {
    return there(output);
  }

  private SimulatedPath input() {
    return there(input);
  }

  private static SimulatedPath there(@Nullable SimulatedPath path) {
    if (path == null) {
      throw new IllegalStateException("not connected");
    }
    return path;
  }
}
