// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/// One connected, non-blocking, two-way flow of bytes: a TCP channel, TLS over one, or a pair in memory. Streams know
/// no other way to the network.
///
/// No method waits. Readiness is level-triggered: while an event of interest holds, the loop reports it again.
///
/// **Thread**: `write` any (one caller at a time); everything else the loop it is registered with.
public interface Transport {
  /// How much of a file is read in one go where the system can't send it by itself.
  int FILE_STEP = 64 << 10;

  /// What a transport reports to.
  @FunctionalInterface
  interface Readiness {
    /// Runs on the loop when the transport is ready.
    ///
    /// @param events [IOLoop#READ], [IOLoop#WRITE] or both
    void onReady(int events);
  }

  /// Ties the transport to its loop. Called once, before any other method.
  ///
  /// @throws IOException if the channel can't be made ready for the loop
  void register(IOLoop loop, Readiness readiness) throws IOException;

  /// Unties the transport from its loop, so that another owner can register it: the connection goes on. Nothing is reported any
  /// more.
  void unregister();

  /// Sets which events are reported: [IOLoop#NONE], [IOLoop#READ], [IOLoop#WRITE] or both.
  void setInterest(int events);

  /// Starts connecting. Once [IOLoop#WRITE] is reported, [#finishConnect] tells the outcome.
  ///
  /// @return true if connected at once
  /// @throws IOException if the address can't be reached
  boolean connect(SocketAddress address) throws IOException;

  /// Ends connecting.
  ///
  /// @return false if still under way
  /// @throws IOException if the connection was refused or failed
  boolean finishConnect() throws IOException;

  /// Reads what is there into `target`.
  ///
  /// @return the byte count, 0 if nothing is there now, -1 at the end of input
  /// @throws IOException if the connection broke
  int read(ByteBuffer target) throws IOException;

  /// Writes what the other side takes now.
  ///
  /// @return the byte count, 0 if nothing fits now
  /// @throws IOException if the connection broke
  int write(ByteBuffer source) throws IOException;

  /// Writes several buffers in order, in one call to the system where it can.
  ///
  /// @return the byte count, 0 if nothing fits now
  /// @throws IOException if the connection broke
  long write(ByteBuffer[] sources, int offset, int length) throws IOException;

  /// Writes a range of a file, without our reading it where the system can do that. By default a piece of it is read and written.
  ///
  /// @return the byte count, 0 if nothing fits now or the file ends before `position`
  /// @throws IOException if the connection broke, or the file can't be read
  default long write(FileChannel file, long position, long byteCount) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(byteCount, FILE_STEP));
    return file.read(piece, position) < 0 ? 0 : write(piece.flip());
  }

  /// Gives the system what earlier writes took but the transport still holds, as one that encrypts may.
  ///
  /// @return whether nothing is held any more; if not the system takes no more now
  /// @throws IOException if the connection broke
  default boolean flush() throws IOException {
    return true;
  }

  /// Ends the output: the peer reads to the end, input goes on.
  ///
  /// @throws IOException if the connection broke
  void shutdownOutput() throws IOException;

  /// Closes both directions. Idempotent.
  ///
  /// @throws IOException if the system reports a failure; the transport is closed all the same
  void close() throws IOException;

  /// Sends small writes at once (TCP_NODELAY) instead of gathering them. No effect where there is no such choice.
  ///
  /// @throws IOException if the connection broke
  void setNoDelay(boolean noDelay) throws IOException;

  /// Returns the peer's address, or null if unknown or not connected.
  @Nullable SocketAddress remoteAddress();

  /// Returns the local address, or null if unknown or not bound.
  @Nullable SocketAddress localAddress();
}
