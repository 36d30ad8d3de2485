// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Timeout;
import tornado.ioloop.Transport;
import tornado.netutil.SSLOptions;

/// TLS over another transport (RFC 8446), by the JDK's engine.
///
/// ```
/// waiting --the transport below is connected--> handshaking --> open --close, failure--> closed
/// ```
///
/// While it shakes hands reads and writes move nothing; to a stream that connects the end of the handshake is the end of connecting. What
/// the engine calls tasks, the costly part of a handshake, runs on the loop's executor; meanwhile nothing is read.
///
/// A record is encrypted as a whole, so the transport below may have no room for the end of one whose bytes count as written: [#flush]
/// tells.
///
/// **Thread**: as [Transport]. One monitor guards all, held around lines that compute but don't wait.
final class SSLTransport implements Transport {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int NEVER_SET = -1;

  private final Transport inner;
  private final SSLEngine engine;
  private final SSLOptions options;
  private final CompletableFuture<SSLTransport> handshake = new CompletableFuture<>();

  private @Nullable IOLoop loop;
  private @Nullable Readiness readiness;
  private int interest = IOLoop.NONE;
  private int innerInterest = IOLoop.NONE;
  private boolean connected;
  private boolean open;
  private boolean closed;
  private boolean inputEnded;
  private boolean tasksRunning;
  private boolean telling;
  private boolean failureTold;
  private @Nullable IOException failure;
  private @Nullable Timeout timer;

  /// Encrypted input that was not unwrapped: ready to be read from. Empty but for a part of a record, mostly.
  private ByteBuffer netIn = NOTHING;

  /// Whether `netIn` holds less than a record.
  private boolean partial = true;

  /// Encrypted output that the transport below had no room for: ready to be read from.
  private ByteBuffer netOut = NOTHING;

  /// Decrypted input that the reader had no room for: ready to be read from.
  private ByteBuffer appIn = NOTHING;

  SSLTransport(Transport inner, SSLEngine engine, SSLOptions options) {
    this.inner = inner;
    this.engine = engine;
    this.options = options;
  }

  SSLEngine engine() {
    return engine;
  }

  /// Returns a future that is done with the handshake; it fails with what the handshake failed with.
  CompletableFuture<SSLTransport> handshake() {
    return handshake;
  }

  @Override
  public void register(IOLoop loop, Readiness readiness) throws IOException {
    synchronized (this) {
      this.loop = loop;
      this.readiness = readiness;
    }
    inner.register(loop, this::onInnerReady);
  }

  @Override
  public void unregister() {
    inner.unregister();
  }

  /// Starts the handshake of a transport that is connected.
  void start() {
    synchronized (this) {
      if (connected || closed) {
        return;
      }
      connected = true;
      IOLoop owner = loop();
      timer = owner.callLater(options.handshakeTimeout(), this::onHandshakeTimeout);
      try {
        engine.beginHandshake();
        shakeHands();
      } catch (IOException e) {
        fail(e);
      }
      // To the transport below WRITE meant the end of connecting up to here.
      innerInterest = NEVER_SET;
      updateInner();
      tellIfReady();
    }
  }

  @Override
  public boolean connect(SocketAddress address) throws IOException {
    if (inner.connect(address)) {
      start();
    }
    return finishConnect();
  }

  @Override
  public boolean finishConnect() throws IOException {
    if (!connected) {
      if (!inner.finishConnect()) {
        return false;
      }
      start();
    }
    synchronized (this) {
      throwFailure();
      return open;
    }
  }

  @Override
  public synchronized void setInterest(int events) {
    interest = events;
    updateInner();
    tellIfReady();
  }

  @Override
  public synchronized int read(ByteBuffer target) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    throwFailure();
    int before = target.position();
    try {
      while (target.hasRemaining() && readMore(target)) {
        // Each turn makes progress.
      }
    } catch (IOException e) {
      // What came before the failure is handed over; the failure follows with the next read.
      fail(e);
      if (target.position() == before) {
        throw e;
      }
    }
    int byteCount = target.position() - before;
    updateInner();
    tellIfReady();
    return byteCount == 0 && inputEnded ? -1 : byteCount;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return (int) write(new ByteBuffer[] {source}, 0, 1);
  }

  @Override
  public synchronized long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    throwFailure();
    long before = remaining(sources, offset, length);
    while (open && flushOut() && remaining(sources, offset, length) > 0) {
      if (wrap(sources, offset, length).getStatus() == Status.CLOSED) {
        throw new IOException("Broken pipe");
      }
      shakeHands();
    }
    updateInner();
    return before - remaining(sources, offset, length);
  }

  @Override
  public synchronized boolean flush() throws IOException {
    throwFailure();
    boolean flushed = flushOut();
    updateInner();
    return flushed;
  }

  /// Sends close_notify, behind which the peer reads to the end.
  @Override
  public synchronized void shutdownOutput() throws IOException {
    closeOutbound();
    updateInner();
  }

  /// Sends close_notify if there is room for it at once, and closes.
  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      interest = IOLoop.NONE;
      try {
        if (connected && failure == null) {
          closeOutbound();
        }
      } catch (IOException ignored) {
        // The peer is gone: there is nobody to be told.
      }
      endHandshake(new SSLHandshakeException("closed before the end of the handshake"));
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

  // ---- Reading ----

  /// Moves some bytes to `target`.
  ///
  /// @return false if that is not possible now
  private boolean readMore(ByteBuffer target) throws IOException {
    if (appIn.hasRemaining()) {
      int limit = appIn.limit();
      appIn.limit(Math.min(limit, appIn.position() + target.remaining()));
      target.put(appIn);
      appIn.limit(limit);
      appIn = appIn.hasRemaining() ? appIn : NOTHING;
      return true;
    }
    if (!open || inputEnded || tasksRunning) {
      return false;
    }
    return (partial && !fillIn()) ? false : unwrap(target);
  }

  /// Reads encrypted bytes.
  ///
  /// @return false if there are none now, or no more
  private boolean fillIn() throws IOException {
    // A record is far smaller than a buffer: a part of one always leaves room for the rest.
    ByteBuffer buffer = netIn.hasRemaining() ? netIn.compact() : SSLBuffers.of(loop()).take(engine);
    int byteCount = inner.read(buffer);
    netIn = buffer.flip();
    partial = byteCount <= 0;
    releaseIn();
    // Without a close_notify the end may be forged; many peers just leave, and are believed as on a
    // plain connection.
    inputEnded = byteCount < 0;
    return byteCount > 0;
  }

  /// Decrypts a record into `target`, or aside if it might not fit.
  private boolean unwrap(ByteBuffer target) throws IOException {
    ByteBuffer aside = NOTHING;
    SSLEngineResult result = engine.unwrap(netIn, target);
    if (result.getStatus() == Status.BUFFER_OVERFLOW) {
      aside = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
      result = engine.unwrap(netIn, aside);
    }
    appIn = aside.flip();
    partial = result.getStatus() == Status.BUFFER_UNDERFLOW || !netIn.hasRemaining();
    if (result.getStatus() == Status.CLOSED) {
      inputEnded = true;
    }
    releaseIn();
    shakeHands();
    return true;
  }

  private void releaseIn() {
    if (!netIn.hasRemaining() && netIn != NOTHING) {
      SSLBuffers.of(loop()).giveBack(netIn);
      netIn = NOTHING;
      partial = true;
    }
  }

  // ---- Writing ----

  /// Encrypts as many records as fit into a buffer, and sends what the transport below takes.
  private SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length) throws IOException {
    ByteBuffer buffer = SSLBuffers.of(loop()).take(engine);
    int record = engine.getSession().getPacketBufferSize();
    SSLEngineResult result = engine.wrap(sources, offset, length, buffer);
    while (result.bytesConsumed() > 0
        && remaining(sources, offset, length) > 0
        && buffer.remaining() >= record) {
      result = engine.wrap(sources, offset, length, buffer);
    }
    netOut = buffer.flip();
    flushOut();
    return result;
  }

  /// Sends what is encrypted.
  ///
  /// @return whether nothing is left
  private boolean flushOut() throws IOException {
    if (netOut.hasRemaining()) {
      inner.write(netOut);
    }
    if (netOut.hasRemaining()) {
      return false;
    }
    if (netOut != NOTHING) {
      SSLBuffers.of(loop()).giveBack(netOut);
      netOut = NOTHING;
    }
    return inner.flush();
  }

  private void closeOutbound() throws IOException {
    engine.closeOutbound();
    while (!engine.isOutboundDone() && flushOut()) {
      if (wrap(new ByteBuffer[] {NOTHING}, 0, 1).bytesProduced() == 0) {
        return;
      }
    }
  }

  // ---- Shaking hands ----

  /// Goes on with a handshake, or with what a peer asks for after one, as far as possible now.
  private void shakeHands() throws IOException {
    while (!tasksRunning && !closed) {
      refuseRenegotiation();
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> {
          if (!flushOut()) {
            return;
          }
          SSLEngineResult result = wrap(new ByteBuffer[] {NOTHING}, 0, 1);
          if (result.getStatus() == Status.CLOSED && result.bytesProduced() == 0) {
            return;
          }
        }
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (open || !unwrapHandshake()) {
            return;
          }
        }
        case FINISHED, NOT_HANDSHAKING -> {
          if (!open) {
            open = true;
            endHandshake(null);
          }
          return;
        }
      }
    }
  }

  /// A second handshake, which TLS 1.2 knows and 1.3 does not, costs us far more than the peer.
  private void refuseRenegotiation() throws SSLException {
    boolean again =
        open
            && engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING
            && !engine.isInboundDone()
            && !engine.isOutboundDone()
            && !engine.getSession().getProtocol().equals("TLSv1.3");
    if (again) {
      throw new SSLProtocolException("renegotiation is refused");
    }
  }

  /// Takes a record of the handshake.
  ///
  /// @return false if there is none now
  private boolean unwrapHandshake() throws IOException {
    if (partial && !fillIn()) {
      if (inputEnded) {
        throw new SSLHandshakeException("the peer closed during the handshake");
      }
      return false;
    }
    ByteBuffer aside = SSLBuffers.of(loop()).take(engine);
    SSLEngineResult result = engine.unwrap(netIn, aside);
    SSLBuffers.of(loop()).giveBack(aside.flip());
    partial = result.getStatus() == Status.BUFFER_UNDERFLOW || !netIn.hasRemaining();
    releaseIn();
    if (result.getStatus() == Status.CLOSED) {
      throw new SSLHandshakeException("the peer closed during the handshake");
    }
    if (result.bytesProduced() > 0) {
      throw new SSLProtocolException("application data during the handshake");
    }
    return true;
  }

  private void runTasks() {
    Runnable task = engine.getDelegatedTask();
    if (task == null) {
      return;
    }
    tasksRunning = true;
    // In a turn of its own: a coroutine that has to wait at the executor's lock must not hold the
    // monitor here.
    loop().addCallback(() -> submit(task));
  }

  private void submit(Runnable first) {
    IOLoop owner = loop();
    owner
        .runInExecutor(
            null,
            () -> {
              for (Runnable task = first; task != null; task = engine.getDelegatedTask()) {
                task.run();
              }
              return true;
            })
        .whenComplete((_, _) -> owner.addCallback(this::onTasksDone));
  }

  private void onTasksDone() {
    synchronized (this) {
      tasksRunning = false;
      try {
        shakeHands();
      } catch (IOException e) {
        fail(e);
      }
      updateInner();
    }
    tell();
  }

  private void onHandshakeTimeout() {
    synchronized (this) {
      if (open || failure != null || closed) {
        return;
      }
      fail(
          new SSLHandshakeException(
              "handshake took more than " + options.handshakeTimeout().toMillis() + " ms"));
      updateInner();
    }
    tell();
  }

  private void fail(IOException cause) {
    if (failure != null) {
      return;
    }
    if (cause instanceof SSLException) {
      sendAlert();
    }
    failure = cause;
    endHandshake(cause);
  }

  /// Tells the peer what is wrong, if there is room to.
  private void sendAlert() {
    try {
      while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && flushOut()) {
        if (wrap(new ByteBuffer[] {NOTHING}, 0, 1).bytesProduced() == 0) {
          return;
        }
      }
    } catch (IOException ignored) {
      // The first failure counts.
    }
  }

  private void endHandshake(@Nullable IOException cause) {
    Timeout running = timer;
    if (running != null) {
      loop().removeTimeout(running);
      timer = null;
    }
    if (!handshake.isDone()) {
      // Never within the monitor: whoever waits goes on in a turn of its own.
      loop()
          .addCallback(() -> {
            if (cause == null) {
              handshake.complete(this);
            } else {
              handshake.completeExceptionally(cause);
            }
          });
    }
  }

  // ---- Readiness ----

  private void onInnerReady(int events) {
    if (!connected) {
      Readiness listener = readiness;
      if (listener != null) {
        listener.onReady(events);
      }
      return;
    }
    int ready;
    synchronized (this) {
      try {
        if ((events & IOLoop.WRITE) != 0) {
          flushOut();
        }
        shakeHands();
      } catch (IOException e) {
        fail(e);
      }
      ready = readyEvents() | (open ? events & interest & IOLoop.READ : 0);
      failureTold = failure != null;
      updateInner();
    }
    report(ready);
  }

  /// Has the transport below report what is needed here, which is not always what the stream asks for.
  private synchronized void updateInner() {
    int wanted = wantedOfInner();
    if (closed || wanted == innerInterest) {
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
    if (!connected) {
      return interest;
    }
    boolean shaking = !open && failure == null;
    boolean read = !tasksRunning && !inputEnded && (shaking || (interest & IOLoop.READ) != 0);
    boolean write = netOut.hasRemaining();
    return (read ? IOLoop.READ : 0) | (write ? IOLoop.WRITE : 0);
  }

  /// What can be done without a word from the transport below.
  private int readyEvents() {
    boolean broken = failure != null;
    boolean read = broken || (open && (inputEnded || appIn.hasRemaining() || !partial));
    boolean write = broken || (open && !netOut.hasRemaining());
    int events = (read ? IOLoop.READ : 0) | (write ? IOLoop.WRITE : 0);
    // A failure is told once to a stream that waits for nothing, too: it is the end of it.
    return broken && !failureTold ? events : events & interest;
  }

  private void tellIfReady() {
    IOLoop owner = loop;
    if (owner != null && !telling && connected && !closed && readyEvents() != 0) {
      telling = true;
      owner.addCallback(this::tell);
    }
  }

  private void tell() {
    int ready;
    synchronized (this) {
      telling = false;
      ready = closed ? IOLoop.NONE : readyEvents();
      failureTold = failure != null;
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

  private void throwFailure() throws IOException {
    IOException cause = failure;
    if (cause != null) {
      throw cause;
    }
  }

  private static long remaining(ByteBuffer[] buffers, int offset, int length) {
    long byteCount = 0;
    for (int i = offset; i < offset + length; i++) {
      byteCount += buffers[i].remaining();
    }
    return byteCount;
  }
}
