// SPDX-License-Identifier: Apache-2.0
package tornado.tcpserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.fixture.Certificates;
import tornado.fixture.ProxyHeaders;
import tornado.iostream.IOStream;
import tornado.netutil.BindFailedException;
import tornado.netutil.Netutil;
import tornado.netutil.ProxyProtocol;
import tornado.process.Subprocess;

/// Servers on several loops. Python: tcpserver_test, TestMultiprocess, whose loops are processes.
final class TCPServerStartTest extends StartFixture {
  @Test
  void connectionsAreDealtOutEvenly() {
    run(() -> {
      server.bind(0, "127.0.0.1");
      server.start(3);

      List<Integer> loops = loopsOf(server, 9);

      assertThat(loops).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2);
      assertThat(new HashSet<>(threads())).hasSize(3);
    });
  }

  @Test
  void currentLoopIsTheFirst() {
    run(() -> {
      server.bind(0, "127.0.0.1");
      server.start(2);

      loopsOf(server, 2);

      assertThat(threads()).hasSize(2).contains(threadOf(loop));
    });
  }

  @Test
  void simpleServerRunsOnTheCurrentLoopAlone() {
    run(() -> {
      server.bind(0, "127.0.0.1");
      server.start();

      List<Integer> loops = loopsOf(server, 3);

      assertThat(loops).containsExactly(0, 0, 0);
      assertThat(threads()).containsExactly(threadOf(loop));
    });
  }

  @Test
  void zeroIsOneLoopForEachProcessor() {
    run(() -> {
      int processors = Subprocess.cpuCount();
      server.bind(0, "127.0.0.1");
      server.start(0);

      List<Integer> loops = loopsOf(server, 2 * processors);

      assertThat(new HashSet<>(loops)).hasSize(processors);
    });
  }

  @Test
  void socketsAddedOtherwiseAreDealtOutToo(@TempDir Path folder) {
    run(() -> {
      Path file = folder.resolve("socket");
      server.addSocket(Netutil.bindUnixSocket(file));
      server.start(2);

      List<Integer> loops = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        IOStream client = IOStream.of(SocketChannel.open(StandardProtocolFamily.UNIX));
        loops.add(ask(await(client.connect(UnixDomainSocketAddress.of(file)))));
      }

      assertThat(loops).containsExactly(0, 1, 0, 1);
    });
  }

  @Test
  void severalPortsShareTheDeal() {
    run(() -> {
      server.bind(0, "127.0.0.1");
      server.bind(0, "127.0.0.1");
      server.start(2);

      List<Integer> loops = new ArrayList<>();
      for (int port : List.copyOf(server.boundPorts())) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        loops.add(ask(await(IOStream.of(SocketChannel.open()).connect(address))));
      }

      assertThat(loops).containsExactly(0, 1);
    });
  }

  @Test
  void portIsKnownBeforeTheStart() {
    server.bind(0, "127.0.0.1");

    assertThat(server.port()).isPositive();
    assertThatThrownBy(() -> new CountingServer().bind(server.port(), "127.0.0.1"))
        .isInstanceOf(BindFailedException.class);
  }

  @Test
  void headerAndHandshakeAreReadOnTheLoopThatServes() {
    var certificates = Certificates.inTemporaryFolder();
    var secure =
        new CountingServer(
            TCPServerOptions.builder()
                .ssl(certificates.server().build())
                .proxyProtocol(ProxyProtocol.builder().trust("127.0.0.1").build())
                .build());
    run(() -> {
      secure.bind(0, "127.0.0.1");
      secure.start(2);

      List<Integer> loops = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        IOStream plain = connect(secure);
        await(plain.write(ProxyHeaders.v1("PROXY UNKNOWN")));
        loops.add(ask(await(plain.startTls(certificates.client().build(), "localhost"))));
      }

      assertThat(loops).containsExactly(0, 1, 0, 1);
      await(secure.shutdown());
    });
  }

  @Test
  void startWithoutASocketIsRefused() {
    assertThatThrownBy(() -> server.start(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("start on a server that has no socket: bind first");
  }

  @Test
  void startTwiceIsRefused() {
    run(() -> {
      server.bind(0, "127.0.0.1");
      server.start(2);

      assertThatThrownBy(() -> server.start(2))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("start on a server that was started");
      assertThat(loopsOf(server, 4)).containsExactly(0, 1, 0, 1);
    });
  }

  @Test
  void negativeCountIsRefused() {
    server.bind(0, "127.0.0.1");

    assertThatThrownBy(() -> server.start(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count < 0: -1");
  }
}
