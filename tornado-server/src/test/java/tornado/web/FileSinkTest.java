// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.ioloop.IOLoop;

/// A file in the making, on a disk that fails too.
final class FileSinkTest {
  private static final int FIRST = 64 << 10;

  @TempDir private Path folder;

  private final IOLoop loop = new IOLoop();
  private FileChannel file;
  private FileSink sink;

  @BeforeEach
  void open() throws IOException {
    Path path = folder.resolve("x");
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    sink = new FileSink(path, file, loop);
  }

  @AfterEach
  void close() throws IOException {
    file.close();
    loop.close();
  }

  private static ByteBuffer bytes(int byteCount) {
    return ByteBuffer.allocate(byteCount);
  }

  @Test
  void takesNoMoreThanThereIsRoomForUntilAPieceIsWritten() {
    ByteBuffer much = bytes(FIRST + PieceBuffers.SIZE + 1);

    CompletableFuture<?> room = sink.put(much);
    while (much.hasRemaining()) {
      room.join();
      room = sink.put(much);
    }

    assertThat(room).isCompleted();
    assertThat(loop.runSync(sink::finish)).isEqualTo(FIRST + PieceBuffers.SIZE + 1);
    assertThat(folder.resolve("x")).hasSize(FIRST + PieceBuffers.SIZE + 1);
  }

  @Test
  void failureShowsWithALaterPiece() throws IOException {
    file.close();
    ByteBuffer much = bytes(100 * PieceBuffers.SIZE);

    assertThatThrownBy(
            () -> {
              while (much.hasRemaining()) {
                sink.put(much).join();
              }
            })
        .hasRootCauseInstanceOf(ClosedChannelException.class);

    assertThat(sink.put(much)).isCompletedExceptionally();
    assertThat(much.hasRemaining()).isTrue();
    sink.drop().join();
    assertThat(PieceBuffers.of(loop).take()).isNotNull();
  }

  @Test
  void poolThatRefusesIsAFailureToo() {
    loop.setDefaultExecutor(_ -> {
      throw new RejectedExecutionException("full");
    });

    ByteBuffer much = bytes(100 * PieceBuffers.SIZE);

    assertThat(sink.put(much)).isCompletedExceptionally();
    assertThatThrownBy(() -> loop.runSync(sink::finish))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void noMoreThanAFewPiecesWait() throws IOException {
    loop.setDefaultExecutor(_ -> {});
    ByteBuffer much = bytes(100 * PieceBuffers.SIZE);

    CompletableFuture<?> room = sink.put(much);

    assertThat(room).isNotDone();
    assertThat(much.position()).isEqualTo(FIRST + PieceBuffers.SIZE);
  }

  @Test
  void failureOfTheLastPieceIsThrown() throws IOException {
    sink.put(bytes(10)).join();
    file.close();

    assertThatThrownBy(() -> loop.runSync(sink::finish))
        .hasRootCauseInstanceOf(ClosedChannelException.class);
  }

  @Test
  void diversionTellsOfAFailureAndKeepsTheClientWaiting() throws IOException {
    file.close();
    var way = new BodyDiversion(sink, loop);
    var pending = new ArrayList<CompletableFuture<Void>>();

    loop.runSync(() -> {
      pending.add(way.add(ByteString.of(new byte[FIRST + 1])));
      pending.add(way.add(ByteString.of(new byte[20 * PieceBuffers.SIZE])));
      assertThatThrownBy(() -> FileSink.await(way.over())).isInstanceOf(IOException.class);
      return null;
    });

    assertThat(pending.get(1)).isNotDone();
    way.close();
    assertThat(way.open()).isFalse();
    assertThat(way.offer(bytes(1))).isCompleted();
  }

  @Test
  void droppedFileIsGone() {
    sink.put(bytes(FIRST + 1)).join();

    sink.drop().join();

    assertThat(List.of(folder.toFile().list())).isEmpty();
  }

  @Test
  void buffersAreUsedAgain() {
    PieceBuffers buffers = PieceBuffers.of(loop);
    var taken = new ArrayList<ByteBuffer>();
    for (ByteBuffer next = buffers.take(); next != null; next = buffers.take()) {
      taken.add(next);
    }
    assertThat(taken).hasSize(64);

    buffers.giveBack(taken.getFirst());

    assertThat(buffers.take()).isSameAs(taken.getFirst());
    assertThat(buffers.take()).isNull();
  }

  @Test
  void withoutBuffersItGoesOnInSmallPieces() {
    while (PieceBuffers.of(loop).take() != null) {
      // All are somebody else's.
    }
    ByteBuffer much = bytes(5 * FIRST);

    while (much.hasRemaining()) {
      sink.put(much).join();
    }

    assertThat(loop.runSync(sink::finish)).isEqualTo(5L * FIRST);
  }
}
