// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.netutil.internal.TCPTransport;

/// Streams over TCP on the loopback interface.
final class TCPIOStreamTest extends IOStreamContract {
  private record Channels(SocketChannel near, SocketChannel far) {}

  @Override
  protected StreamPair connect(IOStreamOptions client, IOStreamOptions server) {
    Channels channels = await(Async.runOnExecutor(TCPIOStreamTest::connectChannels));
    IOLoop current = IOLoop.current();
    return new StreamPair(
        new IOStream(current, new TCPTransport(channels.near()), client),
        new IOStream(current, new TCPTransport(channels.far()), server));
  }

  private static Channels connectChannels() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      SocketChannel near = SocketChannel.open(listener.getLocalAddress());
      return new Channels(near, listener.accept());
    }
  }
}
