// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPInputError;
import tornado.iostream.IOStream;
import tornado.iostream.InputHandler;

/// Drives a parser with what a stream reads and hands the events to their owner. While the owner is busy with one (its
/// future is open) the pump waits, and once a chunk's worth of bytes is buffered the stream stops reading: that is the
/// back-pressure a peer feels.
///
/// **Thread**: loop.
final class MessagePump implements InputHandler {
  /// Who the events are for.
  interface Owner {
    /// Tells whether the next event may be taken.
    boolean wantsEvents();

    /// Takes an event; the next one comes when the future is done.
    CompletableFuture<Void> onEvent(Event event);

    /// Hears that bytes arrived which nobody wants yet.
    void onEarlyInput();

    /// Hears that the peer broke the protocol.
    void onViolation(HTTPInputError error);

    /// Hears that taking an event failed.
    void onFailure(Throwable failure);

    /// Hears that the input has ended, everything before being handed over.
    void onInputEnd();
  }

  private final IOStream stream;
  private final MessageParser parser;
  private final Owner owner;
  private final long enough;

  /// The stream's own read buffer, known from the first input on.
  private @Nullable Buffer input;

  private boolean pumping;
  private boolean waiting;
  private boolean paused;
  private boolean inputEnded;
  private boolean stopped;

  MessagePump(IOStream stream, MessageParser parser, Owner owner, long enough) {
    this.stream = stream;
    this.parser = parser;
    this.owner = owner;
    this.enough = enough;
  }

  @Override
  public void onInput(Buffer input) {
    this.input = input;
    pump();
    if (!stopped && input.size() >= enough && (waiting || !owner.wantsEvents())) {
      paused = true;
      stream.pauseInput();
    }
  }

  @Override
  public void onInputEnd() {
    inputEnded = true;
    pump();
  }

  /// Tells whether unread bytes, or the end of input, wait.
  boolean hasInput() {
    return inputEnded || (input != null && !input.exhausted());
  }

  /// Tells whether the peer has ended its output.
  boolean inputEnded() {
    return inputEnded;
  }

  /// Stops for good: no more events.
  void stop() {
    stopped = true;
  }

  /// Goes on: the owner wants events again.
  void resume() {
    if (paused && !stopped) {
      paused = false;
      stream.resumeInput();
    }
    pump();
  }

  /// Hands over events for as long as there are any, the owner wants them, and is not busy.
  private void pump() {
    if (pumping || stopped) {
      return;
    }
    pumping = true;
    boolean wanted = true;
    try {
      while (!waiting && !stopped && wanted) {
        wanted = owner.wantsEvents();
        if (wanted && !pumpOne()) {
          break;
        }
      }
    } catch (HTTPInputError e) {
      stopped = true;
      owner.onViolation(e);
    } catch (RuntimeException | Error e) {
      stopped = true;
      owner.onFailure(e);
    } finally {
      pumping = false;
    }
    // Not asked again: another thread may make the owner want events just now, and counts on being
    // told of this input.
    if (!stopped && !wanted && hasInput()) {
      owner.onEarlyInput();
    }
  }

  private boolean pumpOne() {
    Buffer bytes = input == null ? new Buffer() : input;
    Event event = parser.next(bytes);
    if (event == null && inputEnded) {
      event = parser.endOfInput(bytes);
      if (event == null) {
        stopped = true;
        owner.onInputEnd();
      }
    }
    if (event == null) {
      return false;
    }
    waitFor(owner.onEvent(event));
    return true;
  }

  private void waitFor(CompletableFuture<Void> busy) {
    if (busy.isDone() && !busy.isCompletedExceptionally()) {
      return;
    }
    waiting = true;
    busy.whenComplete((_, failure) -> stream.loop().addCallback(() -> goOn(failure)));
  }

  private void goOn(@Nullable Throwable failure) {
    waiting = false;
    if (stopped) {
      return;
    }
    if (failure == null) {
      resume();
    } else {
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
  }
}
