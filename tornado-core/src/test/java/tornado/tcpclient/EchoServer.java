// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import static tornado.ioloop.Async.await;

import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import tornado.iostream.IOStream;
import tornado.iostream.StreamClosedError;
import tornado.netutil.SSLOptions;
import tornado.tcpserver.TCPServer;
import tornado.tcpserver.TCPServerOptions;

/// Sends each line back, and remembers who came first.
///
/// **Thread**: as [TCPServer].
final class EchoServer extends TCPServer {
  private final CompletableFuture<SocketAddress> firstClient = new CompletableFuture<>();

  EchoServer() {}

  EchoServer(SSLOptions ssl) {
    super(TCPServerOptions.builder().ssl(ssl).build());
  }

  /// Returns the address of the first client.
  CompletableFuture<SocketAddress> firstClient() {
    return firstClient;
  }

  @Override
  protected void handleStream(IOStream stream, SocketAddress address) {
    firstClient.complete(address);
    try {
      while (true) {
        await(stream.write(await(stream.readUntil("\n"))));
      }
    } catch (StreamClosedError ignored) {
      // The client has gone.
    }
  }
}
