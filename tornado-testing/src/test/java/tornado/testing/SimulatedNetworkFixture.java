// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.opentest4j.TestAbortedException;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.iostream.IOStream;
import tornado.iostream.StreamClosedError;
import tornado.netutil.Netutil;
import tornado.tcpclient.TCPClient;

/// A loop on a simulated network, and what tests of it say often. Where coroutines don't run on the loop there is no such loop: the tests are
/// skipped.
abstract class SimulatedNetworkFixture {
  /// Two ends of a connection.
  record Ends(IOStream client, IOStream server) {}

  /// A piece of a test.
  @FunctionalInterface
  interface Body {
    void run() throws Exception;
  }

  static final String HOST = "peer.example";
  static final int PORT = 80;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final VirtualWorld world = world(seed());
  private @Nullable IOLoop made;

  long seed() {
    return 1;
  }

  final SimulatedNetwork network() {
    return world.sockets();
  }

  final SimulatedHost host() {
    return network().host(HOST);
  }

  final IOLoop loop() {
    IOLoop loop = made == null ? newLoop(world) : made;
    made = loop;
    return loop;
  }

  /// Returns a world in which time passes. A test that gets nowhere fails.
  static VirtualWorld world(long seed) {
    var world = new VirtualWorld(seed, PATIENCE);
    world.whenStuck(why -> {
      throw new AssertionError(why);
    });
    world.begin();
    return world;
  }

  static IOLoop newLoop(VirtualWorld world) {
    try {
      return world.newLoop();
    } catch (IllegalStateException e) {
      throw new TestAbortedException("no simulation here", e);
    }
  }

  /// Runs a test as a coroutine of the loop.
  final void run(Body body) {
    loop()
        .runSync(() -> {
          body.run();
          return true;
        });
  }

  /// Returns how long the loop has been running, on its clock.
  final Duration elapsed() {
    return Duration.ofNanos(loop().time());
  }

  /// Starts to listen on the host, and returns the connections that come.
  final List<IOStream> listen() {
    host();
    var accepted = new ArrayList<IOStream>();
    Netutil.addAcceptHandler(
        Netutil.bindSockets(PORT, HOST).getFirst(),
        (connection, _) -> accepted.add(new IOStream(connection)));
    return accepted;
  }

  final CompletableFuture<IOStream> dial() {
    return new TCPClient().connect(HOST, PORT);
  }

  /// Connects to the host, which listens.
  final Ends connect() {
    List<IOStream> accepted = listen();
    IOStream client = await(dial());
    return new Ends(client, accepted.getFirst());
  }

  /// Lets everything happen that takes no time.
  final void settle() {
    await(Async.sleep(Duration.ofNanos(1)));
  }

  /// Waits for a future that has to fail because of the network, and returns why.
  static Throwable failure(CompletableFuture<?> future) {
    Throwable thrown = catchThrowable(() -> await(future));
    assertThat(thrown).isNotNull();
    if (thrown instanceof StreamClosedError closed && closed.realError() != null) {
      return closed.realError();
    }
    return thrown.getCause() instanceof IOException cause ? cause : thrown;
  }

  static ByteString bytes(String text) {
    return ByteString.encodeUtf8(text);
  }

  @AfterEach
  void closeLoop() {
    if (made != null) {
      made.closeAll();
    }
  }
}
