// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static tornado.ioloop.Async.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.ioloop.LoopTimers;
import tornado.netutil.SSLOptions;

/// Connections that fail, sixty of each kind: afterwards there are no more file descriptors, threads and timers than before.
final class SSLLeakTest extends SSLFixture {
  private static final int ROUNDS = 60;
  private static final int MOST_TURNS = 10_000;

  @FunctionalInterface
  private interface Failing {
    /// Fails once, and returns when both sides have closed.
    void fail(RecordingServer server) throws Exception;
  }

  @BeforeEach
  void needsUnix() {
    assumeTrue(
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean,
        "the system does not tell its open file descriptors");
  }

  private static long descriptors() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }

  /// Threads of the loop's executor come up to a fixed number: enough rounds beforehand make them all.
  private void leavesNothing(Failing failing) {
    run(() -> {
      RecordingServer server = listen(CERTIFICATES.server());
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        for (int i = 0; i < ROUNDS / 4; i++) {
          failing.fail(server);
        }
        long descriptors = descriptors();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();

        for (int i = 0; i < ROUNDS; i++) {
          failing.fail(server);
        }

        assertThat(descriptors()).isLessThan(descriptors + ROUNDS / 4);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
            .isLessThan(threads + ROUNDS / 4);
        // A stream that was closed beside the loop closes in one of its next turns, and takes its
        // timer along.
        for (int i = 0; i < MOST_TURNS && LoopTimers.left(loop); i++) {
          var next = new CompletableFuture<Boolean>();
          loop.addCallback(() -> next.complete(true));
          await(next);
        }
        assertThat(LoopTimers.left(loop)).isFalse();
        assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
      }
    });
  }

  private static void closed(IOStream stream) {
    var closed = new CompletableFuture<Boolean>();
    stream.setCloseCallback(() -> closed.complete(true));
    await(closed);
  }

  private static void sendRaw(RecordingServer server, ByteString bytes) throws Exception {
    IOStream peer = IOStream.of(SocketChannel.open());
    await(peer.connect(addressOf(server)));
    peer.write(bytes);
    peer.shutdownOutput();
    closed(server.accept());
    peer.close();
  }

  private static void dialInVain(RecordingServer server, SSLOptions options, String host)
      throws Exception {
    failure(dial(server, options, host));
    closed(server.accept());
  }

  @Test
  void plainText() {
    leavesNothing(server -> sendRaw(server, bytes("GET / HTTP/1.1\r\n\r\n")));
  }

  @Test
  void garbage() {
    leavesNothing(server -> sendRaw(server, ByteString.decodeHex("1603030008ffffffffffffffff")));
  }

  @Test
  void peersThatLeaveAtOnce() {
    leavesNothing(server -> sendRaw(server, ByteString.EMPTY));
  }

  @Test
  void peersThatLeaveInTheMiddle() {
    leavesNothing(server -> sendRaw(server, ByteString.decodeHex("1603010200010001fc")));
  }

  @Test
  void clientsThatDoNotTrust() {
    SSLOptions untrusting = SSLOptions.client().build();

    leavesNothing(server -> dialInVain(server, untrusting, "localhost"));
  }

  @Test
  void clientsThatLookForAnotherHost() {
    SSLOptions options = CERTIFICATES.client().build();

    leavesNothing(server -> dialInVain(server, options, "other.test"));
  }

  @Test
  void serversThatCloseDuringTheHandshake() {
    SSLOptions options = CERTIFICATES.client().build();

    leavesNothing(server -> {
      CompletableFuture<IOStream> connecting = dial(server, options, "localhost");
      server.accept().close();
      // Hands may be shaken before the server gets to it.
      await(
          connecting.handle((stream, failure) -> {
            if (failure == null) {
              stream.close();
            }
            return true;
          }));
    });
  }

  @Test
  void clientsThatCloseDuringTheHandshake() {
    SSLOptions options = CERTIFICATES.client().build();

    leavesNothing(server -> {
      SSLIOStream client = client(server, options, "localhost");
      client.connect(addressOf(server));
      SSLIOStream far = server.accept();
      client.close();
      closed(far);
    });
  }

  @Test
  void connectionsThatAreUsedAndClosed() {
    SSLOptions options = CERTIFICATES.client().build();

    leavesNothing(server -> {
      SSLPair pair = connect(server, options, "localhost");
      pair.server().write("x");
      await(pair.client().readBytes(1));
      pair.client().close();
      closed(pair.server());
    });
  }
}
