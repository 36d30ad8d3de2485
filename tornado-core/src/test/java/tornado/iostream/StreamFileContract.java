// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.fixture.LogRecorder;

/// How every stream sends files.
public abstract class StreamFileContract extends StreamWriteContract {
  private static final int SMALL = 1000;

  /// More than a socket takes without a reader.
  private static final int LARGE = 16 << 20;

  @TempDir private Path folder;

  private FileChannel open(ByteString content) throws IOException {
    Path path = Files.write(folder.resolve("file"), content.toByteArray());
    return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static ByteString content(int byteCount) {
    return bytes("0123456789".repeat(byteCount / 10 + 1)).substring(0, byteCount);
  }

  @Test
  void writesAFile() {
    run(() -> {
      StreamPair pair = connect();
      ByteString content = content(LARGE);
      try (FileChannel file = open(content)) {
        CompletableFuture<?> written = pair.server().write(file, 0, LARGE);
        ByteString read = await(pair.client().readBytes(LARGE));
        await(written);

        assertThat(read).isEqualTo(content);
        assertThat(file.isOpen()).isTrue();
      }
    });
  }

  @Test
  void writesAPartOfAFile() {
    run(() -> {
      StreamPair pair = connect();
      ByteString content = content(SMALL);
      try (FileChannel file = open(content)) {
        await(pair.server().write(file, 3, 500));
        pair.server().shutdownOutput();

        assertThat(await(pair.client().readUntilClose())).isEqualTo(content.substring(3, 503));
      }
    });
  }

  @Test
  void writesNothingOfAFile() {
    run(() -> {
      StreamPair pair = connect();
      try (FileChannel file = open(content(SMALL))) {
        await(pair.server().write(file, SMALL, 0));

        assertThat(pair.server().writing()).isFalse();
      }
    });
  }

  @Test
  void fileGoesInOrder() {
    run(() -> {
      StreamPair pair = connect();
      ByteString content = content(LARGE);
      try (FileChannel file = open(content)) {
        pair.server().write("head ");
        pair.server().write(file, 0, LARGE);
        pair.server().write(" between ");
        pair.server().write(file, LARGE - 10, 10);
        CompletableFuture<?> last = pair.server().write(" tail");

        assertThat(await(pair.client().readUntil(" tail")).size())
            .isEqualTo(5 + LARGE + 9 + 10 + 5);
        await(last);
      }
    });
  }

  @Test
  void fileDoesNotCountAsBuffered() {
    run(() -> {
      var limited = IOStreamOptions.builder().maxWriteBufferSize(100).build();
      StreamPair pair = connect(IOStreamOptions.DEFAULT, limited);
      try (FileChannel file = open(content(LARGE))) {
        CompletableFuture<?> written = pair.server().write(file, 0, LARGE);
        pair.server().write("a".repeat(100));

        assertThatThrownBy(() -> pair.server().write("b"))
            .isInstanceOf(StreamBufferFullError.class);
        await(pair.client().readBytes(LARGE + 100));
        await(written);
        await(pair.server().write("b".repeat(100)));
      }
    });
  }

  @Test
  void peerThatLeavesWhileAFileIsSent() {
    run(() -> {
      StreamPair pair = connect();
      try (FileChannel file = open(content(LARGE))) {
        CompletableFuture<?> written = pair.server().write(file, 0, LARGE);
        await(pair.client().readBytes(10));

        pair.client().close();

        closedError(written);
        assertThat(file.isOpen()).isTrue();
      }
    });
  }

  /// The peer counts on bytes that are gone: it must see the connection break.
  @Test
  void fileThatBecomesShorterBreaksTheConnection() {
    run(() -> {
      StreamPair pair = connect();
      try (LogRecorder log = LogRecorder.of("tornado.general");
          FileChannel file = open(content(LARGE))) {
        CompletableFuture<?> written = pair.server().write(file, 0, LARGE);
        file.truncate(SMALL);

        assertThat(await(pair.client().readUntilClose()).size()).isBetween(1, LARGE - 1);
        StreamClosedError error = closedError(written);

        assertThat(error.realError()).hasMessageMatching("file ended \\d+ bytes early");
        assertThat(log.lines())
            .singleElement()
            .asString()
            .contains("error on write", "bytes early");
      }
    });
  }

  @Test
  void fileThatIsClosedTooEarlyBreaksTheConnection() {
    run(() -> {
      StreamPair pair = connect();
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        FileChannel file = open(content(LARGE));
        CompletableFuture<?> written = pair.server().write(file, 0, LARGE);
        file.close();
        CompletableFuture<ByteString> read = pair.client().readUntilClose();

        StreamClosedError error = closedError(written);

        assertThat(error.realError()).hasMessageMatching("file was closed \\d+ bytes early");
        assertThat(await(read).size()).isLessThan(LARGE);
        assertThat(log.lines()).hasSize(1);
      }
    });
  }

  @Test
  void refusesANegativePartOfAFile() {
    run(() -> {
      IOStream server = connect().server();
      try (FileChannel file = open(content(SMALL))) {
        assertThatThrownBy(() -> server.write(file, -1, 1)).hasMessage("position < 0: -1");
        assertThatThrownBy(() -> server.write(file, 0, -1)).hasMessage("byteCount < 0: -1");
      }
    });
  }
}
