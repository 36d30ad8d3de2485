// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import tornado.ioloop.IOLoop;
import tornado.iostream.internal.MemoryTransport;

/// Streams over a pair of transports in memory.
final class MemoryIOStreamTest extends IOStreamContract {
  @Override
  protected StreamPair connect(IOStreamOptions client, IOStreamOptions server) {
    MemoryTransport.Pair ends = MemoryTransport.pair();
    IOLoop current = IOLoop.current();
    return new StreamPair(
        new IOStream(current, ends.left(), client), new IOStream(current, ends.right(), server));
  }
}
