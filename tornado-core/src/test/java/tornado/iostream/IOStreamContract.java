// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.concurrent.CompletableFuture;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.util.Buffers;

/// What every stream does, whatever carries its bytes: reads, writes, closing, and push mode.
public abstract class IOStreamContract extends StreamChunkContract {
  private <T extends InputHandler> T push(IOStream stream, T handler) {
    return onLoop(() -> {
      stream.startInput(handler);
      return handler;
    });
  }

  @Test
  void pushesInputAsItComes() {
    run(() -> {
      StreamPair pair = connect();
      RecordingHandler handler = push(pair.server(), new RecordingHandler());

      pair.client().write("one ");
      pair.client().write("two");
      pair.client().shutdownOutput();

      assertThat(await(handler.all())).isEqualTo(bytes("one two"));
    });
  }

  @Test
  void pushesWhatIsBuffered() {
    run(() -> {
      StreamPair pair = connect();
      pair.client().write("line\nrest");
      await(pair.server().readUntil("\n"));

      RecordingHandler handler = push(pair.server(), new RecordingHandler());
      pair.client().shutdownOutput();

      assertThat(await(handler.all())).isEqualTo(bytes("rest"));
    });
  }

  @Test
  void endOfInputLeavesTheOutputOpen() {
    run(() -> {
      StreamPair pair = connect();
      RecordingHandler handler = push(pair.server(), new RecordingHandler());
      CompletableFuture<Boolean> closed = closing(pair.server());
      pair.client().write("request");
      pair.client().shutdownOutput();
      await(handler.all());

      await(pair.server().write("answer"));
      ByteString answer = await(pair.client().readBytes(6));

      assertThat(answer).isEqualTo(bytes("answer"));
      assertThat(pair.server().closed()).isFalse();
      assertThat(closed).isNotDone();
    });
  }

  @Test
  void closesWhenBothDirectionsEnded() {
    run(() -> {
      StreamPair pair = connect();
      RecordingHandler handler = push(pair.server(), new RecordingHandler());
      CompletableFuture<Boolean> closed = closing(pair.server());
      pair.client().shutdownOutput();
      await(handler.all());

      pair.server().shutdownOutput();

      assertThat(await(closed)).isTrue();
      assertThat(pair.server().error()).isNull();
    });
  }

  @Test
  void closesWhenTheInputEndsAfterTheOutput() {
    run(() -> {
      StreamPair pair = connect();
      RecordingHandler handler = push(pair.server(), new RecordingHandler());
      CompletableFuture<Boolean> closed = closing(pair.server());
      pair.server().shutdownOutput();
      assertThat(await(pair.client().readUntilClose())).isEqualTo(ByteString.EMPTY);

      assertThat(await(handler.all())).isEqualTo(ByteString.EMPTY);

      assertThat(await(closed)).isTrue();
    });
  }

  /// What the handler leaves comes again, together with what comes later.
  @Test
  void leftInputIsPassedAgain() {
    run(() -> {
      StreamPair pair = connect();
      var line = new CompletableFuture<ByteString>();
      push(
          pair.server(),
          new InputHandler() {
            @Override
            public void onInput(Buffer input) {
              if (input.size() >= 6) {
                line.complete(input.readByteString());
              }
            }

            @Override
            public void onInputEnd() {}
          });

      await(pair.client().write("abc"));
      onLoop(() -> true);
      await(pair.client().write("def"));

      assertThat(await(line)).isEqualTo(bytes("abcdef"));
    });
  }

  @Test
  void pausedInputWaitsForResume() {
    run(() -> {
      StreamPair pair = connect();
      RecordingHandler handler = push(pair.server(), new RecordingHandler());
      onLoop(() -> {
        pair.server().pauseInput();
        return true;
      });
      await(pair.client().write("later"));
      pair.client().shutdownOutput();
      onLoop(() -> true);
      onLoop(() -> true);
      assertThat(onLoop(() -> handler.calls)).isZero();

      onLoop(() -> {
        pair.server().resumeInput();
        return true;
      });

      assertThat(await(handler.all())).isEqualTo(bytes("later"));
    });
  }

  /// Pause within a call, with bytes left: resume brings exactly one more call for them, on a later turn.
  @Test
  void resumeWithinACallIsNotReentrant() {
    run(() -> {
      StreamPair pair = connect();
      var depths = new java.util.concurrent.CopyOnWriteArrayList<Integer>();
      var done = new CompletableFuture<Boolean>();
      push(
          pair.server(),
          new InputHandler() {
            private int depth;

            @Override
            public void onInput(Buffer input) {
              depths.add(++depth);
              pair.server().pauseInput();
              assertThat(Buffers.take(input, 1).size()).isEqualTo(1);
              pair.server().resumeInput();
              depth--;
              if (depths.size() == 3) {
                done.complete(true);
              }
            }

            @Override
            public void onInputEnd() {}
          });

      pair.client().write("abc");

      assertThat(await(done)).isTrue();
      assertThat(depths).containsExactly(1, 1, 1);
    });
  }

  @Test
  void stoppedInputIsLeftForReads() {
    run(() -> {
      StreamPair pair = connect();
      push(
          pair.server(),
          new InputHandler() {
            @Override
            public void onInput(Buffer input) {
              assertThat(Buffers.take(input, 1)).isEqualTo(bytes("a"));
              pair.server().stopInput();
            }

            @Override
            public void onInputEnd() {}
          });

      await(pair.client().write("abc"));
      onLoop(() -> true);
      onLoop(() -> true);

      await(pair.client().write("d"));
      assertThat(await(eventually(pair.server(), 3))).isEqualTo(bytes("bcd"));
    });
  }

  /// Reads once push mode has ended.
  private CompletableFuture<ByteString> eventually(IOStream stream, long byteCount) {
    while (stream.reading()) {
      onLoop(() -> true);
    }
    return stream.readBytes(byteCount);
  }

  /// A handler that takes nothing costs no more memory than its limit.
  @Test
  void readingPausesWhenTheHandlerLeavesTooMuch() {
    run(() -> {
      StreamPair pair = connect(20_000);
      var largest = new CompletableFuture<Long>();
      push(
          pair.client(),
          new InputHandler() {
            @Override
            public void onInput(Buffer input) {
              if (input.size() > 20_000) {
                largest.complete(input.size());
              }
            }

            @Override
            public void onInputEnd() {}
          });

      CompletableFuture<?> written = pair.server().write("x".repeat(32 << 20));

      assertThat(await(largest)).isBetween(20_001L, 30_000L);
      assertThat(written).isNotDone();
      assertThat(pair.client().closed()).isFalse();
    });
  }

  @Test
  void handlerThatFailsClosesTheStream() {
    run(() -> {
      StreamPair pair = connect();
      var failure = new IllegalStateException("bug");
      CompletableFuture<Boolean> closed = closing(pair.server());
      try (LogRecorder log = LogRecorder.of("tornado.application")) {
        push(
            pair.server(),
            new InputHandler() {
              @Override
              public void onInput(Buffer input) {
                throw failure;
              }

              @Override
              public void onInputEnd() {}
            });

        pair.client().write("x");
        await(closed);

        assertThat(pair.server().error()).isSameAs(failure);
        assertThat(log.lines())
            .singleElement()
            .asString()
            .startsWith("ERROR Exception in callback");
      }
    });
  }

  @Test
  void readsAndPushModeExcludeEachOther() {
    run(() -> {
      StreamPair pair = connect();
      CompletableFuture<ByteString> read = pair.client().readBytes(1);
      push(pair.server(), new RecordingHandler());

      assertThatThrownBy(() -> push(pair.client(), new RecordingHandler()))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> await(pair.server().readBytes(1)))
          .isInstanceOf(IllegalStateException.class);

      pair.client().close();
      closedError(read);
    });
  }
}
