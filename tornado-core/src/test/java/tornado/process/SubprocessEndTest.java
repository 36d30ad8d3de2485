// SPDX-License-Identifier: Apache-2.0
package tornado.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.fixture.LoopFixture;
import tornado.ioloop.Async;
import tornado.iostream.StreamClosedError;
import tornado.process.Subprocess.Stdio;
import tornado.util.TimeoutError;

/// How children end, and who hears of it.
class SubprocessEndTest extends LoopFixture {
  private static Subprocess sleeping() {
    return Subprocess.builder("sleep", "1000").start();
  }

  @Test
  void anExitCallbackThatIsSetTooLateRunsToo() {
    run(() -> {
      try (var child = Subprocess.builder("sh", "-c", "exit 7").start()) {
        await(child.waitForExitOfAnyKind());
        var code = new CompletableFuture<Integer>();

        child.setExitCallback(code::complete);

        assertThat(await(code)).isEqualTo(7);
      }
    });
  }

  @Test
  void exitCallbacksRunOnTheLoop() {
    run(() -> {
      var inLoop = new CompletableFuture<Boolean>();
      try (var child = Subprocess.builder("true").start()) {
        child.setExitCallback(_ -> inLoop.complete(loop.inLoop()));

        assertThat(await(inLoop)).isTrue();
      }
    });
  }

  @Test
  void whoCancelsItsWaitDoesNotEndThatOfOthers() {
    run(() -> {
      try (var child = sleeping()) {
        CompletableFuture<Integer> given = child.waitForExit();
        CompletableFuture<Integer> other = child.waitForExitOfAnyKind();
        given.cancel(true);

        child.kill();

        assertThat(await(other)).isEqualTo(128 + 9);
        assertThat(given).isCancelled();
      }
    });
  }

  @Test
  void aChildThatNeverEndsCanBeGivenUp() {
    run(() -> {
      var child = sleeping();
      CompletableFuture<Integer> waiting =
          Async.withTimeout(Duration.ofSeconds(5), child.waitForExitOfAnyKind());
      advance(Duration.ofSeconds(5));
      assertThatThrownBy(() -> await(waiting)).isInstanceOf(TimeoutError.class);
      assertThat(child.returnCode()).isEmpty();

      child.close();

      assertThat(await(child.waitForExitOfAnyKind())).isEqualTo(128 + 9);
      assertThat(ProcessHandle.of(child.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    });
  }

  @ParameterizedTest
  @CsvSource({"TERM, 15", "KILL, 9"})
  void aSignalIsAStatus(String name, int number) {
    run(() -> {
      try (var child = Subprocess.builder("sh", "-c", "kill -" + name + " $$").start()) {
        assertThat(await(child.waitForExitOfAnyKind())).isEqualTo(128 + number);
      }
    });
  }

  /// The child doesn't read, and its pipe is full.
  @Test
  void closingStdinDoesNotHoldTheLoop() {
    run(() -> {
      try (var child = Subprocess.builder("sleep", "1000").stdin(Stdio.STREAM).start()) {
        CompletableFuture<?> written = child.stdin().write("x".repeat(1 << 20));
        var turn = new CompletableFuture<Boolean>();

        child.stdin().close();
        loop.addCallback(() -> turn.complete(true));

        assertThat(await(turn)).isTrue();
        assertThatThrownBy(() -> await(written)).isInstanceOf(StreamClosedError.class);
      }
    });
  }

  /// A command is often sent, and the pipe closed behind it.
  @Test
  void whatWasWrittenBeforeCloseArrives() {
    run(() -> {
      try (var child = Subprocess.builder("cat").stdin(Stdio.STREAM).stdout(Stdio.STREAM).start()) {
        child.stdin().write("quit\n");
        child.stdin().close();

        assertThat(await(child.stdout().readUntilClose()).utf8()).isEqualTo("quit\n");
        await(child.waitForExit());
      }
    });
  }

  /// Neither pipe waits for the other.
  @Test
  void muchComesOutOfBothPipes() {
    String script =
        "for i in 1 2 3 4; do head -c 500000 /dev/zero; head -c 500000 /dev/zero >&2; done";
    run(() -> {
      try (var child =
          Subprocess.builder("sh", "-c", script)
              .stdout(Stdio.STREAM)
              .stderr(Stdio.STREAM)
              .start()) {
        var out = child.stdout().readUntilClose();
        var err = child.stderr().readUntilClose();

        assertThat(await(out).size()).isEqualTo(2_000_000);
        assertThat(await(err).size()).isEqualTo(2_000_000);
        await(child.waitForExit());
      }
    });
  }

  /// The end of the child is no end of its output, which is still to be read.
  @Test
  void outputOutlivesTheChild() {
    run(() -> {
      try (var child =
          Subprocess.builder("sh", "-c", "echo last words").stdout(Stdio.STREAM).start()) {
        await(child.waitForExit());

        assertThat(await(child.stdout().readUntilClose()).utf8()).isEqualTo("last words\n");
      }
    });
  }

  @Test
  void argumentsAreNotForAShell() {
    run(() -> {
      try (var child =
          Subprocess.builder("echo", "$HOME", "*", "a b").stdout(Stdio.STREAM).start()) {
        assertThat(await(child.stdout().readUntilClose()).utf8()).isEqualTo("$HOME * a b\n");
      }
    });
  }

  @Test
  void closingTwiceDoesNothing() {
    run(() -> {
      var child = sleeping();

      List.of(child, child).forEach(Subprocess::close);

      assertThat(await(child.waitForExitOfAnyKind())).isEqualTo(128 + 9);
      assertThat(child.returnCode()).hasValue(128 + 9);
    });
  }
}
