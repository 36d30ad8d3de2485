// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A demo in a JVM of its own, on a free port instead of 8888.
record DemoProcess(Process process, int port, Path log) implements AutoCloseable {
  /// Starts a copy of the demo in `folder` that differs in its port only.
  static DemoProcess start(String name, Path folder, String... arguments) throws IOException {
    int port = freePort();
    Path copy = folder.resolve(name + ".java");
    String source = Files.readString(Path.of("demos", name + ".java"));
    Files.writeString(copy, source.replace("8888", Integer.toString(port)));
    Path log = folder.resolve(name + ".log");
    var command = new ArrayList<String>();
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--add-opens",
            "java.base/java.lang=ALL-UNNAMED",
            "-p",
            Path.of("target", "lib").toString(),
            "--add-modules",
            "ALL-MODULE-PATH",
            copy.toString()));
    command.addAll(List.of(arguments));
    File out = log.toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out).start();
    return new DemoProcess(process, port, log);
  }

  /// Waits for the end of the demo, and returns what it has printed.
  String output() throws IOException, InterruptedException {
    process.waitFor();
    return Files.readString(log);
  }

  /// Sends text, and returns all that comes back until the demo closes.
  String ask(String request) throws IOException, InterruptedException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Sends text, ends the output, and returns all that comes back until the demo closes.
  String askAndEnd(String request) throws IOException, InterruptedException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Connects once the demo listens. Nothing tells when that is, so the port is tried for as long as the process lives: now and then, since the
  /// processor is the demo's that starts.
  private Socket connect() throws IOException, InterruptedException {
    while (true) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), port);
      } catch (ConnectException e) {
        if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
          throw new IOException("the demo ended: " + Files.readString(log), e);
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
