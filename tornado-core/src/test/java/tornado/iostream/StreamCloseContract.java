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

/// How every stream ends. Python: iostream_test, TestReadWriteMixin and TestIOStreamWebMixin.
public abstract class StreamCloseContract extends StreamReadContract {
  @Test
  void readUntilClose() {
    run(() -> {
      StreamPair pair = connect();

      pair.server().write("1234");
      pair.server().close();

      assertThat(await(pair.client().readUntilClose())).isEqualTo(bytes("1234"));
    });
  }

  @Test
  void readUntilCloseAfterClose() {
    run(() -> {
      StreamPair pair = connect();
      await(pair.server().write("1234"));
      pair.server().close();
      assertThat(await(pair.client().readBytes(1))).isEqualTo(bytes("1"));
      pair.client().close();

      assertThat(await(pair.client().readUntilClose())).isEqualTo(bytes("234"));
      assertThat(await(pair.client().readUntilClose())).isEqualTo(ByteString.EMPTY);
    });
  }

  /// What the peer sent before it left can be read piece by piece.
  @Test
  void closeBufferedData() {
    run(() -> {
      var small = IOStreamOptions.builder().readChunkSize(256).build();
      StreamPair pair = connect(small, IOStreamOptions.DEFAULT);
      await(pair.server().write("A".repeat(512)));
      assertThat(await(pair.client().readBytes(256)).size()).isEqualTo(256);

      pair.server().close();

      assertThat(await(pair.client().readBytes(256)).size()).isEqualTo(256);
    });
  }

  @Test
  void readUntilUnsatisfiedAfterClose() {
    run(() -> {
      StreamPair pair = connect();
      CompletableFuture<Boolean> closed = closing(pair.client());
      pair.server().write("1234");
      pair.server().close();

      StreamClosedError error = closedError(pair.client().readUntil("x"));

      assertThat(error.realError()).isNull();
      assertThat(error).hasMessage("stream is closed");
      await(closed);
      assertThat(await(pair.client().readBytes(4))).isEqualTo(bytes("1234"));
      closedError(pair.client().readBytes(1));
    });
  }

  @Test
  void futureCloseWhileReading() {
    run(() -> {
      StreamPair pair = connect();
      CompletableFuture<ByteString> read = pair.client().readBytes(100);
      pair.server().write("few");

      pair.server().close();

      closedError(read);
      assertThat(pair.client().closed()).isTrue();
      assertThat(pair.client().reading()).isFalse();
    });
  }

  @Test
  void closeFailsAPendingRead() {
    run(() -> {
      IOStream client = connect().client();
      CompletableFuture<ByteString> read = client.readBytes(1);
      var cause = new IOException("why");

      client.close(cause);

      assertThat(closedError(read).realError()).isSameAs(cause);
      assertThat(client.error()).isSameAs(cause);
    });
  }

  @Test
  void closeIsIdempotentAndKeepsTheFirstError() {
    run(() -> {
      IOStream client = connect().client();
      var first = new IOException("first");

      client.close(first);
      client.close(new IOException("second"));
      client.close();

      assertThat(client.error()).isSameAs(first);
      assertThat(client.closed()).isTrue();
    });
  }

  @Test
  void futureCloseCallback() {
    run(() -> {
      StreamPair pair = connect();
      CompletableFuture<Boolean> closed = closing(pair.client());
      onLoop(() -> true);
      assertThat(closed).isNotDone();

      pair.server().close();

      assertThat(await(closed)).isTrue();
      assertThat(pair.client().closed()).isTrue();
    });
  }

  @Test
  void closeCallbackWithPendingRead() {
    run(() -> {
      StreamPair pair = connect();
      pair.server().write("OK\r\n");
      assertThat(await(pair.client().readUntil("\r\n"))).isEqualTo(bytes("OK\r\n"));
      CompletableFuture<Boolean> closed = closing(pair.client());
      CompletableFuture<ByteString> read = pair.client().readUntil("\r\n");

      pair.server().close();

      assertThat(await(closed)).isTrue();
      closedError(read);
    });
  }

  /// The peer has left, but what it wrote is still to be read.
  @Test
  void futureDelayedCloseCallback() {
    run(() -> {
      StreamPair pair = connect();
      await(pair.server().write("12"));
      assertThat(await(pair.client().readBytes(1))).isEqualTo(bytes("1"));
      pair.server().close();
      CompletableFuture<Boolean> closed = closing(pair.client());
      onLoop(() -> true);
      onLoop(() -> true);
      assertThat(closed).isNotDone();

      ByteString rest = await(pair.client().readBytes(1));

      assertThat(rest).isEqualTo(bytes("2"));
      assertThat(await(closed)).isTrue();
    });
  }

  @Test
  void closeCallbackRunsOnALaterTurn() {
    run(() -> {
      IOStream client = connect().client();
      CompletableFuture<Boolean> closed = closing(client);

      boolean early =
          onLoop(() -> {
            client.close();
            return closed.isDone();
          });

      assertThat(early).isFalse();
      assertThat(await(closed)).isTrue();
    });
  }

  @Test
  void closeCallbackSetAfterCloseRuns() {
    run(() -> {
      IOStream client = connect().client();
      client.close();

      CompletableFuture<Boolean> closed = closing(client);

      assertThat(await(closed)).isTrue();
    });
  }

  @Test
  void closeCallbackCanBeTakenBack() {
    run(() -> {
      IOStream client = connect().client();
      CompletableFuture<Boolean> closed = closing(client);

      client.setCloseCallback(null);
      client.close();
      onLoop(() -> true);

      assertThat(onLoop(closed::isDone)).isFalse();
    });
  }

  @Test
  void writeAfterCloseThrows() {
    run(() -> {
      IOStream client = connect().client();
      var cause = new IOException("why");
      client.close(cause);

      assertThatThrownBy(() -> client.write("x"))
          .isInstanceOfSatisfying(
              StreamClosedError.class, error -> assertThat(error.realError()).isSameAs(cause));
    });
  }

  @Test
  void closeFailsQueuedWritesInOrder() {
    run(() -> {
      IOStream client = connect().client();
      var failed = new java.util.concurrent.CopyOnWriteArrayList<Integer>();
      client.write("a".repeat(16 << 20)).whenComplete((_, _) -> failed.add(1));
      CompletableFuture<?> last = client.write("b").whenComplete((_, _) -> failed.add(2));
      assertThat(client.writing()).isTrue();

      client.close();

      closedError(last);
      assertThat(failed).containsExactly(1, 2);
      assertThat(client.writing()).isFalse();
    });
  }

  /// A peer that just leaves is no news.
  @Test
  void peerThatLeavesIsNotLogged() {
    run(() -> {
      StreamPair pair = connect();
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        CompletableFuture<Boolean> closed = closing(pair.client());
        await(pair.client().write("never read"));
        await(pair.server().readBytes(1));
        pair.server().close();
        await(closed);

        assertThat(log.lines()).isEmpty();
      }
    });
  }

  @Test
  void shutdownOutputFlushesFirst() {
    run(() -> {
      StreamPair pair = connect();
      pair.server().write("a".repeat(4 << 20));
      pair.server().shutdownOutput();
      pair.server().shutdownOutput();

      ByteString all = await(pair.client().readUntilClose());

      assertThat(all.size()).isEqualTo(4 << 20);
      assertThat(pair.server().closed()).isFalse();
      assertThatThrownBy(() -> pair.server().write("x"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("write after shutdownOutput");
    });
  }

  @Test
  void readsGoOnAfterShutdownOutput() {
    run(() -> {
      StreamPair pair = connect();
      pair.client().shutdownOutput();
      onLoop(() -> {
        pair.server().startInput(new RecordingHandler());
        return true;
      });

      pair.server().write("still there");

      assertThat(await(pair.client().readBytes(11))).isEqualTo(bytes("still there"));
    });
  }
}
