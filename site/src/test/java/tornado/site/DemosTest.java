// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the demos as README says: a file, `java`, and the jars of `target/lib` on the module path. Runs behind the phase `package`, which
/// makes that folder.
class DemosTest {
  @TempDir private Path folder;

  @Test
  void helloSaysHello() throws Exception {
    try (DemoProcess demo = DemoProcess.start("Hello", folder)) {
      assertThat(demo.ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\nHello, world");
    }
  }

  @Test
  void uploadCountsWhatItIsSent() throws Exception {
    String request =
        "PUT /upload/some%20file HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 100000\r\n\r\n";
    try (DemoProcess demo = DemoProcess.start("Upload", folder)) {
      assertThat(demo.ask(request + "x".repeat(100_000)))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\nsome file: 100000 bytes\n");
    }
  }

  @Test
  void tcpEchoSendsLinesBack() throws Exception {
    try (DemoProcess demo = DemoProcess.start("TcpEcho", folder)) {
      assertThat(demo.askAndEnd("one\ntwo\n")).isEqualTo("one\ntwo\n");
    }
  }
}
