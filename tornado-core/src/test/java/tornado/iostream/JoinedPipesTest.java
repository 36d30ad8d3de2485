// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.nio.channels.Pipe;
import tornado.ioloop.IOLoop;

/// Streams over two pipes of the system, one a direction. Python: iostream_test, TestPipeIOStream, which has no contract.
final class JoinedPipesTest extends IOStreamContract {
  @Override
  protected StreamPair connect(IOStreamOptions client, IOStreamOptions server) throws IOException {
    Pipe there = Pipe.open();
    Pipe back = Pipe.open();
    IOLoop current = IOLoop.current();
    return new StreamPair(
        new IOStream(current, new JoinedPipes(back, there), client),
        new IOStream(current, new JoinedPipes(there, back), server));
  }
}
