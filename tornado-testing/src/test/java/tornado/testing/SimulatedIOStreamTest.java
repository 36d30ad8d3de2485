// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assumptions.assumeThat;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import tornado.ioloop.Sockets;
import tornado.ioloop.Transport;
import tornado.iostream.IOStream;
import tornado.iostream.IOStreamContract;
import tornado.iostream.IOStreamOptions;

/// Streams over a simulated network do what streams over sockets do.
final class SimulatedIOStreamTest extends IOStreamContract {
  private static final InetSocketAddress ADDRESS =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 80);

  private final SimulatedNetwork network = new SimulatedNetwork(new Random(1));

  @Override
  protected StreamPair connect(IOStreamOptions client, IOStreamOptions server) throws IOException {
    assumeThat(loop.inLoop()).as("coroutines run on the loop").isTrue();
    Sockets.Listener listener = network.listen(ADDRESS, 1);
    var near = new IOStream(loop, network.open(null), client);
    CompletableFuture<IOStream> connected = near.connect(ADDRESS);
    await(connected);
    Transport accepted = listener.accept();
    listener.close();
    if (accepted == null) {
      throw new IllegalStateException("nobody to accept");
    }
    return new StreamPair(near, new IOStream(loop, accepted, server));
  }
}
