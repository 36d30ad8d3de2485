// SPDX-License-Identifier: Apache-2.0
package tornado.tcpserver;

import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import tornado.ioloop.IOLoop;
import tornado.iostream.IOStream;

/// A loop, a server that tells on which loop it serves each connection, and clients of it.
abstract class StartFixture {
  /// Answers each line with the number of the loop that the connection is on.
  static final class CountingServer extends TCPServer {
    private final Map<IOLoop, Integer> numbers = Collections.synchronizedMap(new LinkedHashMap<>());

    CountingServer() {}

    CountingServer(TCPServerOptions options) {
      super(options);
    }

    @Override
    protected void handleStream(IOStream stream, SocketAddress address) {
      if (IOLoop.current() != stream.loop()) {
        throw new IllegalStateException("current is not the connection's loop");
      }
      while (true) {
        String line = await(stream.readUntil("\n")).utf8();
        if (line.equals("stop\n")) {
          stream.loop().stop();
        }
        await(stream.write(number(stream.loop()) + "\n"));
      }
    }

    private int number(IOLoop loop) {
      return numbers.computeIfAbsent(loop, _ -> numbers.size());
    }
  }

  /// A piece of a test.
  interface Body {
    void run() throws Exception;
  }

  final IOLoop loop = new IOLoop();
  final CountingServer server = new CountingServer();

  @AfterEach
  void endLoops() {
    // On the loop, which has connections to close as well: else the grace has to pass.
    run(() -> await(server.shutdown()));
    loop.closeAll();
  }

  /// Runs a test as a coroutine of the loop.
  final void run(Body body) {
    loop.runSync(
        () -> {
          body.run();
          return true;
        },
        Duration.ofSeconds(20));
  }

  static IOStream connect(TCPServer server) throws IOException {
    IOStream stream = IOStream.of(SocketChannel.open());
    return await(
        stream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())));
  }

  /// Returns the number of the loop that serves a client.
  static int ask(IOStream client) {
    client.write("?\n");
    return Integer.parseInt(await(client.readUntil("\n")).utf8().strip());
  }

  /// Connects clients, one after the other, and returns the numbers of their loops.
  static List<Integer> loopsOf(TCPServer server, int count) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(ask(connect(server)));
    }
    return numbers;
  }

  /// Returns the threads of the server's loops, which it has served connections on.
  final List<Thread> threads() {
    return List.copyOf(server.numbers.keySet()).stream().map(StartFixture::threadOf).toList();
  }

  /// Returns the thread that a loop runs on.
  static Thread threadOf(IOLoop loop) {
    var thread = new CompletableFuture<Thread>();
    loop.addCallback(() -> thread.complete(Thread.currentThread()));
    return await(thread);
  }
}
