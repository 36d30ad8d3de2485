// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;
import tornado.netutil.SSLOptions;
import tornado.tcpserver.TCPServer;
import tornado.tcpserver.TCPServerOptions;

/// A server with TLS against `openssl s_client`, which shares no line with Java's TLS. Skipped where it is not installed.
final class OpenSSLTest extends SSLFixture {
  private static final class EchoServer extends TCPServer {
    EchoServer(SSLOptions ssl) {
      super(TCPServerOptions.builder().ssl(ssl).build());
    }

    @Override
    protected void handleStream(IOStream stream, SocketAddress address) {
      while (true) {
        await(stream.write(await(stream.readUntil("\n"))));
      }
    }
  }

  @BeforeAll
  static void needsOpenSSL() throws Exception {
    try {
      new ProcessBuilder("openssl", "version").redirectErrorStream(true).start().waitFor();
    } catch (IOException e) {
      abort("openssl is not installed: " + e.getMessage());
    }
  }

  /// Has `s_client` say one line, and returns what it prints until that comes back.
  private static String talk(SSLOptions server, String... arguments) {
    var echo = new EchoServer(server);
    echo.listen(0, "127.0.0.1");
    var command = new ArrayList<>(List.of("openssl", "s_client", "-verify_return_error"));
    command.addAll(List.of("-connect", "127.0.0.1:" + echo.port()));
    command.addAll(List.of("-CAfile", CERTIFICATES.authority().toString()));
    command.addAll(List.of(arguments));
    String output = await(Async.runOnExecutor(() -> run(command)));
    echo.stop();
    return output;
  }

  private static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var reader = process.inputReader(StandardCharsets.ISO_8859_1);
        OutputStream input = process.getOutputStream()) {
      input.write("echo me\n".getBytes(StandardCharsets.ISO_8859_1));
      input.flush();
      var output = new StringBuilder();
      String line = reader.readLine();
      while (line != null && !line.equals("echo me")) {
        output.append(line).append('\n');
        line = reader.readLine();
      }
      return output.append(line).toString();
    } finally {
      process.destroy();
    }
  }

  private static SSLOptions severalHosts() {
    Path one = CERTIFICATES.make("one.test");
    return CERTIFICATES
        .server()
        .certificateFor(List.of("one.test"), one, one)
        .applicationProtocols("h2", "http/1.1")
        .build();
  }

  @Test
  void speaksTLS13() {
    run(() ->
        assertThat(talk(severalHosts(), "-tls1_3"))
            .contains("New, TLSv1.3", "Verify return code: 0 (ok)")
            .endsWith("echo me"));
  }

  @Test
  void speaksTLS12() {
    run(() ->
        assertThat(talk(severalHosts(), "-tls1_2"))
            .contains("New, TLSv1.2", "Verify return code: 0 (ok)")
            .endsWith("echo me"));
  }

  @Test
  void showsTheCertificateOfTheNamedHost() {
    run(() ->
        assertThat(talk(severalHosts(), "-servername", "one.test", "-verify_hostname", "one.test"))
            .contains("subject=CN = one.test", "Verified peername: one.test")
            .endsWith("echo me"));
  }

  @Test
  void agreesOnAProtocol() {
    run(() -> {
      String both = talk(severalHosts(), "-alpn", "http/1.1,h2");
      String none = talk(severalHosts());

      assertThat(both).contains("ALPN protocol: h2").endsWith("echo me");
      assertThat(none).contains("No ALPN negotiated").endsWith("echo me");
    });
  }

  @Test
  void readsAllKindsOfKeys() {
    run(() -> {
      Path rsa = CERTIFICATES.make("rsa.test", CERTIFICATES.builder("rsa.test").rsa2048().build());

      String output = talk(SSLOptions.server().certificate(rsa, rsa).build(), "-tls1_2");

      assertThat(output).contains("Peer signature type: RSA").endsWith("echo me");
    });
  }
}
