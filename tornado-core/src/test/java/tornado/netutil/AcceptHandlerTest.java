// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;

/// Accepting, on a loop. Running out of file descriptors has a JVM of its own: AcceptExhaustionTest.
final class AcceptHandlerTest {
  private final IOLoop loop = new IOLoop();
  private final ListeningSocket socket =
      Netutil.bindSockets(0, "127.0.0.1", BindOptions.builder().backlog(512).build()).getFirst();
  private final List<SocketChannel> clients = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (SocketChannel client : clients) {
      client.close();
    }
    socket.close();
    loop.closeAll();
  }

  /// Connects before the loop runs: the system takes the connections in.
  private void connectClients(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      clients.add(SocketChannel.open(socket.localAddress()));
    }
  }

  /// Waits until the loop has looked for events once more.
  private void turn() {
    var turned = new CompletableFuture<Boolean>();
    loop.addCallback(() -> loop.addCallback(() -> turned.complete(true)));
    await(turned);
  }

  @Test
  void passesTheConnectionAndItsAddress() throws Exception {
    connectClients(1);
    var accepted = new CompletableFuture<SocketAddress>();

    loop.runSync(
        () -> {
          Netutil.addAcceptHandler(
              socket,
              (connection, address) -> {
                assertThat(connection.remoteAddress()).isEqualTo(address);
                accepted.complete(address);
              });
          return await(accepted);
        },
        Duration.ofSeconds(10));

    assertThat(accepted.join()).isEqualTo(clients.getFirst().getLocalAddress());
  }

  /// More connections than an event may accept: a callback queued at the first runs before the last.
  @Test
  void acceptsAtMost128ForEachEvent() throws Exception {
    connectClients(200);
    var seenByCallback = new CompletableFuture<Integer>();
    var all = new CompletableFuture<Integer>();
    int[] count = new int[1];

    loop.runSync(
        () -> {
          Netutil.addAcceptHandler(
              socket,
              (_, _) -> {
                if (++count[0] == 1) {
                  loop.addCallback(() -> seenByCallback.complete(count[0]));
                }
                if (count[0] == 200) {
                  all.complete(200);
                }
              });
          return await(all);
        },
        Duration.ofSeconds(10));

    assertThat(seenByCallback.join()).isEqualTo(128);
  }

  @Test
  void stopsInTheMiddleOfABatch() throws Exception {
    connectClients(10);
    int[] count = new int[1];
    var stop = new CompletableFuture<Runnable>();
    var stopped = new CompletableFuture<Boolean>();

    loop.runSync(
        () -> {
          stop.complete(
              Netutil.addAcceptHandler(
                  socket,
                  (_, _) -> {
                    if (++count[0] == 3) {
                      stop.join().run();
                      stopped.complete(true);
                    }
                  }));
          await(stopped);
          turn();
          turn();
          return null;
        },
        Duration.ofSeconds(10));

    assertThat(count[0]).isEqualTo(3);
    assertThat(socket.closed()).isFalse();
  }

  /// Its owner may close it before the loop comes to it.
  @Test
  void socketThatIsClosedAlreadyIsLeftAlone() throws Exception {
    socket.close();

    loop.runSync(
        () -> {
          Runnable stop = Netutil.addAcceptHandler(socket, (_, _) -> {});
          turn();
          stop.run();
          turn();
          return null;
        },
        Duration.ofSeconds(10));

    assertThat(socket.closed()).isTrue();
  }

  /// A callback that fails loses its own connection and no other.
  @Test
  void callbackThatFailsDoesNotEndAccepting() throws Exception {
    connectClients(2);
    var second = new CompletableFuture<Transport>();
    int[] count = new int[1];

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      loop.runSync(
          () -> {
            Netutil.addAcceptHandler(
                socket,
                (connection, _) -> {
                  if (++count[0] == 1) {
                    throw new IllegalStateException("first");
                  }
                  second.complete(connection);
                });
            return await(second);
          },
          Duration.ofSeconds(10));

      assertThat(second.join().remoteAddress()).isInstanceOf(InetSocketAddress.class);
      assertThat(clients.getFirst().read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(log.lines()).containsExactly("ERROR Error in connection callback");
    }
  }

  @Test
  void closingTheSocketEndsAccepting() {
    int[] count = new int[1];

    loop.runSync(
        () -> {
          Runnable stop = Netutil.addAcceptHandler(socket, (_, _) -> count[0]++);
          socket.close();
          turn();
          stop.run();
          stop.run();
          return null;
        },
        Duration.ofSeconds(10));

    assertThat(count[0]).isZero();
  }
}
