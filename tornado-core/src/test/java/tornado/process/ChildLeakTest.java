// SPDX-License-Identifier: Apache-2.0
package tornado.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.fixture.LeakFixture;
import tornado.process.Subprocess.Stdio;

/// Children leave no pipe and no thread behind.
class ChildLeakTest extends LeakFixture {
  private static Subprocess start(String... command) {
    return Subprocess.builder(command)
        .stdin(Stdio.STREAM)
        .stdout(Stdio.STREAM)
        .stderr(Stdio.STREAM)
        .start();
  }

  @Test
  void thatEnded() {
    assertNothingStays(() -> {
      try (var child = start("true")) {
        await(child.waitForExit());
      }
    });
  }

  @Test
  void thatEndedAndWereReadAndNotClosed() {
    assertNothingStays(() -> {
      var child = start("echo", "hello");

      await(child.stdout().readUntilClose());
      await(child.stderr().readUntilClose());
      await(child.waitForExit());
    });
  }

  @Test
  void thatNeverWouldHaveEnded() {
    assertNothingStays(() -> {
      try (var child = start("sleep", "1000")) {
        child.kill();
        await(child.waitForExitOfAnyKind());
      }
    });
  }

  /// One pump waits in a write to a full pipe, another in a read, the third for room.
  @Test
  void thatWereClosedInTheMiddle() {
    assertNothingStays(() -> {
      var child = start("sh", "-c", "cat /dev/zero >&2");
      CompletableFuture<?> written = child.stdin().write("x".repeat(1 << 20));
      await(child.stderr().readBytes(1 << 20));

      child.close();

      await(child.waitForExitOfAnyKind());
      assertThatThrownBy(() -> await(written)).isNotNull();
    });
  }

  @Test
  void thatCouldNotBeStarted() {
    assertNothingStays(() ->
        assertThatThrownBy(() -> start("no-such-command")).isInstanceOf(SubprocessException.class));
  }
}
