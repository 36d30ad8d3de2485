// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Timeout;

/// The handshake of a TLS connection (RFC 8446 §4), and the few messages of that kind after it.
///
/// What the engine calls tasks, the costly part, runs on the loop's executor. Meanwhile the engine must be left alone: it holds a lock that
/// a task may keep for long.
///
/// **Thread**: guarded by the monitor of the connection's [SSLTransport].
final class SSLHandshake {
  /// Something that happened in a turn of its own.
  @FunctionalInterface
  interface Event {
    /// Takes it in, within the monitor.
    void happen() throws IOException;
  }

  private final SSLEngine engine;
  private final SSLInput input;
  private final SSLOutput output;
  private final Supplier<IOLoop> loop;
  private final Consumer<Event> events;
  private final CompletableFuture<@Nullable Void> future = new CompletableFuture<>();

  private boolean done;
  private boolean tasksRunning;
  private boolean stuck;
  private @Nullable Timeout timer;

  /// Makes the handshake of a connection.
  ///
  /// @param events takes what happens in a turn of its own: takes the monitor, and goes on by [#advance]
  SSLHandshake(
      SSLEngine engine,
      SSLInput input,
      SSLOutput output,
      Supplier<IOLoop> loop,
      Consumer<Event> events) {
    this.engine = engine;
    this.input = input;
    this.output = output;
    this.loop = loop;
    this.events = events;
  }

  /// Returns a future that is done with the handshake; it fails with what the handshake failed with.
  CompletableFuture<@Nullable Void> future() {
    return future;
  }

  /// Tells whether hands are shaken.
  boolean done() {
    return done;
  }

  /// Tells whether the engine is busy with tasks, and must be left alone.
  boolean tasksRunning() {
    return tasksRunning;
  }

  /// Tells whether nothing may be decrypted now: tasks run, or an answer waits for room. A peer that sends and never reads must not have us
  /// pile up answers.
  boolean blocked() {
    return tasksRunning || stuck;
  }

  /// Starts. [#advance] goes on.
  void begin(Duration limit) throws SSLException {
    timer =
        loop.get()
            .callLater(
                limit,
                () ->
                    events.accept(() -> {
                      throw new SSLHandshakeException(
                          "handshake took more than " + limit.toMillis() + " ms");
                    }));
    engine.beginHandshake();
  }

  /// Goes on with the handshake, or with what a peer asks for after it, as far as possible now.
  void advance() throws IOException {
    stuck = false;
    while (!tasksRunning) {
      HandshakeStatus status = engine.getHandshakeStatus();
      refuseRenegotiation(status);
      switch (status) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> {
          if (!speak()) {
            return;
          }
        }
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (done || !listen()) {
            return;
          }
        }
        case FINISHED, NOT_HANDSHAKING -> {
          if (!done) {
            done = true;
            end(null);
          }
          return;
        }
      }
    }
  }

  /// Ends the wait for the handshake, if it hasn't ended.
  ///
  /// @param cause why it failed, or null
  void end(@Nullable IOException cause) {
    Timeout running = timer;
    if (running != null) {
      loop.get().removeTimeout(running);
      timer = null;
    }
    if (!future.isDone()) {
      // Never within the monitor: whoever waits goes on in a turn of its own.
      loop.get()
          .addCallback(() -> {
            if (cause == null) {
              future.complete(null);
            } else {
              future.completeExceptionally(cause);
            }
          });
    }
  }

  /// A second handshake, which TLS 1.2 knows and 1.3 does not, costs us far more than the peer.
  private void refuseRenegotiation(HandshakeStatus status) throws SSLException {
    boolean again =
        done
            && status != HandshakeStatus.NOT_HANDSHAKING
            && !engine.isInboundDone()
            && !engine.isOutboundDone()
            && !engine.getSession().getProtocol().equals("TLSv1.3");
    if (again) {
      throw new SSLProtocolException("renegotiation is refused");
    }
  }

  /// Sends what the engine has to say.
  ///
  /// @return false if there is no room for it now, or it has nothing more to say at all
  private boolean speak() throws IOException {
    if (!output.flush()) {
      stuck = true;
      return false;
    }
    SSLEngineResult result = output.wrap();
    return result.getStatus() != Status.CLOSED || result.bytesProduced() > 0;
  }

  /// Takes a record of the handshake.
  ///
  /// @return false if there is none now
  private boolean listen() throws IOException {
    boolean there = input.fill();
    if (there) {
      SSLEngineResult result = input.unwrap();
      if (result.bytesProduced() > 0) {
        throw new SSLProtocolException("application data during the handshake");
      }
    }
    if (input.ended()) {
      throw new EOFException("the peer closed during the handshake");
    }
    return there;
  }

  private void runTasks() {
    Runnable task = engine.getDelegatedTask();
    if (task == null) {
      return;
    }
    tasksRunning = true;
    // In a turn of its own: a coroutine that has to wait at the executor's lock must not hold the
    // monitor here.
    loop.get().addCallback(() -> submit(task));
  }

  private void submit(Runnable first) {
    IOLoop owner = loop.get();
    owner
        .runInExecutor(
            null,
            () -> {
              for (Runnable task = first; task != null; task = engine.getDelegatedTask()) {
                task.run();
              }
              return true;
            })
        .whenComplete(
            (_, failure) -> owner.addCallback(() -> events.accept(() -> onTasksDone(failure))));
  }

  private void onTasksDone(@Nullable Throwable failure) throws SSLException {
    tasksRunning = false;
    if (failure != null) {
      throw new SSLException("the engine's task failed: " + failure.getMessage(), failure);
    }
  }
}
