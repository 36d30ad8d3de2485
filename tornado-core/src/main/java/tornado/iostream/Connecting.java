// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Transport;

/// The connecting of a stream, between [StreamState#CONNECTING] and [StreamState#OPEN].
///
/// **Thread**: loop, but for `connect`, which is any.
final class Connecting {
  private final IOStream stream;
  private final Transport transport;
  private final Output output;

  /// Null before it has begun and once it is over.
  private @Nullable CompletableFuture<IOStream> future;

  Connecting(IOStream stream, Transport transport, Output output) {
    this.stream = stream;
    this.transport = transport;
    this.output = output;
  }

  /// Does what [IOStream#connect] says.
  CompletableFuture<IOStream> connect(SocketAddress address) {
    var result = new CompletableFuture<IOStream>();
    if (output.closing()) {
      result.completeExceptionally(new StreamClosedError(output.error()));
    } else if (output.move(StreamState.OPEN, StreamState.CONNECTING)) {
      stream.onLoop(() -> start(address, result));
    } else {
      result.completeExceptionally(alreadyConnected());
    }
    return result;
  }

  /// Tells whether it has begun and isn't over. To a channel that isn't connecting yet readiness means nothing.
  boolean underWay() {
    return future != null;
  }

  /// Goes on when the transport is ready.
  void finish() {
    try {
      if (transport.finishConnect()) {
        succeed();
      }
    } catch (IOException e) {
      stream.close(e);
    }
  }

  /// Ends without a connection, because the stream has closed.
  void closed() {
    CompletableFuture<IOStream> waiting = take();
    if (waiting != null) {
      waiting.completeExceptionally(new StreamClosedError(output.error()));
    }
  }

  private void start(SocketAddress address, CompletableFuture<IOStream> result) {
    future = result;
    try {
      if (transport.connect(address)) {
        succeed();
      } else {
        stream.updateInterest();
      }
    } catch (IOException e) {
      stream.close(e);
    } catch (AlreadyConnectedException ignored) {
      refuse(alreadyConnected());
    } catch (IllegalArgumentException e) {
      refuse(e);
    }
  }

  /// Goes on as if connect had not been called.
  private void refuse(RuntimeException why) {
    CompletableFuture<IOStream> waiting = take();
    output.move(StreamState.CONNECTING, StreamState.OPEN);
    stream.updateInterest();
    if (waiting != null) {
      waiting.completeExceptionally(why);
    }
  }

  private void succeed() {
    output.move(StreamState.CONNECTING, StreamState.OPEN);
    CompletableFuture<IOStream> waiting = take();
    if (waiting != null) {
      waiting.complete(stream);
    }
    output.flush();
    stream.resetInterest();
  }

  private @Nullable CompletableFuture<IOStream> take() {
    CompletableFuture<IOStream> waiting = future;
    future = null;
    return waiting;
  }

  private static IllegalStateException alreadyConnected() {
    return new IllegalStateException("stream is connected or connecting already");
  }
}
