// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static tornado.ioloop.Async.await;

import java.util.concurrent.atomic.AtomicLong;
import okio.ByteString;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.iostream.internal.MemoryTransport;
import tornado.netutil.SSLOptions;

/// A TLS client and server with someone between them who passes on what they say, and cuts the connection after a number of bytes.
///
/// **Thread**: loop and its coroutines.
final class Between {
  final SSLIOStream client;
  final SSLIOStream server;

  private final IOStream towardsClient;
  private final IOStream towardsServer;
  private final AtomicLong clientBytes = new AtomicLong();
  private final AtomicLong serverBytes = new AtomicLong();

  Between(SSLOptions clientSide, SSLOptions serverSide) {
    IOLoop loop = IOLoop.current();
    MemoryTransport.Pair near = MemoryTransport.pair();
    MemoryTransport.Pair far = MemoryTransport.pair();
    var limits = IOStreamOptions.DEFAULT;
    client = SSLIOStream.client(loop, near.left(), clientSide, "localhost", 443, limits);
    server = SSLIOStream.server(loop, far.right(), serverSide, limits);
    towardsClient = new IOStream(near.right());
    towardsServer = new IOStream(far.left());
  }

  /// Lets both speak, each up to a number of bytes.
  void start(long fromClient, long fromServer) {
    Async.spawn(client.loop(), () -> passOn(towardsClient, towardsServer, clientBytes, fromClient));
    Async.spawn(client.loop(), () -> passOn(towardsServer, towardsClient, serverBytes, fromServer));
    client.start();
  }

  /// Returns how many bytes came from the client.
  long clientBytes() {
    return clientBytes.get();
  }

  /// Returns how many bytes came from the server.
  long serverBytes() {
    return serverBytes.get();
  }

  /// Says something to the server that the client did not.
  void inject(ByteString bytes) {
    towardsServer.write(bytes);
  }

  /// Breaks off, without a word of TLS.
  void cut() {
    towardsClient.close();
    towardsServer.close();
  }

  private boolean passOn(IOStream from, IOStream to, AtomicLong count, long limit) {
    try {
      while (count.get() < limit) {
        ByteString some = await(from.readBytesPartial(limit - count.get()));
        count.addAndGet(some.size());
        to.write(some);
      }
    } catch (StreamClosedError ignored) {
      // One of them has left: there is nobody to pass anything on to.
      return false;
    }
    cut();
    return true;
  }
}
