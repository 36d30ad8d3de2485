// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A SOCKS proxy that answers what it is told, right or wrong, to one connection.
final class ScriptedSocks implements AutoCloseable {
  /// What is said once so many bytes have come.
  ///
  /// @param answer in hexadecimal; empty to say nothing
  record Step(int byteCount, String answer) {
    static Step of(int byteCount, String answer) {
      return new Step(byteCount, answer);
    }
  }

  private final ServerSocket listening;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  /// Starts a proxy that goes through `steps` and then waits for the end.
  ScriptedSocks(List<Step> steps) {
    this(steps, 0);
  }

  /// Starts a proxy that goes through `steps` and then leads to a server of this machine.
  ///
  /// @param port the server's; 0 to lead nowhere
  ScriptedSocks(List<Step> steps, int port) {
    try {
      listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> serve(steps, port));
  }

  int port() {
    return listening.getLocalPort();
  }

  /// Waits for what came before the next answer, in hexadecimal; `end` once the client has left.
  String take() {
    try {
      String taken = heard.poll(20, TimeUnit.SECONDS);
      if (taken == null) {
        throw new AssertionError("nothing came");
      }
      return taken;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void serve(List<Step> steps, int port) {
    try (Socket socket = listening.accept()) {
      for (Step step : steps) {
        byte[] bytes = socket.getInputStream().readNBytes(step.byteCount());
        heard.add(HexFormat.of().formatHex(bytes));
        socket.getOutputStream().write(HexFormat.of().parseHex(step.answer()));
      }
      if (port == 0) {
        socket.getInputStream().readAllBytes();
      } else {
        relay(socket, port);
      }
    } catch (IOException ignored) {
      // The client has left, or the test is over.
    } finally {
      heard.add("end");
    }
  }

  private static void relay(Socket near, int port) throws IOException {
    try (Socket far = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Thread back = Thread.ofVirtual().start(() -> copy(far, near));
      near.getInputStream().transferTo(far.getOutputStream());
      far.shutdownOutput();
      back.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException ignored) {
      // Either has left.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
