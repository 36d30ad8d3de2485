// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One body at the end of the process. Its time is the machine's, whatever clock the loop has: the process ends for real.
///
/// **Thread**: that of the hook.
final class EndRun {
  /// How long a loop may take to begin. One that is alive takes a turn.
  private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

  /// How often the loop is looked at: nothing tells that it has stopped.
  private static final long LOOK_MILLIS = 20;

  private final ProcessEnd end;
  private final long startNanos = System.nanoTime();
  private volatile boolean begun;
  private final CompletableFuture<@Nullable Object> ended;

  private EndRun(ProcessEnd end) {
    this.end = end;
    this.ended = Async.spawn(end.loop(), this::runBody);
  }

  static EndRun start(ProcessEnd end) {
    return new EndRun(end);
  }

  /// Waits for the body, as long as there is reason to.
  void join() {
    while (!look() && worthWaiting()) {
      // Each look waits a little.
    }
  }

  private @Nullable Object runBody() throws Exception {
    begun = true;
    return end.body().call();
  }

  /// @return whether the body has ended
  private boolean look() {
    try {
      var _ = ended.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException ignored) {
      return false;
    } catch (ExecutionException e) {
      log().error("Exception at the end of the process", e.getCause());
      return true;
    } catch (CancellationException | InterruptedException ignored) {
      // Somebody wants it to be over.
      return true;
    }
  }

  private boolean worthWaiting() {
    if (!end.loop().running()) {
      return false;
    }
    if (over(end.limit())) {
      log().warn("the end of the process waits no longer: over {} ms", end.limit().toMillis());
      return false;
    }
    if (!begun && over(LONGEST_TURN)) {
      log().warn("the end of the process does not wait for a loop that is held");
      return false;
    }
    return true;
  }

  private boolean over(Duration duration) {
    return System.nanoTime() - startNanos >= Durations.saturatedNanos(duration);
  }

  private static Logger log() {
    return LoggerFactory.getLogger("tornado.application");
  }
}
