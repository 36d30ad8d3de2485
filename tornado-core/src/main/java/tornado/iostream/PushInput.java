// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.IOException;

/// Push mode: hands input to a handler as it comes.
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

  private boolean delivering;
  private boolean scheduled;
  private boolean ended;
  private boolean endTold;

  PushInput(IOStream stream, Input input, InputHandler handler, long maxByteCount) {
    this.stream = stream;
    this.input = input;
    this.handler = handler;
    this.maxByteCount = maxByteCount;
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
      stream.loop().addCallback(this::deliverBuffered);
    }
    stream.updateInterest();
  }

  void onReadable() {
    if (paused) {
      listening = false;
      return;
    }
    try {
      int byteCount = input.readChunk();
      if (byteCount > 0) {
        deliver();
      } else if (byteCount < 0) {
        ended = true;
        stream.inputEnded();
        deliverEnd();
      }
    } catch (IOException e) {
      stream.inputFailed(e, false);
    }
  }

  private void deliverBuffered() {
    scheduled = false;
    if (!input.buffer.exhausted()) {
      deliver();
    }
    if (endDue()) {
      deliverEnd();
    }
  }

  /// A handler that fails leaves the input in no known state, so that the stream can't go on.
  private void deliver() {
    if (!active() || delivering) {
      return;
    }
    delivering = true;
    try {
      handler.onInput(input.buffer);
    } catch (RuntimeException | Error e) {
      stream.close(e);
      throw e;
    } finally {
      delivering = false;
    }
    if (input.buffer.size() > maxByteCount) {
      paused = true;
      listening = false;
    }
  }

  private void deliverEnd() {
    if (!active() || endTold) {
      return;
    }
    endTold = true;
    try {
      handler.onInputEnd();
    } catch (RuntimeException | Error e) {
      stream.close(e);
      throw e;
    }
    if (stream.state() == StreamState.OUTPUT_ENDED) {
      stream.close();
    }
  }

  private boolean active() {
    return !paused && input.push() == this && !stream.closed();
  }

  private boolean endDue() {
    return (ended || stream.state() == StreamState.INPUT_ENDED) && !endTold;
  }
}
