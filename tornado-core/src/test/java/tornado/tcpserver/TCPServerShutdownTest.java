// SPDX-License-Identifier: Apache-2.0
package tornado.tcpserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.ioloop.CancelledError;
import tornado.iostream.IOStream;
import tornado.iostream.StreamClosedError;

/// How servers end, on one loop and on several.
final class TCPServerShutdownTest extends StartFixture {
  private void start(int count) {
    server.bind(0, "127.0.0.1");
    server.start(count);
  }

  @Test
  void stopEndsAcceptingAndNothingElse() {
    run(() -> {
      start(2);
      IOStream first = connect(server);
      IOStream second = connect(server);
      List<Integer> before = List.of(ask(first), ask(second));
      int port = server.port();

      server.stop();

      assertThat(server.boundPorts()).isEmpty();
      assertThat(List.of(ask(first), ask(second))).isEqualTo(before);
      var other = new CountingServer();
      other.listen(port, "127.0.0.1");
      other.stop();
    });
  }

  @Test
  void stopClosesWhatWasNotStarted() {
    server.bind(0, "127.0.0.1");

    server.stop();

    assertThat(server.boundPorts()).isEmpty();
    assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shutdownClosesConnectionsAndEndsThreads() {
    run(() -> {
      start(3);
      List<IOStream> clients = List.of(connect(server), connect(server), connect(server));
      clients.forEach(StartFixture::ask);
      List<Thread> threads = threads();

      await(server.shutdown());

      for (IOStream client : clients) {
        assertThat(await(client.readUntilClose())).isEqualTo(ByteString.EMPTY);
      }
      for (Thread thread : threads) {
        if (thread.getName().startsWith("tornado-loop-")) {
          thread.join();
        }
      }
      assertThat(threads.stream().filter(Thread::isAlive)).hasSize(1);
    });
  }

  /// A coroutine that waits learns of the end, and what it says then is no fault.
  @Test
  void shutdownCancelsTheCoroutines() {
    var ends = new CompletableFuture<String>();
    var waiting =
        new TCPServer() {
          @Override
          protected void handleStream(IOStream stream, SocketAddress address) {
            stream.write("!");
            try {
              await(new CompletableFuture<>());
            } catch (CancelledError e) {
              ends.complete(e.getMessage());
              throw e;
            }
          }
        };
    run(() -> {
      waiting.listen(0, "127.0.0.1");
      IOStream client = connect(waiting);
      await(client.readBytes(1));

      await(waiting.shutdown());

      assertThat(await(ends)).isEqualTo("the server closes its connections");
      assertThat(await(client.readUntilClose())).isEqualTo(ByteString.EMPTY);
    });
  }

  @Test
  void allConnectionsMayBeClosedWhileAcceptingGoesOn() {
    run(() -> {
      start(2);
      IOStream first = connect(server);
      IOStream second = connect(server);
      List<Integer> both = List.of(ask(first), ask(second));

      await(server.closeAllConnections());

      assertThat(await(first.readUntilClose())).isEqualTo(ByteString.EMPTY);
      assertThat(await(second.readUntilClose())).isEqualTo(ByteString.EMPTY);
      assertThat(loopsOf(server, 2)).isEqualTo(both);
    });
  }

  @Test
  void startsAnewAfterAShutdown() {
    run(() -> {
      start(2);
      loopsOf(server, 2);

      await(server.shutdown());
      start(2);

      // The second loop of the first start was number 1.
      assertThat(loopsOf(server, 4)).containsExactly(0, 2, 0, 2);
    });
  }

  @Test
  void startsAnewAfterAStopWhenItHasOneLoop() {
    run(() -> {
      start(1);
      server.stop();

      start(1);

      assertThat(loopsOf(server, 1)).containsExactly(0);
    });
  }

  @Test
  void otherLoopsHaveToEndBeforeANewStart() {
    run(() -> {
      start(2);
      server.stop();

      server.bind(0, "127.0.0.1");

      assertThatThrownBy(() -> server.start(2))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("start on a server that was started");
    });
  }

  @Test
  void shutdownTwiceAndWithoutAStart() {
    run(() -> {
      await(server.shutdown());
      start(2);

      server.shutdown();
      await(server.shutdown());

      assertThat(server.boundPorts()).isEmpty();
    });
  }

  /// A loop that a handler stops is the end of its connections, not of the server.
  @Test
  void otherLoopsGoOnWhenOneEnds() {
    run(() -> {
      start(3);
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        ask(connect(server));
        IOStream second = connect(server);
        ask(second);
        Thread thread = threads().get(1);

        second.write("stop\n");
        await(second.readUntilClose());
        thread.join();

        assertThat(loopsOf(server, 6)).doesNotContain(1).hasSize(6);
        assertThat(log.lines())
            .containsExactly("WARN a loop of a server was stopped: the others go on");
      }
    });
  }

  @Test
  void shutdownFromAHandlerEndsAll() {
    var ending =
        new TCPServer() {
          @Override
          protected void handleStream(IOStream stream, SocketAddress address) {
            shutdown();
            await(stream.readUntilClose());
          }
        };
    run(() -> {
      ending.bind(0, "127.0.0.1");
      ending.start(2);
      IOStream first = connect(ending);

      try {
        assertThat(await(first.readUntilClose())).isEqualTo(ByteString.EMPTY);
      } catch (StreamClosedError ignored) {
        // A reset is an end too.
      }

      assertThat(ending.boundPorts()).isEmpty();
    });
  }
}
