// SPDX-License-Identifier: Apache-2.0
package tornado.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.fixture.LoopFixture;
import tornado.iostream.StreamClosedError;
import tornado.process.Subprocess.Stdio;

/// Carried over from Tornado's `process_test.SubprocessTest`.
class SubprocessTest extends LoopFixture {
  @TempDir private Path folder;

  @Test
  void subprocess() {
    run(() -> {
      try (var child = Subprocess.builder("cat").stdin(Stdio.STREAM).stdout(Stdio.STREAM).start()) {
        await(child.stdin().write("hello\n"));
        assertThat(await(child.stdout().readUntil("\n")).utf8()).isEqualTo("hello\n");
        await(child.stdin().write("bye\n"));
        child.stdin().shutdownOutput();

        assertThat(await(child.stdout().readUntilClose()).utf8()).isEqualTo("bye\n");

        assertThat(await(child.waitForExit())).isZero();
        assertThat(child.returnCode()).hasValue(0);
      }
    });
  }

  @Test
  void muchGoesThroughAPipe() {
    run(() -> {
      var megabyte = ByteString.of(new byte[1 << 20]);
      try (var child = Subprocess.builder("cat").stdin(Stdio.STREAM).stdout(Stdio.STREAM).start()) {
        CompletableFuture<?> written = child.stdin().write(megabyte);
        child.stdin().shutdownOutput();

        assertThat(await(child.stdout().readUntilClose())).isEqualTo(megabyte);
        await(written);
      }
    });
  }

  /// A coroutine that waited for a pipe's thread, with the stream's lock held, could stop its loop for ever: one in some hundred times.
  @Test
  void loopIsNeverStoppedByAPipe() {
    run(() -> {
      for (int i = 0; i < 300; i++) {
        try (var child =
            Subprocess.builder("cat").stdin(Stdio.STREAM).stdout(Stdio.STREAM).start()) {
          child.stdin().write(ByteString.of(new byte[300_000]));
          child.stdin().shutdownOutput();

          assertThat(await(child.stdout().readUntilClose()).size()).isEqualTo(300_000);
        }
      }
    });
  }

  @Test
  void closeStdin() {
    run(() -> {
      try (var child = Subprocess.builder("cat").stdin(Stdio.STREAM).stdout(Stdio.STREAM).start()) {
        child.stdin().close();

        assertThat(await(child.stdout().readUntilClose()).size()).isZero();
      }
    });
  }

  @Test
  void stderr() {
    run(() -> {
      try (var child =
          Subprocess.builder("sh", "-c", "echo hello >&2").stderr(Stdio.STREAM).start()) {
        assertThat(await(child.stderr().readUntil("\n")).utf8()).isEqualTo("hello\n");
      }
    });
  }

  @Test
  void waitForExitRaise() {
    run(() -> {
      try (var child = Subprocess.builder("sh", "-c", "exit 3").start()) {
        assertThatThrownBy(() -> await(child.waitForExit()))
            .isInstanceOfSatisfying(
                CalledProcessError.class, e -> assertThat(e.returnCode()).isEqualTo(3))
            .hasMessage("command ended with status 3: sh");
        assertThat(await(child.waitForExitOfAnyKind())).isEqualTo(3);
      }
    });
  }

  @Test
  void sigchildSignal() {
    run(() -> {
      var code = new CompletableFuture<Integer>();
      try (var child = Subprocess.builder("cat").stdin(Stdio.STREAM).stdout(Stdio.STREAM).start()) {
        child.setExitCallback(code::complete);
        assertThat(child.returnCode()).isEmpty();

        child.terminate();

        assertThat(await(code)).isEqualTo(128 + 15);
        assertThat(await(child.stdout().readUntilClose()).size()).isZero();
      }
    });
  }

  @Test
  void writeToAChildThatIsGoneFails() {
    run(() -> {
      try (var child = Subprocess.builder("true").stdin(Stdio.STREAM).start()) {
        await(child.waitForExit());

        assertThatThrownBy(
                () -> {
                  while (true) {
                    await(child.stdin().write("x".repeat(100_000)));
                  }
                })
            .isInstanceOf(StreamClosedError.class);
      }
    });
  }

  @Test
  void environmentAndDirectoryAreSet() {
    run(() -> {
      try (var child =
          Subprocess.builder("sh", "-c", "echo $GREETING; pwd -P")
              .environment("GREETING", "hello")
              .directory(folder)
              .stdin(Stdio.NONE)
              .stderr(Stdio.NONE)
              .stdout(Stdio.STREAM)
              .start()) {
        assertThat(await(child.stdout().readUntilClose()).utf8())
            .isEqualTo("hello\n" + folder.toRealPath() + "\n");
      }
    });
  }

  @Test
  void streamsThatWereNotAskedForAreNone() {
    run(() -> {
      try (var child = Subprocess.builder("true").start()) {
        assertThatThrownBy(child::stdout)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("stdout is no stream: say Stdio.STREAM to the builder");
      }
    });
    assertThatThrownBy(Subprocess::builder).hasMessage("command is empty");
  }
}
