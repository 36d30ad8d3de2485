// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Sockets;
import tornado.ioloop.Transport;

/// A network without any host.
///
/// **Thread**: any.
final class NoNetwork implements Sockets {
  @Override
  public Transport open(@Nullable InetSocketAddress source) throws IOException {
    throw new IOException("there is no network");
  }

  @Override
  public Listener listen(InetSocketAddress address, int backlog) throws IOException {
    throw new IOException("there is no network");
  }

  @Override
  public CompletableFuture<List<InetAddress>> resolve(String host) {
    return CompletableFuture.failedFuture(new UnknownHostException(host));
  }
}
