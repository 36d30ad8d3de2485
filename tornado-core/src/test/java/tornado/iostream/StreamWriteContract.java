// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.Test;

/// What every stream writes. Python: iostream_test, TestReadWriteMixin.
public abstract class StreamWriteContract extends StreamCloseContract {
  @Test
  void writeZeroBytes() {
    run(() -> {
      StreamPair pair = connect();

      await(pair.server().write(ByteString.EMPTY));

      assertThat(pair.server().writing()).isFalse();
    });
  }

  @Test
  void writeTakesTheBuffer() {
    run(() -> {
      StreamPair pair = connect();
      var source = new Buffer().writeUtf8("z".repeat(100_000));

      pair.server().write(source);

      assertThat(source.exhausted()).isTrue();
      assertThat(await(pair.client().readBytes(100_000)).utf8()).isEqualTo("z".repeat(100_000));
    });
  }

  @Test
  void writeHeadAndSmallBody() {
    run(() -> {
      StreamPair pair = connect();

      await(pair.server().write(new Buffer().writeUtf8("head "), bytes("body")));

      assertThat(await(pair.client().readBytes(9))).isEqualTo(bytes("head body"));
    });
  }

  @Test
  void writeHeadAndLargeBody() {
    run(() -> {
      StreamPair pair = connect();
      ByteString body = bytes("b".repeat(5 << 20));
      var head = new Buffer().writeUtf8("h".repeat(300_000));

      CompletableFuture<?> written = pair.server().write(head, body);
      ByteString headRead = await(pair.client().readBytes(300_000));
      ByteString bodyRead = await(pair.client().readBytes(5 << 20));
      await(written);

      assertThat(headRead).isEqualTo(bytes("h".repeat(300_000)));
      assertThat(bodyRead).isEqualTo(body);
    });
  }

  /// The caller may make the next head in the same buffer at once.
  @Test
  void writesFromAReusedBuffer() {
    run(() -> {
      StreamPair pair = connect();
      ByteBuffer head = ByteBuffer.allocateDirect(100);
      var expected = new Buffer();
      for (int i = 0; i < 300; i++) {
        String text = "head " + i + " ";
        String body = "x".repeat(i * 50);
        expected.writeUtf8(text).writeUtf8(body);
        head.clear().put(text.getBytes(StandardCharsets.UTF_8)).flip();
        pair.server().write(head, bytes(body));
        assertThat(head.hasRemaining()).isFalse();
        pair.server().write(ByteBuffer.wrap(new byte[] {'\n'}));
        expected.writeByte('\n');
      }

      ByteString read = await(pair.client().readBytes(expected.size()));

      assertThat(read).isEqualTo(expected.snapshot());
    });
  }

  @Test
  void writesQueuedBehindALargeOneKeepTheirOrder() {
    run(() -> {
      StreamPair pair = connect();
      var expected = new Buffer();
      var order = new CopyOnWriteArrayList<Integer>();
      var last = new CompletableFuture<Boolean>();
      for (int i = 0; i < 200; i++) {
        int number = i;
        String text = i + "-" + "x".repeat(i % 5 == 0 ? 100_000 : i * 20);
        expected.writeUtf8(text);
        pair.server()
            .write(text)
            .whenComplete((_, _) -> {
              order.add(number);
              if (number == 199) {
                last.complete(true);
              }
            });
      }

      ByteString read = await(pair.client().readBytes(expected.size()));
      await(last);

      assertThat(read).isEqualTo(expected.snapshot());
      assertThat(order).hasSize(200).isSorted();
    });
  }

  @Test
  void largeWriteCompletesWhenThePeerReads() {
    run(() -> {
      StreamPair pair = connect();

      CompletableFuture<?> written = pair.server().write("a".repeat(32 << 20));
      assertThat(written).isNotDone();
      assertThat(pair.server().writing()).isTrue();
      await(pair.client().readBytes(32 << 20));
      await(written);

      assertThat(onLoop(() -> pair.server().writing())).isFalse();
    });
  }

  /// Many coroutines write at once; no future is lost and no write torn.
  @Test
  void futureWrite() {
    run(() -> {
      StreamPair pair = connect();
      int writers = 10;
      int each = 50;
      List<CompletableFuture<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        tasks.add(
            tornado.ioloop.Async.spawn(() -> {
              for (int j = 0; j < each; j++) {
                await(pair.server().write("a".repeat(1023) + "\n"));
              }
              return true;
            }));
      }

      for (int i = 0; i < writers * each; i++) {
        assertThat(await(pair.client().readUntil("\n")).size()).isEqualTo(1024);
      }

      assertThat(await(tornado.ioloop.Async.all(tasks))).hasSize(writers);
    });
  }

  @Test
  void writeBeyondMaxWriteBufferSizeIsRefused() {
    run(() -> {
      var options = IOStreamOptions.builder().maxWriteBufferSize(1000).build();
      StreamPair pair = connect(IOStreamOptions.DEFAULT, options);
      await(pair.server().write("x".repeat(1000)));

      assertThatThrownBy(() -> pair.server().write("x".repeat(1001)))
          .isInstanceOf(StreamBufferFullError.class);

      assertThat(pair.server().closed()).isFalse();
      assertThat(await(pair.client().readBytes(1000)).size()).isEqualTo(1000);
    });
  }

  /// Writes go out from a thread that is no loop's.
  @Test
  void writeFromAnotherThread() {
    run(() -> {
      StreamPair pair = connect();
      String text = "t".repeat(10_000);
      int count = 100;

      CompletableFuture<Boolean> done =
          tornado.ioloop.Async.runOnExecutor(() -> {
            for (int i = 0; i < count; i++) {
              pair.server().write(text).get();
            }
            return true;
          });
      ByteString read = await(pair.client().readBytes(10_000L * count));

      assertThat(await(done)).isTrue();
      assertThat(read.utf8()).isEqualTo(text.repeat(count));
    });
  }

  /// Writers on several threads, more than the transport takes: order within a writer stays.
  @Test
  void concurrentWritersLoseNothing() {
    run(() -> {
      StreamPair pair = connect();
      List<CompletableFuture<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        char name = (char) ('a' + i);
        tasks.add(
            tornado.ioloop.Async.spawnBlocking(() -> {
              List<CompletableFuture<?>> written = new ArrayList<>();
              for (int j = 0; j < 500; j++) {
                written.add(pair.server().write(name + ":" + j + "-" + "x".repeat(j * 7) + "\n"));
              }
              CompletableFuture.allOf(written.toArray(CompletableFuture[]::new)).join();
              return true;
            }));
      }

      int[] next = new int[4];
      for (int i = 0; i < 2000; i++) {
        String line = await(pair.client().readUntil("\n")).utf8();
        int number = next[line.charAt(0) - 'a']++;
        assertThat(line)
            .isEqualTo(line.charAt(0) + ":" + number + "-" + "x".repeat(number * 7) + "\n");
      }

      assertThat(await(tornado.ioloop.Async.all(tasks))).hasSize(4);
    });
  }
}
