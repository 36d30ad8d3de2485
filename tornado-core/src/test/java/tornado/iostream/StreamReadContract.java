// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;

/// What every stream reads. Python: iostream_test, TestReadWriteMixin.
public abstract class StreamReadContract extends StreamFixture {
  @Test
  void readUntil() {
    run(() -> {
      StreamPair pair = connect();

      pair.server().write("abc\r\ndef\r\n");

      assertThat(await(pair.client().readUntil("\r\n"))).isEqualTo(bytes("abc\r\n"));
      assertThat(await(pair.client().readUntil("\r\n"))).isEqualTo(bytes("def\r\n"));
    });
  }

  @Test
  void readUntilFindsADelimiterThatComesInTwoPieces() {
    run(() -> {
      StreamPair pair = connect();
      CompletableFuture<ByteString> read = pair.client().readUntil("\r\n\r\n");

      await(pair.server().write("head\r\n\r"));
      onLoop(() -> true);
      await(pair.server().write("\nbody"));

      assertThat(await(read)).isEqualTo(bytes("head\r\n\r\n"));
      assertThat(await(pair.client().readBytes(4))).isEqualTo(bytes("body"));
    });
  }

  @Test
  void readUntilRegexReadsBytesAsLatin1() {
    run(() -> {
      StreamPair pair = connect();

      pair.server().write(ByteString.decodeHex("61e9ff0d0a62"));

      assertThat(await(pair.client().readUntilRegex("\u00e9.\r?\n")))
          .isEqualTo(ByteString.decodeHex("61e9ff0d0a"));
    });
  }

  @Test
  void readUntilAndRegexRejectSenselessArguments() {
    run(() -> {
      IOStream client = connect().client();

      assertThatThrownBy(() -> client.readUntil("")).hasMessage("delimiter is empty");
      assertThatThrownBy(() -> client.readUntil("x", -1)).hasMessage("byteCount < 0: -1");
      assertThatThrownBy(() -> client.readBytes(-2)).hasMessage("byteCount < 0: -2");
    });
  }

  @Test
  void readZeroBytes() {
    run(() -> {
      StreamPair pair = connect();
      pair.server().write("foobar");

      assertThat(await(pair.client().readBytes(3))).isEqualTo(bytes("foo"));
      assertThat(await(pair.client().readBytes(0))).isEqualTo(ByteString.EMPTY);
      assertThat(await(pair.client().readBytesPartial(0))).isEqualTo(ByteString.EMPTY);
      assertThat(await(pair.client().readBytes(3))).isEqualTo(bytes("bar"));
    });
  }

  @Test
  void readBytesPartial() {
    run(() -> {
      StreamPair pair = connect();
      CompletableFuture<ByteString> more = pair.client().readBytesPartial(50);
      pair.server().write("hello");

      ByteString wholePacket = await(more);
      pair.server().write("world");
      ByteString piece = await(pair.client().readBytesPartial(3));

      assertThat(wholePacket).isEqualTo(bytes("hello"));
      assertThat(piece).isEqualTo(bytes("wor"));
      assertThat(await(pair.client().readBytesPartial(50))).isEqualTo(bytes("ld"));
    });
  }

  @Test
  void readUntilMaxBytes() {
    run(() -> {
      StreamPair pair = connect();
      CompletableFuture<Boolean> closed = closing(pair.client());
      CompletableFuture<ByteString> exact = pair.client().readUntil("def", 6);
      pair.server().write("abcdef");
      assertThat(await(exact)).isEqualTo(bytes("abcdef"));

      CompletableFuture<ByteString> tooLong = pair.client().readUntil("def", 5);
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        pair.server().write("123456");
        StreamClosedError error = closedError(tooLong);
        await(closed);

        assertThat(error.realError()).isInstanceOf(UnsatisfiableReadError.class);
        assertThat(pair.client().error()).isSameAs(error.realError());
        assertThat(log.lines()).singleElement().asString().startsWith("INFO Unsatisfiable read");
      }
    });
  }

  @Test
  void readUntilMaxBytesInline() {
    run(() -> {
      StreamPair pair = connect();
      pair.server().write("123456");
      CompletableFuture<Boolean> closed = closing(pair.client());
      assertThat(await(pair.client().readBytes(0))).isEqualTo(ByteString.EMPTY);

      CompletableFuture<ByteString> read = pair.client().readUntil("def", 5);

      assertThat(closedError(read).realError()).isInstanceOf(UnsatisfiableReadError.class);
      await(closed);
    });
  }

  /// The delimiter comes too late although it is in the same packet.
  @Test
  void readUntilMaxBytesIgnoresExtra() {
    run(() -> {
      StreamPair pair = connect();
      CompletableFuture<Boolean> closed = closing(pair.client());

      pair.server().write("abcdef");

      assertThat(closedError(pair.client().readUntil("def", 5)).realError())
          .isInstanceOf(UnsatisfiableReadError.class);
      await(closed);
    });
  }

  @Test
  void readUntilRegexMaxBytes() {
    run(() -> {
      StreamPair pair = connect();
      CompletableFuture<ByteString> exact = pair.client().readUntilRegex("def", 6);
      pair.server().write("abcdef");
      assertThat(await(exact)).isEqualTo(bytes("abcdef"));

      CompletableFuture<ByteString> tooLong = pair.client().readUntilRegex("def", 5);
      pair.server().write("123456");

      assertThat(closedError(tooLong).realError()).isInstanceOf(UnsatisfiableReadError.class);
    });
  }

  @Test
  void readUntilRegexMaxBytesInline() {
    run(() -> {
      StreamPair pair = connect();
      pair.server().write("x123456");
      await(pair.client().readBytes(1));

      CompletableFuture<ByteString> read = pair.client().readUntilRegex("def", 5);

      assertThat(closedError(read).realError()).isInstanceOf(UnsatisfiableReadError.class);
    });
  }

  @Test
  void readUntilRegexMaxBytesIgnoresExtra() {
    run(() -> {
      StreamPair pair = connect();

      pair.server().write("abcdef");

      assertThat(closedError(pair.client().readUntilRegex("def", 5)).realError())
          .isInstanceOf(UnsatisfiableReadError.class);
    });
  }

  /// 4 MiB before the delimiter: searched from the start for each packet this took minutes.
  @Test
  void largeReadUntil() {
    run(() -> {
      StreamPair pair = connect();
      CompletableFuture<ByteString> read = pair.client().readUntil("\r\n");
      CompletableFuture<ByteString> noRegex = pair.server().readUntilRegex("\r\n");

      pair.server().write("A".repeat(4 << 20) + "\r\n");
      // Wherever the input pauses a pattern is tried from the start.
      pair.client().write("A".repeat(1 << 20) + "\r\n");

      assertThat(await(read).size()).isEqualTo((4 << 20) + 2);
      assertThat(await(noRegex).size()).isEqualTo((1 << 20) + 2);
    });
  }

  /// The second packet doesn't double the buffer, and there is no third one: the end has to be searched too.
  @Test
  void closeCallbackWithPendingReadUntilSecondPacketSmallerThanTheFirst() {
    run(() -> {
      StreamPair pair = connect();
      CompletableFuture<ByteString> read = pair.client().readUntilRegex("done");

      await(pair.server().write("x".repeat(1024)));
      await(pair.server().write("done"));
      pair.server().close();

      assertThat(await(read).size()).isEqualTo(1028);
    });
  }

  @Test
  void smallReadsFromLargeBuffer() {
    run(() -> {
      StreamPair pair = connect(10 << 10);
      pair.server().write("a".repeat(100 << 10));

      for (int i = 0; i < 100; i++) {
        assertThat(await(pair.client().readBytes(1 << 10)).size()).isEqualTo(1 << 10);
      }

      assertThat(pair.client().closed()).isFalse();
    });
  }

  @Test
  void smallReadUntilsFromLargeBuffer() {
    run(() -> {
      StreamPair pair = connect(10 << 10);
      pair.server().write(("a".repeat(1023) + "\n").repeat(100));

      for (int i = 0; i < 100; i++) {
        assertThat(await(pair.client().readUntil("\n", 4096)).size()).isEqualTo(1024);
      }

      assertThat(pair.client().closed()).isFalse();
    });
  }

  @Test
  void readBufferFullClosesTheStream() {
    run(() -> {
      StreamPair pair = connect(10 << 10);
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        CompletableFuture<ByteString> read = pair.client().readUntil("never");
        pair.server().write("a".repeat(100 << 10));

        StreamClosedError error = closedError(read);

        assertThat(error.realError()).isInstanceOf(StreamBufferFullError.class);
        assertThat(log.lines()).first().isEqualTo("ERROR Reached maximum read buffer size");
      }
    });
  }

  @Test
  void flowControl() {
    run(() -> {
      StreamPair pair = connect(5 << 20);
      ByteString data = ByteString.encodeUtf8("a".repeat(10 << 20));
      CompletableFuture<?> written = pair.server().write(data);

      for (int i = 0; i < 10; i++) {
        assertThat(await(pair.client().readBytes(1 << 20)).size()).isEqualTo(1 << 20);
      }

      await(written);
    });
  }

  @Test
  void readInto() {
    run(() -> {
      StreamPair pair = connect();
      ByteBuffer target = ByteBuffer.allocate(10);
      CompletableFuture<Integer> read = pair.client().readInto(target);
      await(pair.server().write("hello"));
      assertThat(read).isNotDone();

      pair.server().write("world!!");

      assertThat(await(read)).isEqualTo(10);
      assertThat(ByteString.of(target.flip())).isEqualTo(bytes("helloworld"));
      assertThat(await(pair.client().readBytes(2))).isEqualTo(bytes("!!"));
    });
  }

  @Test
  void readIntoPartial() {
    run(() -> {
      StreamPair pair = connect();
      ByteBuffer target = ByteBuffer.allocateDirect(10);
      CompletableFuture<Integer> read = pair.client().readIntoPartial(target);

      pair.server().write("hello");

      assertThat(await(read)).isEqualTo(5);
      assertThat(ByteString.of(target.flip())).isEqualTo(bytes("hello"));
    });
  }

  @Test
  void readIntoZeroBytes() {
    run(() -> {
      IOStream client = connect().client();

      int byteCount = await(client.readInto(ByteBuffer.allocate(0)));

      assertThat(byteCount).isZero();
    });
  }

  /// A target larger than the stream may buffer.
  @Test
  void readIntoIsNotBoundByTheBufferSize() {
    run(() -> {
      StreamPair pair = connect(10 << 10);
      ByteBuffer target = ByteBuffer.allocate(1 << 20);

      pair.server().write("b".repeat(1 << 20));

      assertThat(await(pair.client().readInto(target))).isEqualTo(1 << 20);
      assertThat(target.get(target.capacity() - 1)).isEqualTo((byte) 'b');
    });
  }

  @Test
  void manyMixedReads() {
    run(() -> {
      StreamPair pair = connect();
      var random = new java.util.Random(42);
      var sent = new Buffer();
      for (int i = 0; i < 1000; i++) {
        sent.writeByte(random.nextInt(256));
      }
      ByteString all = sent.snapshot();
      pair.server().write(sent);

      var received = new Buffer();
      while (received.size() < all.size()) {
        int byteCount = Math.min(random.nextInt(1, 10), (int) (all.size() - received.size()));
        switch (random.nextInt(4)) {
          case 0 -> received.write(await(pair.client().readBytes(byteCount)));
          case 1 -> received.write(await(pair.client().readBytesPartial(byteCount)));
          case 2 -> {
            ByteBuffer target = ByteBuffer.allocate(byteCount);
            await(pair.client().readInto(target));
            received.write(target.flip());
          }
          default -> {
            ByteBuffer target = ByteBuffer.allocate(byteCount);
            await(pair.client().readIntoPartial(target));
            received.write(target.flip());
          }
        }
      }

      assertThat(received.snapshot()).isEqualTo(all);
    });
  }

  @Test
  void secondReadFails() {
    run(() -> {
      StreamPair pair = connect();
      CompletableFuture<ByteString> first = pair.client().readBytes(1);

      CompletableFuture<ByteString> second = pair.client().readBytes(1);

      assertThatThrownBy(() -> await(second))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("already reading");
      pair.server().write("x");
      assertThat(await(first)).isEqualTo(bytes("x"));
    });
  }

  @Test
  void readThatWasCancelledTakesNothing() {
    run(() -> {
      StreamPair pair = connect();
      CompletableFuture<ByteString> given = pair.client().readBytes(3);
      given.cancel(true);

      pair.server().write("abc");

      assertThat(await(pair.client().readUntil("c"))).isEqualTo(bytes("abc"));
    });
  }
}
