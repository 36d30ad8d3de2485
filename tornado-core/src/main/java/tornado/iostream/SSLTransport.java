// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;
import tornado.netutil.SSLOptions;

/// TLS over another transport, as a transport: gives an [SSLConnection] its turns, and tells the stream when it is ready, which is not when
/// the transport below is: records have to be whole, and a handshake reads to write.
///
/// To a stream that connects the end of the handshake is the end of connecting.
///
/// **Thread**: as [Transport]. One monitor guards all, held around lines that compute but don't wait.
final class SSLTransport implements Transport {
  private static final int NEVER_SET = -1;

  private final Transport inner;
  private final SSLOptions options;
  private final SSLConnection connection;

  private @Nullable IOLoop loop;
  private @Nullable Readiness readiness;
  private int interest = IOLoop.NONE;
  private int innerInterest = IOLoop.NONE;
  private boolean telling;
  private boolean failureTold;

  SSLTransport(Transport inner, SSLEngine engine, SSLOptions options) {
    this.inner = inner;
    this.options = options;
    this.connection = new SSLConnection(inner, engine, this::loop, this::onEvent);
  }

  SSLEngine engine() {
    return connection.engine();
  }

  /// Returns a future that is done with the handshake; it fails with what the handshake failed with.
  CompletableFuture<@Nullable Void> handshake() {
    return connection.handshake();
  }

  @Override
  public void register(IOLoop loop, Readiness readiness) throws IOException {
    synchronized (this) {
      this.loop = loop;
      this.readiness = readiness;
      interest = IOLoop.NONE;
      innerInterest = NEVER_SET;
    }
    inner.register(loop, this::onInnerReady);
  }

  @Override
  public void unregister() {
    synchronized (this) {
      readiness = null;
    }
    inner.unregister();
  }

  /// Starts the handshake of a transport that is connected. A failure is told at once.
  void start() {
    begin();
    tell();
  }

  private synchronized void begin() {
    if (connection.started() || connection.closed()) {
      return;
    }
    connection.start(options.handshakeTimeout());
    // To the transport below WRITE meant the end of connecting up to here.
    innerInterest = NEVER_SET;
    update();
  }

  @Override
  public boolean connect(SocketAddress address) throws IOException {
    if (inner.connect(address)) {
      begin();
    }
    return finishConnect();
  }

  @Override
  public boolean finishConnect() throws IOException {
    if (!connection.started()) {
      if (!inner.finishConnect()) {
        return false;
      }
      begin();
    }
    synchronized (this) {
      connection.throwFailure();
      return connection.open();
    }
  }

  @Override
  public synchronized void setInterest(int events) {
    interest = events;
    update();
  }

  @Override
  public synchronized int read(ByteBuffer target) throws IOException {
    int byteCount = connection.read(target);
    update();
    return byteCount;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return (int) write(new ByteBuffer[] {source}, 0, 1);
  }

  @Override
  public synchronized long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    long byteCount = connection.write(sources, offset, length);
    updateInner();
    return byteCount;
  }

  @Override
  public synchronized boolean flush() throws IOException {
    boolean flushed = connection.flush();
    updateInner();
    return flushed;
  }

  @Override
  public synchronized void shutdownOutput() throws IOException {
    connection.shutdownOutput();
    updateInner();
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (connection.closed()) {
        return;
      }
      interest = IOLoop.NONE;
      connection.close();
    }
    inner.close();
  }

  @Override
  public void setNoDelay(boolean noDelay) throws IOException {
    inner.setNoDelay(noDelay);
  }

  @Override
  public @Nullable SocketAddress remoteAddress() {
    return inner.remoteAddress();
  }

  @Override
  public @Nullable SocketAddress localAddress() {
    return inner.localAddress();
  }

  // ---- What happens on the loop ----

  private void onInnerReady(int events) {
    if (!connection.started()) {
      report(events);
      return;
    }
    int ready;
    synchronized (this) {
      connection.take(connection::flushWaiting);
      ready = readyEvents() | (connection.open() ? events & interest & IOLoop.READ : 0);
      failureTold = connection.failed();
      updateInner();
    }
    report(ready);
  }

  private void onEvent(SSLHandshake.Event event) {
    synchronized (this) {
      connection.take(event);
      updateInner();
    }
    tell();
  }

  // ---- Readiness ----

  private void update() {
    updateInner();
    tellIfReady();
  }

  /// Has the transport below report what is needed here, which is not always what the stream asks for.
  private synchronized void updateInner() {
    int wanted = wantedOfInner();
    if (connection.closed() || wanted == innerInterest) {
      return;
    }
    if (loop().inLoop()) {
      innerInterest = wanted;
      inner.setInterest(wanted);
    } else {
      // What is wanted may be something else when the loop gets to it.
      loop().addCallback(this::updateInner);
    }
  }

  private int wantedOfInner() {
    if (!connection.started()) {
      return interest;
    }
    boolean read = connection.needsInput((interest & IOLoop.READ) != 0);
    return (read ? IOLoop.READ : 0) | (connection.needsRoom() ? IOLoop.WRITE : 0);
  }

  /// What can be done without a word from the transport below.
  private int readyEvents() {
    if (connection.closed()) {
      return IOLoop.NONE;
    }
    int events =
        (connection.readable() ? IOLoop.READ : 0) | (connection.writable() ? IOLoop.WRITE : 0);
    // A failure is told once to a stream that waits for nothing, too: it is the end of it.
    return connection.failed() && !failureTold ? events : events & interest;
  }

  private void tellIfReady() {
    IOLoop owner = loop;
    if (owner != null && !telling && connection.started() && readyEvents() != 0) {
      telling = true;
      owner.addCallback(this::tell);
    }
  }

  private void tell() {
    int ready;
    synchronized (this) {
      telling = false;
      ready = readyEvents();
      failureTold = connection.failed();
    }
    report(ready);
  }

  /// Tells the stream, and again in the next turn if it still wants to know then: readiness is level-triggered.
  private void report(int ready) {
    Readiness listener = readiness;
    if (ready != 0 && listener != null) {
      listener.onReady(ready);
      synchronized (this) {
        tellIfReady();
      }
    }
  }

  private IOLoop loop() {
    IOLoop owner = loop;
    if (owner == null) {
      throw new IllegalStateException("transport is not registered");
    }
    return owner;
  }
}
