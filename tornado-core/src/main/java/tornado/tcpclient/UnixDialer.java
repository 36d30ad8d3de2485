// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.iostream.IOStream;
import tornado.iostream.StreamClosedError;
import tornado.netutil.internal.TCPTransport;

/// Connects to Unix-domain sockets.
///
/// **Thread**: loop.
final class UnixDialer {
  private UnixDialer() {}

  /// Starts connecting.
  ///
  /// @return the stream; fails with [ConnectFailedException]. Cancelling it closes the stream
  /// @throws ConnectFailedException if it failed at once
  static CompletableFuture<IOStream> dial(IOLoop loop, Path socket, ConnectOptions options) {
    if (loop.sockets() != null) {
      throw failed(
          socket, new IOException("a simulated network has no Unix-domain sockets: use a host"));
    }
    IOStream stream;
    UnixDomainSocketAddress address;
    try {
      address = UnixDomainSocketAddress.of(socket);
      stream =
          new IOStream(
              loop, TCPTransport.open(StandardProtocolFamily.UNIX, null), options.streamOptions());
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      throw failed(socket, e);
    }
    var result = new CompletableFuture<IOStream>();
    loop.addFuture(
        stream.connect(address),
        end -> {
          if (end.isCompletedExceptionally()) {
            result.completeExceptionally(failed(socket, end.exceptionNow()));
          } else {
            result.complete(stream);
          }
        });
    result.whenComplete((_, failure) -> {
      if (failure != null) {
        stream.close();
      }
    });
    return result;
  }

  private static ConnectFailedException failed(Path socket, @Nullable Throwable failure) {
    Throwable cause =
        failure instanceof StreamClosedError error && error.realError() != null
            ? error.realError()
            : failure;
    String why = cause == null ? "closed" : cause.getMessage();
    return new ConnectFailedException(socket + ": " + why, cause);
  }
}
