// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Timeout;

/// Accepts connections of one listening socket.
///
/// **Thread**: loop; `stop` also with the loop not running.
final class Acceptor {
  /// More in one turn would starve the connections there are.
  private static final int ACCEPTS_AT_ONCE = 128;

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger("tornado.general");

  private final IOLoop loop;
  private final ServerSocketChannel socket;
  private final AcceptCallback callback;
  private boolean stopped;

  /// Set while too many files are open.
  private @Nullable Timeout pause;

  private boolean warned;

  Acceptor(IOLoop loop, ServerSocketChannel socket, AcceptCallback callback) {
    this.loop = loop;
    this.socket = socket;
    this.callback = callback;
  }

  void start() {
    loop.addHandler(socket, (_, _) -> accept(), IOLoop.READ);
  }

  void stop() {
    stopped = true;
    if (pause != null) {
      loop.removeTimeout(pause);
    }
    loop.removeHandler(socket);
  }

  private void accept() {
    for (int i = 0; i < ACCEPTS_AT_ONCE && !stopped; i++) {
      SocketChannel connection;
      SocketAddress address;
      try {
        connection = socket.accept();
        if (connection == null) {
          recovered();
          return;
        }
        connection.configureBlocking(false);
        address = connection.getRemoteAddress();
      } catch (ClosedChannelException e) {
        // Closed by whoever listens, or a connection that was gone before it was accepted.
        if (!socket.isOpen()) {
          return;
        }
        continue;
      } catch (IOException e) {
        pauseAccepting(e);
        return;
      }
      recovered();
      callback.onAccept(new TCPTransport(connection), address);
    }
  }

  /// Accepting failed, most likely because too many files are open. The connection stays in the system's queue, so the socket would
  /// be ready again at once: it is left alone for a while, and existing connections get the chance to end.
  private void pauseAccepting(IOException e) {
    if (!warned) {
      warned = true;
      LOG.warn(
          "accepting paused, will try again every {} ms: {}; raise the limit of open files",
          PAUSE.toMillis(),
          e.getMessage());
    }
    loop.updateHandler(socket, IOLoop.NONE);
    pause = loop.callLater(PAUSE, () -> {
      pause = null;
      if (!stopped) {
        loop.updateHandler(socket, IOLoop.READ);
      }
    });
  }

  private void recovered() {
    if (warned) {
      warned = false;
      LOG.info("accepting again");
    }
  }
}
