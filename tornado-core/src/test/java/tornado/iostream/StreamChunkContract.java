// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.util.Buffers;

/// Push mode for handlers that take bytes where they were read.
public abstract class StreamChunkContract extends StreamFileContract {
  /// Takes so many bytes of every chunk, and once, or always, the rest from the stream's buffer.
  private static final class ChunkHandler implements InputHandler {
    private final int fromChunk;
    private final int fromInput;
    private final Buffer offered = new Buffer();
    private final Buffer buffered = new Buffer();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final CompletableFuture<Boolean> restAndMore = new CompletableFuture<>();

    ChunkHandler(int fromChunk, int fromInput) {
      this.fromChunk = fromChunk;
      this.fromInput = fromInput;
    }

    @Override
    public void onChunk(ByteBuffer chunk) {
      int end = chunk.limit();
      chunk.limit(Math.min(end, chunk.position() + fromChunk));
      Buffers.add(offered, chunk);
      chunk.limit(end);
    }

    @Override
    public void onInput(Buffer input) {
      if (input.size() == "restmore".length()) {
        restAndMore.complete(true);
      }
      buffered.write(input, Math.min(input.size(), fromInput));
    }

    @Override
    public void onInputEnd() {
      ended.complete(true);
    }
  }

  private ChunkHandler handle(StreamPair pair, ChunkHandler handler) {
    return onLoop(() -> {
      pair.server().startInput(handler);
      return handler;
    });
  }

  @Test
  void whatIsTakenOfAChunkIsNotBuffered() {
    run(() -> {
      StreamPair pair = connect();
      ChunkHandler handler = handle(pair, new ChunkHandler(4, Integer.MAX_VALUE));

      await(pair.client().write("headrest"));
      pair.client().shutdownOutput();
      await(handler.ended);

      assertThat(handler.offered.readUtf8()).isEqualTo("head");
      assertThat(handler.buffered.readUtf8()).isEqualTo("rest");
    });
  }

  @Test
  void wholeChunksMayBeTaken() {
    run(() -> {
      StreamPair pair = connect();
      ChunkHandler handler = handle(pair, new ChunkHandler(Integer.MAX_VALUE, 0));
      String much = "0123456789".repeat(50_000);

      await(pair.client().write(much));
      pair.client().shutdownOutput();
      await(handler.ended);

      assertThat(handler.offered.readUtf8()).isEqualTo(much);
      assertThat(handler.buffered.size()).isZero();
    });
  }

  /// What was left comes first, so that nothing is offered before it is gone.
  @Test
  void nothingIsOfferedWhileSomethingIsBuffered() {
    run(() -> {
      StreamPair pair = connect();
      pair.client().write("line\nrest");
      await(pair.server().readUntil("\n"));
      ChunkHandler handler = handle(pair, new ChunkHandler(Integer.MAX_VALUE, 0));

      await(pair.client().write("more"));
      await(handler.restAndMore);

      assertThat(handler.offered.size()).isZero();
    });
  }

  @Test
  void handlerThatFailsOverAChunkClosesTheStream() {
    run(() -> {
      StreamPair pair = connect();
      CompletableFuture<Boolean> closed = closing(pair.server());
      var failure = new IllegalStateException("no chunk");
      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        onLoop(() -> {
          pair.server()
              .startInput(
                  new InputHandler() {
                    @Override
                    public void onChunk(ByteBuffer chunk) {
                      throw failure;
                    }

                    @Override
                    public void onInput(Buffer input) {}

                    @Override
                    public void onInputEnd() {}
                  });
          return ByteString.EMPTY;
        });
        pair.client().write("chunk");
        await(closed);
        onLoop(() -> true);

        assertThat(pair.server().error()).isSameAs(failure);
        assertThat(log.lines())
            .singleElement()
            .asString()
            .startsWith("ERROR Exception in callback");
      }
    });
  }
}
