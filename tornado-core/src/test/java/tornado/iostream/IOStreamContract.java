// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tornado.ioloop.IOLoop;

/// What every stream does, whatever carries its bytes. Python: iostream_test, TestReadWriteMixin and TestIOStreamMixin.
@Timeout(20)
public abstract class IOStreamContract {
  /// Two connected streams.
  protected record StreamPair(IOStream client, IOStream server) {}

  /// The loop of the test; both streams are on it.
  protected final IOLoop loop = new IOLoop();

  /// Connects two streams on the current loop.
  protected abstract StreamPair connect(IOStreamOptions client, IOStreamOptions server)
      throws Exception;

  protected final StreamPair connect() throws Exception {
    return connect(IOStreamOptions.DEFAULT, IOStreamOptions.DEFAULT);
  }

  protected final <T extends @Nullable Object> T run(Callable<T> body) {
    return loop.runSync(body, Duration.ofSeconds(15));
  }

  protected static ByteString bytes(String text) {
    return ByteString.encodeUtf8(text);
  }

  @AfterEach
  void closeLoop() {
    loop.closeAll();
  }

  @Test
  void writeZeroBytes() {
    run(() -> {
      StreamPair pair = connect();

      var written = pair.server().write(ByteString.EMPTY);

      assertThat(written).isCompleted();
      return null;
    });
  }

  @Test
  void readUntilDelimiter() {
    run(() -> {
      StreamPair pair = connect();

      pair.server().write("abc\r\ndef\r\n");

      assertThat(await(pair.client().readUntil("\r\n"))).isEqualTo(bytes("abc\r\n"));
      assertThat(await(pair.client().readUntil("\r\n"))).isEqualTo(bytes("def\r\n"));
      return null;
    });
  }

  @Test
  void readUntilClose() {
    run(() -> {
      StreamPair pair = connect();

      pair.server().write("1234");
      pair.server().close();

      assertThat(await(pair.client().readUntilClose())).isEqualTo(bytes("1234"));
      return null;
    });
  }
}
