// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;

/// A TLS connection (RFC 8446) over a transport: what goes in and out of it, and how it ends.
///
/// ```
/// waiting --start--> handshaking --> open --close, failure--> closed
/// ```
///
/// [SSLInput] and [SSLOutput] turn records into bytes and back, [SSLHandshake] leads. While hands are shaken nothing is read or written.
///
/// A peer that leaves without close_notify is believed, as on a plain connection: a protocol whose messages don't tell their length can't
/// notice that it was cut off. Ending the output sends close_notify; TLS 1.3 lets input go on behind it, in TLS 1.2 that ends both.
///
/// **Thread**: guarded by the monitor of its [SSLTransport].
final class SSLConnection {
  private final Transport inner;
  private final SSLEngine engine;
  private final Supplier<IOLoop> loop;
  private final SSLInput input;
  private final SSLOutput output;
  private final SSLHandshake handshake;

  /// The loop's, once known.
  private @Nullable SSLBuffers buffers;

  private boolean started;
  private boolean closed;
  private boolean outputEnding;
  private @Nullable IOException failure;

  /// Makes a connection that waits for the transport below.
  ///
  /// @param loop the one it belongs to, asked for when it is needed
  /// @param events takes what happens in a turn of its own, to be given to [#take]
  SSLConnection(
      Transport inner,
      SSLEngine engine,
      Supplier<IOLoop> loop,
      Consumer<SSLHandshake.Event> events) {
    this.inner = inner;
    this.engine = engine;
    this.loop = loop;
    this.input = new SSLInput(inner, engine, this::buffers);
    this.output = new SSLOutput(inner, engine, this::buffers);
    this.handshake = new SSLHandshake(engine, input, output, loop, events);
  }

  private SSLBuffers buffers() {
    SSLBuffers known = buffers;
    if (known == null) {
      known = SSLBuffers.of(loop.get());
      buffers = known;
    }
    return known;
  }

  SSLEngine engine() {
    return engine;
  }

  /// Returns a future that is done with the handshake; it fails with what the handshake failed with.
  CompletableFuture<@Nullable Void> handshake() {
    return handshake.future();
  }

  boolean started() {
    return started;
  }

  /// Tells whether hands are shaken.
  boolean open() {
    return handshake.done();
  }

  boolean closed() {
    return closed;
  }

  boolean failed() {
    return failure != null;
  }

  /// Tells whether a read has something to say without a word from the transport below.
  boolean readable() {
    boolean record = input.hasRecord() && !handshake.blocked();
    return failed() || (open() && (input.ended() || input.hasAside() || record));
  }

  /// Tells whether a write has something to say.
  boolean writable() {
    return failed() || (open() && !output.waiting());
  }

  /// Tells whether bytes are needed of the transport below.
  ///
  /// @param reading whether someone wants to read
  boolean needsInput(boolean reading) {
    boolean wanted = reading || (!open() && !failed());
    return wanted && !handshake.blocked() && !input.ended();
  }

  /// Tells whether bytes wait for room in the transport below.
  boolean needsRoom() {
    return output.waiting() && !failed();
  }

  /// Starts the handshake.
  void start(Duration limit) {
    started = true;
    take(() -> {
      // Records go out together as it is. What a session is resumed by comes right before a
      // server's first words, which would wait until
      // the peer acknowledges it: 40 ms.
      inner.setNoDelay(true);
      handshake.begin(limit);
    });
  }

  /// Takes in that something happened, and goes on. It may fail thereby.
  void take(SSLHandshake.Event event) {
    if (closed || failed()) {
      return;
    }
    input.newTurn();
    try {
      event.happen();
      advance();
    } catch (IOException e) {
      fail(e);
    }
  }

  /// Sends what waits, as far as the transport below has room.
  void flushWaiting() throws IOException {
    output.flush();
  }

  /// Reads; as [Transport#read].
  int read(ByteBuffer target) throws IOException {
    checkOpen();
    int before = target.position();
    input.newTurn();
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
    return byteCount == 0 && input.ended() ? -1 : byteCount;
  }

  /// Writes; as [Transport#write].
  long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    checkOpen();
    long before = SSLOutput.remaining(sources, offset, length);
    long left = before;
    while (open() && output.flush() && left > 0) {
      SSLEngineResult result = output.wrap(sources, offset, length);
      if (result.getStatus() == Status.CLOSED) {
        throw new IOException("Broken pipe");
      }
      advanceAfter(result);
      left = SSLOutput.remaining(sources, offset, length);
    }
    return before - left;
  }

  /// Sends what is encrypted; as [Transport#flush].
  boolean flush() throws IOException {
    throwFailure();
    return output.flush();
  }

  /// Sends close_notify, behind which the peer reads to the end; when hands are shaken, if they aren't.
  void shutdownOutput() throws IOException {
    outputEnding = true;
    if (open()) {
      advance();
    }
  }

  /// Sends close_notify if there is room for it at once, and ends everything.
  void close() {
    closed = true;
    try {
      if (started && !failed() && !handshake.tasksRunning()) {
        output.end();
      }
    } catch (IOException ignored) {
      // The peer is gone: there is nobody to be told.
    }
    handshake.end(new SSLHandshakeException("closed before the end of the handshake"));
  }

  void throwFailure() throws IOException {
    IOException cause = failure;
    if (cause != null) {
      throw cause;
    }
  }

  /// Moves some bytes to `target`, or takes a record that holds none.
  ///
  /// @return false if that is not possible now
  private boolean readMore(ByteBuffer target) throws IOException {
    if (input.takeAside(target)) {
      return true;
    }
    if (!open() || handshake.blocked() || input.ended() || !input.fill()) {
      return false;
    }
    advanceAfter(input.unwrap(target));
    return true;
  }

  /// Goes on unless the engine has no more to say, as mostly once hands are shaken: to ask it costs a lock.
  private void advanceAfter(SSLEngineResult result) throws IOException {
    if (result.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING || outputEnding) {
      advance();
    }
  }

  private void advance() throws IOException {
    handshake.advance();
    if (outputEnding && open()) {
      outputEnding = false;
      output.end();
    }
  }

  private void fail(IOException cause) {
    if (failed()) {
      return;
    }
    if (cause instanceof SSLException && !handshake.tasksRunning()) {
      output.sendAlert();
    }
    failure = cause;
    handshake.end(cause);
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    throwFailure();
  }
}
