// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.time.Duration;
import okio.Buffer;
import okio.ByteString;
import tornado.ioloop.Timeout;
import tornado.iostream.IOStream;
import tornado.iostream.InputHandler;

/// Closes a connection whose peer may still be sending (RFC 9112 §9.6). Closing at once would answer those bytes with a
/// reset, which can destroy a response that the peer has not read yet. So all output is sent and ended first, and then what
/// arrives is thrown away until the peer ends too, but for no longer than a second and no more than 256 KiB.
///
/// **Thread**: loop.
final class LingeringClose implements InputHandler {
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final long BYTE_LIMIT = 256 * 1024;

  private final IOStream stream;
  private final Timeout timer;
  private long dropped;

  private LingeringClose(IOStream stream) {
    this.stream = stream;
    this.timer = stream.loop().callLater(LIMIT, this::end);
  }

  /// Closes `stream`, once what is queued was written and the peer has had its chance to read it.
  static void of(IOStream stream) {
    if (stream.closed()) {
      return;
    }
    stream.pauseInput();
    stream.write(ByteString.EMPTY).whenComplete((_, _) -> linger(stream));
  }

  private static void linger(IOStream stream) {
    if (!stream.closed()) {
      stream.stopInput();
      stream.startInput(new LingeringClose(stream));
      stream.shutdownOutput();
    }
  }

  @Override
  public void onInput(Buffer input) {
    dropped += input.size();
    input.clear();
    if (dropped > BYTE_LIMIT) {
      end();
    }
  }

  @Override
  public void onInputEnd() {
    end();
  }

  private void end() {
    stream.loop().removeTimeout(timer);
    stream.close();
  }
}
