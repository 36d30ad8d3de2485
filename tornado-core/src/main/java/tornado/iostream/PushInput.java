// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Push mode: knows what its handler is to be given, and when. The stream itself gives it.
///
/// **Thread**: loop.
final class PushInput {
  private final IOStream stream;
  private final Input input;
  private final InputHandler handler;
  private final long maxByteCount;
  private boolean paused;

  /// False once the loop reported input during a pause. A short pause, a request's, changes no interest at all.
  private boolean listening = true;

  /// Whether the handler has not seen all that is buffered, or is to see it again.
  private boolean due;

  private boolean taking;
  private boolean scheduled;
  private boolean ended;
  private boolean endTold;

  PushInput(IOStream stream, Input input, InputHandler handler, long maxByteCount) {
    this.stream = stream;
    this.input = input;
    this.handler = handler;
    this.maxByteCount = maxByteCount;
  }

  InputHandler handler() {
    return handler;
  }

  boolean listening() {
    return listening && !ended && stream.state() != StreamState.INPUT_ENDED;
  }

  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    listening = true;
    if (!scheduled && (!input.buffer.exhausted() || endDue())) {
      scheduled = true;
      stream.loop().addCallback(this::handOverBuffered);
    }
    stream.updateInterest();
  }

  /// Reads because the loop says there is input.
  ///
  /// @return whether the handler is due
  boolean read() throws IOException {
    if (paused) {
      listening = false;
      return false;
    }
    int byteCount = input.readChunk();
    due |= byteCount > 0;
    if (byteCount < 0) {
      ended = true;
      stream.inputEnded();
    }
    return byteCount != 0;
  }

  /// Offers bytes to the handler that are not buffered yet.
  void offer(ByteBuffer chunk) {
    if (taking || !active()) {
      return;
    }
    taking = true;
    try {
      handler.onChunk(chunk);
    } catch (RuntimeException | Error e) {
      // It is in no known state: as when it fails to take what is buffered.
      stream.close(e);
      throw e;
    } finally {
      taking = false;
    }
  }

  /// Tells whether the handler is to be given the buffered input now.
  boolean beginInput() {
    if (!due || input.buffer.exhausted() || taking || !active()) {
      return false;
    }
    due = false;
    taking = true;
    return true;
  }

  /// Says that the handler has taken what it wants. If it leaves too much it gets no more for now.
  void endInput() {
    taking = false;
    if (input.buffer.size() > maxByteCount) {
      paused = true;
      listening = false;
    }
  }

  /// Tells whether the handler is to be told of the end now. That happens once.
  boolean beginEnd() {
    if (!endDue() || !active()) {
      return false;
    }
    endTold = true;
    return true;
  }

  private void handOverBuffered() {
    scheduled = false;
    due = true;
    stream.handOver(this);
  }

  private boolean active() {
    return !paused && input.push() == this && !stream.closed();
  }

  private boolean endDue() {
    return (ended || stream.state() == StreamState.INPUT_ENDED) && !endTold;
  }
}
