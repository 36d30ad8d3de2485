// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.InputStream;
import java.io.OutputStream;
import tornado.ioloop.IOLoop;

/// A stream over a pipe, which goes in one direction: reads of the writing end never come to an end, and writes to the reading end fail.
///
/// A thread waits in the pipe for the loop. After [#close] it may still do so for a while: until up to 64 KiB that were written before are
/// in the pipe, or the other end is closed.
///
/// Tornado: [PipeIOStream](https://www.tornadoweb.org/en/stable/iostream.html#tornado.iostream.PipeIOStream).
///
/// **Thread**: as [IOStream].
public final class PipeIOStream extends IOStream {
  private PipeIOStream(IOLoop loop, PipeTransport transport) {
    super(loop, transport, IOStreamOptions.DEFAULT);
  }

  /// Makes a stream that reads what comes out of `pipe`, which it owns from here on.
  public static PipeIOStream reading(IOLoop loop, InputStream pipe) {
    return new PipeIOStream(loop, new PipeTransport(pipe));
  }

  /// Makes a stream that writes to `pipe`, which it owns from here on. `shutdownOutput` closes the pipe once all is written.
  public static PipeIOStream writing(IOLoop loop, OutputStream pipe) {
    return new PipeIOStream(loop, new PipeTransport(pipe));
  }
}
