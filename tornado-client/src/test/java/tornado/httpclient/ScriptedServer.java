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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A server on a real socket that sends what it is told, right or wrong.
final class ScriptedServer implements AutoCloseable {
  /// An answer that never comes: the connection stays open.
  static final String SILENCE = "silence";

  private final ServerSocket listening;
  private final List<String> answers;
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final BlockingQueue<String> accepted = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

  private volatile boolean byteByByte;

  /// Starts a server whose connections each get `answers`, one for each request, and are then closed.
  ScriptedServer(List<String> answers) {
    this.answers = answers;
    try {
      listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /// Starts a server that sends its answer byte by byte.
  static ScriptedServer slow(String answer) {
    var server = new ScriptedServer(List.of(answer));
    server.byteByByte = true;
    return server;
  }

  /// Returns the URL of a path.
  String url(String path) {
    return "http://127.0.0.1:" + listening.getLocalPort() + path;
  }

  int port() {
    return listening.getLocalPort();
  }

  /// Waits for the next request, head and body.
  String takeRequest() {
    return take(requests);
  }

  /// Waits for the next connection.
  void awaitConnection() {
    take(accepted);
  }

  /// Waits until the next answer is sent.
  void awaitSent() {
    take(sent);
  }

  /// Waits until a client has closed a connection.
  void awaitClosed() {
    take(ends);
  }

  int connections() {
    return connections.get();
  }

  private static String take(BlockingQueue<String> queue) {
    try {
      String taken = queue.poll(20, TimeUnit.SECONDS);
      if (taken == null) {
        throw new AssertionError("nothing came");
      }
      return taken;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        sockets.add(socket);
        connections.incrementAndGet();
        accepted.add("accepted");
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException ignored) {
        // Closed with the test.
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      for (String answer : answers) {
        String request = read(socket.getInputStream());
        if (request.isEmpty()) {
          break;
        }
        requests.add(request);
        if (answer.equals(SILENCE)) {
          socket.getInputStream().read();
          break;
        }
        send(socket, answer.getBytes(StandardCharsets.ISO_8859_1));
        sent.add("sent");
      }
    } catch (SocketException ignored) {
      // The client has left, or the test is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ends.add("closed");
    }
  }

  private void send(Socket socket, byte[] answer) throws IOException {
    if (!byteByByte) {
      socket.getOutputStream().write(answer);
      return;
    }
    socket.setTcpNoDelay(true);
    for (byte b : answer) {
      socket.getOutputStream().write(b);
    }
  }

  private static String read(InputStream in) throws IOException {
    var request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return "";
      }
      request.append((char) b);
    }
    String head = request.toString();
    int at = head.indexOf("Content-Length: ");
    if (at >= 0) {
      int length = Integer.parseInt(head.substring(at + 16, head.indexOf("\r", at)));
      request.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
    }
    return request.toString();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
