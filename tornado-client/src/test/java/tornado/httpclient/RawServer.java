// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A server on a real socket, whose side of each connection a test writes step by step.
final class RawServer implements AutoCloseable {
  /// The server's side of a connection; it is closed when this returns.
  @FunctionalInterface
  interface Side {
    void play(Peer client) throws IOException;
  }

  /// A client, as its server sees it.
  static final class Peer {
    private final Socket socket;
    private final AtomicLong sent;

    private Peer(Socket socket, AtomicLong sent) {
      this.socket = socket;
      this.sent = sent;
    }

    /// Reads as far as the first `end`, which is included.
    String readTo(String end) throws IOException {
      var read = new StringBuilder();
      InputStream in = socket.getInputStream();
      while (read.indexOf(end, read.length() - end.length()) < 0) {
        int b = in.read();
        if (b < 0) {
          return read + "(end)";
        }
        read.append((char) b);
      }
      return read.toString();
    }

    /// Reads the head of a request.
    String readHead() throws IOException {
      return readTo("\r\n\r\n");
    }

    String read(int byteCount) throws IOException {
      return new String(socket.getInputStream().readNBytes(byteCount), StandardCharsets.ISO_8859_1);
    }

    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      sent.addAndGet(bytes.length);
    }

    /// Waits until the client has closed the connection.
    ///
    /// @return how many bytes came before that
    long drain() throws IOException {
      try {
        return socket.getInputStream().readAllBytes().length;
      } catch (SocketException e) {
        return 0;
      }
    }
  }

  private final ServerSocket listening;
  private final Side side;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();
  private final Semaphore ends = new Semaphore(0);

  RawServer(Side side) {
    this.side = side;
    try {
      listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  String url(String path) {
    return "http://127.0.0.1:" + listening.getLocalPort() + path;
  }

  int connections() {
    return connections.get();
  }

  /// Returns how many bytes the system has taken for all clients.
  long sent() {
    return sent.get();
  }

  /// Waits for one more connection to be closed, on both sides.
  void awaitEnd() {
    ends.acquireUninterruptibly();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        sockets.add(socket);
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> play(socket));
      } catch (IOException ignored) {
        // Closed with the test.
        return;
      }
    }
  }

  private void play(Socket socket) {
    try (socket) {
      side.play(new Peer(socket, sent));
    } catch (SocketException ignored) {
      // The client has left, or the test is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ends.release();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
