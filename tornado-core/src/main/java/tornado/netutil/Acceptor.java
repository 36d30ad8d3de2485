// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Sockets;
import tornado.ioloop.Timeout;
import tornado.ioloop.Transport;
import tornado.netutil.internal.Accepted;

/// Accepts the connections of one listening socket.
///
/// ```
/// accepting --accept fails--> resting --1 s--> accepting
///     \----------stop------------\---> stopped
/// ```
///
/// When the process has no file descriptor left, accept fails while the connection stays in the system's queue: the
/// selector would report it for ever. So accepting rests, with one warning, while the connections there are go on, and
/// is tried again each second.
///
/// **Thread**: loop, but for `stop`.
final class Acceptor {
  /// So that a flood of connections doesn't starve those there are.
  static final int ACCEPTS_PER_EVENT = 128;

  private static final Duration REST = Duration.ofSeconds(1);

  private final IOLoop loop;
  private final ListeningSocket socket;
  private final Sockets.Listener listener;
  private final AcceptCallback callback;
  private @Nullable Timeout rest;

  /// Whether the warning was given and no event has passed without a failure since.
  private boolean warned;

  private volatile boolean stopped;

  Acceptor(IOLoop loop, ListeningSocket socket, AcceptCallback callback) {
    this.loop = loop;
    this.socket = socket;
    this.listener = socket.listener();
    this.callback = callback;
  }

  void start() {
    if (stopped) {
      return;
    }
    try {
      listener.register(loop, this::onReady);
      listener.setInterest(IOLoop.READ);
    } catch (ClosedChannelException ignored) {
      // Closed by its owner just now: nothing is left to accept.
      stop();
    } catch (IOException e) {
      throw new UncheckedIOException("can't accept on " + socket, e);
    }
  }

  /// Stops accepting, in the middle of a batch too.
  void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    if (loop.inLoop()) {
      unregister();
    } else {
      loop.addCallback(this::unregister);
    }
  }

  /// Closes a socket that nobody accepts from any more, behind the last connection that has arrived. The channel must not be registered
  /// with a selector: it would be closed later, and the system reset what has arrived till then.
  static void closeAfterRest(ListeningSocket socket, AcceptCallback callback) {
    try (socket) {
      while (accept(socket.listener(), callback)) {
        // One after the other.
      }
    } catch (IOException e) {
      log().debug("accepting the last connections failed: {}", e.toString());
    }
  }

  /// @return false if there is no connection
  private static boolean accept(Sockets.Listener listener, AcceptCallback callback)
      throws IOException {
    Transport connection = listener.accept();
    if (connection == null) {
      return false;
    }
    SocketAddress address = connection.remoteAddress();
    if (address == null) {
      connection.close();
    } else {
      new Accepted(connection, address).passTo(callback);
    }
    return true;
  }

  private void onReady(int events) {
    try {
      int left = ACCEPTS_PER_EVENT;
      while (left > 0 && !stopped && accept(listener, callback)) {
        left--;
      }
      warned = false;
    } catch (ClosedChannelException ignored) {
      // Closed by its owner: nothing is left to accept.
      stop();
    } catch (IOException e) {
      rest(e);
    }
  }

  private void rest(IOException failure) {
    // First of all: without a file descriptor anything else may fail too, logging included.
    listener.setInterest(IOLoop.NONE);
    rest = loop.callLater(REST, this::goOn);
    if (!warned) {
      warned = true;
      log()
          .warn(
              "accepting on {} rests until it works again: {}",
              socket.localAddress(),
              failure.getMessage());
    }
  }

  private void goOn() {
    rest = null;
    if (!stopped && !listener.closed()) {
      listener.setInterest(IOLoop.READ);
    }
  }

  private void unregister() {
    if (rest != null) {
      loop.removeTimeout(rest);
    }
    listener.unregister();
  }

  private static Logger log() {
    return LoggerFactory.getLogger("tornado.general");
  }
}
