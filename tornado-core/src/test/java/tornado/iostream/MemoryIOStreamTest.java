// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.iostream.internal.MemoryTransport;

/// Streams over a pair of transports in memory.
final class MemoryIOStreamTest extends IOStreamContract {
  @Override
  protected StreamPair connect(IOStreamOptions client, IOStreamOptions server) {
    return streams(MemoryTransport.pair(), client, server);
  }

  private static StreamPair streams(
      MemoryTransport.Pair ends, IOStreamOptions client, IOStreamOptions server) {
    IOLoop current = IOLoop.current();
    return new StreamPair(
        new IOStream(current, ends.left(), client), new IOStream(current, ends.right(), server));
  }

  private static StreamPair streams(MemoryTransport.Pair ends) {
    return streams(ends, IOStreamOptions.DEFAULT, IOStreamOptions.DEFAULT);
  }

  @Test
  void resetFailsBothEndsAndIsLoggedUnlessThePeerLeft() {
    run(() -> {
      MemoryTransport.Pair ends = MemoryTransport.pair();
      StreamPair pair = streams(ends);
      CompletableFuture<ByteString> near = pair.client().readBytes(1);
      CompletableFuture<ByteString> far = pair.server().readBytes(1);
      onLoop(() -> true);
      var cause = new IOException("No route to host");
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        ends.left().reset(cause);

        assertThat(closedError(near).realError()).isSameAs(cause);
        assertThat(closedError(far).realError()).isSameAs(cause);
        onLoop(() -> true);
        assertThat(log.lines())
            .hasSize(2)
            .containsOnly("WARN error on read: java.io.IOException: No route to host");
      }
    });
  }

  /// A capacity of one byte refuses nearly everything nearly always.
  @Test
  void tinyCapacityLosesNothing() {
    run(() -> {
      StreamPair pair = streams(MemoryTransport.pair(1));

      CompletableFuture<?> written = pair.server().write("one byte at a time");

      assertThat(await(pair.client().readBytes(18))).isEqualTo(bytes("one byte at a time"));
      await(written);
    });
  }

  @Test
  void closeWithUnreadInputResetsThePeer() {
    run(() -> {
      StreamPair pair = connect();
      await(pair.client().write("unread"));
      CompletableFuture<ByteString> read = pair.client().readBytes(1);

      pair.server().close();

      assertThat(closedError(read).realError()).hasMessage("Connection reset by peer");
    });
  }

  @Test
  void endsMayBeOnDifferentLoops() throws Exception {
    MemoryTransport.Pair ends = MemoryTransport.pair(1000);
    String text = "abcdefghij".repeat(100_000);
    var echoLoop = new IOLoop();
    CompletableFuture<Boolean> echoed =
        Async.spawn(
            echoLoop,
            () -> {
              var stream = new IOStream(echoLoop, ends.right(), IOStreamOptions.DEFAULT);
              ByteString all = await(stream.readBytes(text.length()));
              await(stream.write(all));
              return true;
            });
    Thread thread = Thread.ofPlatform().daemon().start(echoLoop::start);

    run(() -> {
      var stream = new IOStream(loop, ends.left(), IOStreamOptions.DEFAULT);
      stream.write(text);

      assertThat(await(stream.readBytes(text.length())).utf8()).isEqualTo(text);
    });

    assertThat(echoed.get()).isTrue();
    echoLoop.stop();
    thread.join();
    echoLoop.close();
  }

  /// A stream of another loop is written to through that loop, in order.
  @Test
  void writesFromAnotherLoopHop() throws Exception {
    MemoryTransport.Pair ends = MemoryTransport.pair();
    var owner = new IOLoop();
    var stream = new IOStream(owner, ends.right(), IOStreamOptions.DEFAULT);
    Thread thread = Thread.ofPlatform().daemon().start(owner::start);

    run(() -> {
      for (int i = 0; i < 1000; i++) {
        stream.write(i + "\n");
      }
      var near = new IOStream(loop, ends.left(), IOStreamOptions.DEFAULT);
      for (int i = 0; i < 1000; i++) {
        assertThat(await(near.readUntil("\n"))).isEqualTo(bytes(i + "\n"));
      }
    });

    owner.stop();
    thread.join();
    owner.close();
  }

  @Test
  void pushModeBelongsToTheLoop() {
    IOStream[] stream = new IOStream[1];
    run(() -> stream[0] = connect().client());

    assertThatThrownBy(() -> stream[0].startInput(new RecordingHandler()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("startInput must be called on the loop but was on Thread");
  }
}
