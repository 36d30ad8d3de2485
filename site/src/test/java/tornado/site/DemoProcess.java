// SPDX-License-Identifier: Apache-2.0
package tornado.site;

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
import java.util.stream.Stream;

/// A demo in a JVM of its own, on a free port instead of 8888.
record DemoProcess(Process process, int port, Path log) implements AutoCloseable {
  /// Starts a copy of the demo in `folder` that differs in its port only.
  static DemoProcess start(String name, Path folder, String... arguments) throws IOException {
    return start(Path.of("demos"), name, folder, arguments);
  }

  /// Starts a copy of a demo of several files, which are in a folder of its own.
  ///
  /// @param demo the folder's name, which in lower case is that of its program
  static DemoProcess startFolder(String demo, Path folder) throws IOException {
    Path original = Path.of("demos", demo);
    copy(original, folder);
    String program = Character.toUpperCase(demo.charAt(0)) + demo.substring(1);
    return start(original, program, folder);
  }

  private static DemoProcess start(Path from, String name, Path folder, String... arguments)
      throws IOException {
    int port = freePort();
    Path copy = folder.resolve(name + ".java");
    String source = Files.readString(from.resolve(name + ".java"));
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
            Path.of("target", "lib").toAbsolutePath().toString(),
            "--add-modules",
            "ALL-MODULE-PATH",
            copy.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new DemoProcess(process, port, log);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
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
