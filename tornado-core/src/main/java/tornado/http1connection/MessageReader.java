// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPInputError;
import tornado.iostream.IOStream;

/// Reads messages off a stream for their owner, who takes one event after another. While the owner is busy with one (its future is
/// open) there is no next, and once a chunk's worth of bytes is buffered the stream stops reading: that is the back-pressure a peer
/// feels.
///
/// **Thread**: loop.
final class MessageReader {
  /// Who the events are for.
  interface Owner {
    /// Takes what events there are: the last one has been dealt with.
    void takeEvents();

    /// Hears that the input has ended, everything before having been taken.
    void onLastEvent();

    /// Hears that the peer broke the protocol.
    void onViolation(HTTPInputError error);

    /// Hears that taking an event failed.
    void onFailure(Throwable failure);
  }

  private final IOStream stream;
  private final MessageParser parser;
  private final Owner owner;
  private final long enough;

  /// The stream's own read buffer, known from the first input on.
  private @Nullable Buffer input;

  private boolean taking;
  private boolean waiting;
  private boolean paused;
  private boolean inputEnded;
  private boolean stopped;

  /// Makes a reader.
  ///
  /// @param enough from how many buffered bytes on the stream stops reading while nobody wants them
  MessageReader(IOStream stream, MessageParser parser, Owner owner, long enough) {
    this.stream = stream;
    this.parser = parser;
    this.owner = owner;
    this.enough = enough;
  }

  /// Says where the input is.
  void onInput(Buffer buffered) {
    input = buffered;
  }

  /// Says that no more input comes.
  void onInputEnd() {
    inputEnded = true;
  }

  /// Lets the stream stop reading if there is enough that can't be taken now.
  void pauseIfEnough(boolean wanted) {
    if (!stopped && (waiting || !wanted) && input != null && input.size() >= enough) {
      paused = true;
      stream.pauseInput();
    }
  }

  /// Has the stream stop reading until the last event has been dealt with: what comes then need not be buffered.
  void pauseWhileWaiting() {
    if (waiting && !stopped && !paused) {
      paused = true;
      stream.pauseInput();
    }
  }

  /// Tells whether unread bytes, or the end of input, wait.
  boolean hasInput() {
    return inputEnded || (input != null && !input.exhausted());
  }

  /// Tells whether the peer has ended its output.
  boolean inputEnded() {
    return inputEnded;
  }

  /// Tells whether there may be a next event: the last one has been dealt with, and this was not stopped.
  boolean ready() {
    return !waiting && !stopped;
  }

  boolean stopped() {
    return stopped;
  }

  /// Stops for good: no more events.
  void stop() {
    stopped = true;
  }

  /// Begins to take events.
  ///
  /// @return false if somebody further up is at it
  boolean begin() {
    if (taking || stopped) {
      return false;
    }
    taking = true;
    return true;
  }

  /// Ends what [#begin] began.
  void end() {
    taking = false;
  }

  /// Takes the next event, or null if there is none yet.
  ///
  /// @throws HTTPInputError if the peer broke the protocol
  @Nullable Event next() {
    Buffer bytes = input == null ? new Buffer() : input;
    Event event = parser.next(bytes);
    if (event == null && inputEnded) {
      event = parser.endOfInput(bytes);
      if (event == null) {
        stopped = true;
        owner.onLastEvent();
      }
    }
    return event;
  }

  /// Has the next event wait for `busy`.
  void waitFor(CompletableFuture<Void> busy) {
    if (busy.isDone() && !busy.isCompletedExceptionally()) {
      return;
    }
    waiting = true;
    busy.whenComplete((_, failure) -> stream.loop().addCallback(() -> goOn(failure)));
  }

  /// Goes on: the owner wants events again.
  void resume() {
    if (paused && !stopped) {
      paused = false;
      stream.resumeInput();
    }
    owner.takeEvents();
  }

  /// Stops because taking an event failed, or the next one is no event.
  void fail(Throwable failure) {
    stopped = true;
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof HTTPInputError error) {
      owner.onViolation(error);
    } else {
      owner.onFailure(cause);
    }
  }

  private void goOn(@Nullable Throwable failure) {
    waiting = false;
    if (stopped) {
      return;
    }
    if (failure == null) {
      resume();
    } else {
      fail(failure);
    }
  }
}
