// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tornado.fixture.JavaCommand;

/// A server that runs out of file descriptors, in a JVM of its own that may have few.
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AcceptExhaustionTest {
  private static final int CONNECTIONS = 120;

  /// With more connections than the server has descriptors for, those it has are served; when some leave, those that
  /// waited are. It says so once, and doesn't spin meanwhile.
  @Test
  void restsWithOneWarningAndRecovers() throws Exception {
    Process server = startServer();
    try (BufferedReader says = server.inputReader(StandardCharsets.UTF_8)) {
      int port = Integer.parseInt(says.readLine().replace("port ", ""));
      loadClasses(port);
      List<Socket> sockets = connect(port);
      assertThat(says.readLine()).startsWith("WARN accepting on ").contains("rests until");

      assertThat(says.readLine())
          .startsWith("cpu millis while full ")
          .satisfies(
              line -> assertThat(Integer.parseInt(line.replaceAll("\\D+", ""))).isLessThan(500));
      String whileFull = echo(sockets.getFirst());
      for (Socket socket : sockets.subList(0, CONNECTIONS - 1)) {
        socket.close();
      }
      String afterwards = echo(sockets.getLast());
      sockets.getLast().close();
      server.getOutputStream().close();

      assertThat(whileFull).isEqualTo("ping");
      assertThat(afterwards).isEqualTo("ping");
      assertThat(says.readLine()).isEqualTo("warnings 1");
    } finally {
      server.destroyForcibly();
    }
  }

  /// From a folder classes are read when first used, each with a file descriptor.
  private static void loadClasses(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(echo(socket)).isEqualTo("ping");
    }
  }

  private static List<Socket> connect(int port) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
    }
    return sockets;
  }

  private static String echo(Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write("ping\n".getBytes(StandardCharsets.UTF_8));
    var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
    return new BufferedReader(in).readLine();
  }

  private static Process startServer() throws IOException {
    var command = new ArrayList<>(List.of("bash", "-c", "ulimit -n 100; exec \"$@\"", "bash"));
    command.addAll(JavaCommand.ofTests(ExhaustedServer.class.getName()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
