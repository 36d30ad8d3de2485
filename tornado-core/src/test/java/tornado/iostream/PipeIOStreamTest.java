// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.fixture.LoopFixture;

/// Streams over one pipe. Carried over from Tornado's `iostream_test.TestPipeIOStream`.
final class PipeIOStreamTest extends LoopFixture {
  private Pipe pipe;

  @BeforeEach
  void openPipe() throws IOException {
    pipe = Pipe.open();
  }

  @AfterEach
  void closePipe() throws IOException {
    pipe.sink().close();
    pipe.source().close();
  }

  private PipeIOStream reader() {
    return PipeIOStream.reading(loop, Channels.newInputStream(pipe.source()));
  }

  private PipeIOStream writer() {
    return PipeIOStream.writing(loop, Channels.newOutputStream(pipe.sink()));
  }

  @Test
  void pipeIostream() {
    run(() -> {
      PipeIOStream reader = reader();
      PipeIOStream writer = writer();

      writer.write("hel");
      writer.write("lo world");
      assertThat(await(reader.readUntil(" ")).utf8()).isEqualTo("hello ");
      assertThat(await(reader.readBytes(3)).utf8()).isEqualTo("wor");
      writer.close();

      assertThat(await(reader.readUntilClose()).utf8()).isEqualTo("ld");
    });
  }

  @Test
  void pipeIostreamBigWrite() {
    run(() -> {
      PipeIOStream reader = reader();
      ByteString megabyte = ByteString.encodeUtf8("1".repeat(1 << 20));
      CompletableFuture<ByteString> read = reader.readBytes(1 << 20);

      CompletableFuture<?> written = writer().write(megabyte);

      assertThat(await(read)).isEqualTo(megabyte);
      await(written);
    });
  }

  /// What a pipe of the system has taken comes out of it, whoever closes it then.
  @Test
  void writtenBytesArriveAlthoughTheStreamIsClosedAtOnce() {
    run(() -> {
      PipeIOStream writer = writer();

      writer.write("quit\n");
      writer.close();

      assertThat(await(reader().readUntilClose()).utf8()).isEqualTo("quit\n");
    });
  }

  @Test
  void shutdownOutputOfTheReadingEndDoesNothing() {
    run(() -> {
      PipeIOStream reader = reader();
      PipeIOStream writer = writer();

      reader.shutdownOutput();

      for (int i = 0; i < 3; i++) {
        await(writer.write("more"));
        assertThat(await(reader.readBytes(4)).utf8()).isEqualTo("more");
      }
    });
  }

  @Test
  void writeToTheReadingEndFails() {
    run(() -> {
      PipeIOStream reader = reader();

      assertThatThrownBy(() -> await(reader.write("x"))).isInstanceOf(StreamClosedError.class);

      assertThat(reader.error()).hasMessage("Broken pipe");
    });
  }

  @Test
  void readsOfTheWritingEndWaitUntilItIsClosed() {
    run(() -> {
      PipeIOStream writer = writer();
      CompletableFuture<ByteString> read = writer.readBytes(1);
      await(writer.write("x"));
      assertThat(read).isNotDone();

      writer.close();

      assertThatThrownBy(() -> await(read)).isInstanceOf(StreamClosedError.class);
    });
  }

  @Test
  void writeWithoutAReaderFailsQuietly() {
    run(() -> {
      pipe.source().close();
      PipeIOStream writer = writer();

      assertThatThrownBy(() -> await(writer.write("x"))).isInstanceOf(StreamClosedError.class);

      assertThat(writer.closed()).isTrue();
    });
  }

  /// Closing a stream of Java's may wait for a write that is under way in it, and that for ever.
  @Test
  void closingDoesNotWaitForAWriteThatHangs() {
    var reached = new CompletableFuture<Boolean>();
    var release = new CountDownLatch(1);
    var sinkClosed = new CompletableFuture<Boolean>();
    var hanging =
        new OutputStream() {
          @Override
          public synchronized void write(int b) {
            reached.complete(true);
            awaitLatch(release);
          }

          @Override
          public synchronized void close() {
            sinkClosed.complete(true);
          }
        };
    run(() -> {
      PipeIOStream writer = PipeIOStream.writing(loop, hanging);
      CompletableFuture<?> written = writer.write("x");
      await(reached);

      writer.close();

      assertThatThrownBy(() -> await(written)).isInstanceOf(StreamClosedError.class);
      assertThat(sinkClosed).isNotDone();
      release.countDown();
      assertThat(await(sinkClosed)).isTrue();
    });
  }

  @Test
  void closingEndsAReadThatWaitsInAChannel() {
    var sourceClosed = new CompletableFuture<Boolean>();
    var source =
        new FilterInputStream(Channels.newInputStream(pipe.source())) {
          @Override
          public void close() throws IOException {
            super.close();
            sourceClosed.complete(true);
          }
        };
    run(() -> {
      PipeIOStream reader = PipeIOStream.reading(loop, source);
      CompletableFuture<ByteString> read = reader.readBytes(1);

      reader.close();

      assertThatThrownBy(() -> await(read)).isInstanceOf(StreamClosedError.class);
      assertThat(await(sourceClosed)).isTrue();
      assertThat(pipe.source().isOpen()).isFalse();
    });
  }

  @Test
  void aStreamOfJavasThatFailsClosesTheStream() {
    var bug = new IllegalStateException("bug");
    var failing =
        new InputStream() {
          @Override
          public int read() {
            throw bug;
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            throw bug;
          }
        };
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      run(() -> {
        PipeIOStream reader = PipeIOStream.reading(loop, failing);

        assertThatThrownBy(() -> await(reader.readBytes(1))).isInstanceOf(StreamClosedError.class);

        assertThat(reader.error()).hasMessage("pipe failed").hasCause(bug);
      });
      assertThat(log.lines())
          .filteredOn(line -> !line.startsWith("INFO"))
          .allMatch(line -> line.startsWith("WARN error on read"));
    }
  }

  @Test
  void inputThatIsLargerThanTheBuffersWaitsForReads() {
    run(() -> {
      String piece = "0123456789".repeat(10);
      byte[] much = piece.repeat(10_000).getBytes(StandardCharsets.UTF_8);
      PipeIOStream reader = PipeIOStream.reading(loop, new ByteArrayInputStream(much));

      for (int i = 0; i < 10_000; i++) {
        assertThat(await(reader.readBytes(100)).utf8()).isEqualTo(piece);
      }

      assertThat(await(reader.readUntilClose()).size()).isZero();
    });
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
