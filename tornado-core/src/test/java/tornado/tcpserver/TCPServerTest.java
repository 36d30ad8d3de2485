// SPDX-License-Identifier: Apache-2.0
package tornado.tcpserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.ioloop.IOLoop;
import tornado.iostream.IOStream;
import tornado.iostream.IOStreamOptions;
import tornado.iostream.StreamClosedError;
import tornado.netutil.Netutil;

/// Python: tcpserver_test, TCPServerTest.
final class TCPServerTest {
  @FunctionalInterface
  private interface Handler {
    void handle(IOStream stream, SocketAddress address) throws Exception;
  }

  private static final class HandlerServer extends TCPServer {
    private final Handler handler;

    HandlerServer(Handler handler) {
      this.handler = handler;
    }

    @Override
    protected void handleStream(IOStream stream, SocketAddress address) throws Exception {
      handler.handle(stream, address);
    }
  }

  private static final class EchoServer extends TCPServer {
    @Override
    protected void handleStream(IOStream stream, SocketAddress address) {
      while (true) {
        await(stream.write(await(stream.readUntil("\n"))));
      }
    }
  }

  private final IOLoop loop = new IOLoop();

  @AfterEach
  void closeLoop() {
    loop.closeAll();
  }

  private interface Body {
    void run() throws Exception;
  }

  private void run(Body body) {
    loop.runSync(
        () -> {
          body.run();
          return true;
        },
        Duration.ofSeconds(15));
  }

  private static IOStream connect(TCPServer server) throws Exception {
    IOStream stream = IOStream.of(SocketChannel.open());
    return await(
        stream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())));
  }

  private static <T extends TCPServer> T listening(T server) {
    server.listen(0, "127.0.0.1");
    return server;
  }

  @Test
  void echoes() {
    run(() -> {
      TCPServer server = listening(new EchoServer());
      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        IOStream client = connect(server);

        client.write("hello\n");

        assertThat(await(client.readUntil("\n"))).isEqualTo(ByteString.encodeUtf8("hello\n"));
        client.close();
        IOStream next = connect(server);
        next.write("again\n");
        await(next.readUntil("\n"));
        assertThat(log.lines()).isEmpty();
      }
      server.stop();
    });
  }

  @Test
  void handleStreamCoroutineLogging() {
    run(() -> {
      TCPServer server =
          listening(
              new HandlerServer((stream, _) -> {
                await(stream.readBytes(5));
                throw new IllegalStateException("bug");
              }));
      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        IOStream client = connect(server);

        client.write("hello");
        await(client.readUntilClose());
        assertThat(log.lines()).containsExactly("ERROR Error in connection callback");

        IOStream next = connect(server);
        next.write("hello");
        await(next.readUntilClose());
        assertThat(log.lines()).hasSize(2);
      }
      server.stop();
    });
  }

  @Test
  void onConnectionIsForServersWithoutACoroutine() {
    run(() -> {
      var accepted = new CompletableFuture<IOStream>();
      var server =
          new TCPServer() {
            @Override
            protected void onConnection(IOStream stream, SocketAddress address) {
              accepted.complete(stream);
            }
          };
      server.listen(0, "127.0.0.1");

      IOStream client = connect(server);
      await(accepted).write("no coroutine");

      assertThat(await(client.readBytes(12)).utf8()).isEqualTo("no coroutine");
      server.stop();
    });
  }

  @Test
  void onConnectionThatFailsClosesTheConnection() {
    run(() -> {
      var server =
          new TCPServer() {
            @Override
            protected void onConnection(IOStream stream, SocketAddress address) {
              throw new IllegalStateException("bug");
            }
          };
      server.listen(0, "127.0.0.1");
      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        assertThat(await(connect(server).readUntilClose())).isEqualTo(ByteString.EMPTY);

        assertThat(log.lines()).containsExactly("ERROR Error in connection callback");
      }
      server.stop();
    });
  }

  @Test
  void addSockets() {
    run(() -> {
      var server = new EchoServer();

      server.addSockets(Netutil.bindSockets(0, "127.0.0.1"));
      server.addSockets(Netutil.bindSockets(0, "127.0.0.1"));

      assertThat(server.boundPorts()).hasSize(2);
      assertThatThrownBy(server::port).isInstanceOf(IllegalStateException.class);
      for (int port : server.boundPorts()) {
        IOStream client = IOStream.of(SocketChannel.open());
        await(client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        client.write("x\n");
        await(client.readUntil("\n"));
      }
      server.stop();
      assertThat(server.boundPorts()).isEmpty();
    });
  }

  @Test
  void stopTwice() {
    run(() -> {
      TCPServer server = listening(new EchoServer());

      server.stop();
      server.stop();

      assertThatThrownBy(server::port).isInstanceOf(IllegalStateException.class);
    });
  }

  /// Connections that wait to be accepted when a handler stops the server are refused without an error.
  @Test
  void stopInCallback() {
    run(() -> {
      var server =
          new TCPServer() {
            @Override
            protected void handleStream(IOStream stream, SocketAddress address) {
              stop();
              await(stream.readUntilClose());
            }
          };
      server.listen(0, "127.0.0.1");
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        List<CompletableFuture<IOStream>> connecting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          connecting.add(IOStream.of(SocketChannel.open()).connect(address));
        }

        int connected = 0;
        for (CompletableFuture<IOStream> each : connecting) {
          try {
            await(each);
            connected++;
          } catch (StreamClosedError ignored) {
            // Refused: the server had stopped by then.
          }
        }

        assertThat(connected).isPositive();
        assertThat(log.lines()).isEmpty();
      }
    });
  }

  @Test
  void connectionsGoOnAfterStop() {
    run(() -> {
      TCPServer server = listening(new EchoServer());
      IOStream client = connect(server);
      client.write("1\n");
      await(client.readUntil("\n"));

      server.stop();
      client.write("2\n");

      assertThat(await(client.readUntil("\n")).utf8()).isEqualTo("2\n");
    });
  }

  @Test
  void streamsHaveTheServersLimits() {
    run(() -> {
      var small =
          TCPServerOptions.builder()
              .streamOptions(IOStreamOptions.builder().maxWriteBufferSize(3).build())
              .build();
      var refused = new CompletableFuture<String>();
      var server =
          new TCPServer(small) {
            @Override
            protected void handleStream(IOStream stream, SocketAddress address) {
              try {
                stream.write("four");
              } catch (RuntimeException e) {
                refused.complete(e.getMessage());
              }
            }
          };
      server.listen(0, "127.0.0.1");

      connect(server);

      assertThat(await(refused)).isEqualTo("reached maximum write buffer size: 3");
      server.stop();
    });
  }

  @Test
  void withTimeoutIsInherited() {
    run(() -> {
      var outcome = new CompletableFuture<String>();
      var server =
          new TCPServer() {
            @Override
            protected void handleStream(IOStream stream, SocketAddress address) {
              try {
                withTimeout(Duration.ofMillis(1), () -> await(stream.readBytes(1)));
              } catch (tornado.util.TimeoutError e) {
                outcome.complete(e.getMessage());
              }
            }
          };
      server.listen(0, "127.0.0.1");

      connect(server);

      assertThat(await(outcome)).isEqualTo("timed out after 1 ms");
      server.stop();
    });
  }
}
