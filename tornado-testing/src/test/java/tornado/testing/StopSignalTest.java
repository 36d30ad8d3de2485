// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tornado.util.TimeoutError;

/// The older way to wait. Python: testing_test.AsyncTestCaseTest.
final class StopSignalTest extends AsyncTestCase {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void waitReturnsWhatStopWasGiven() {
    ioLoop().addCallback(() -> stop("done"));

    assertThat(waitForStop()).isEqualTo("done");
  }

  @Test
  void stopBeforeWaitIsKept() {
    stop("early");

    assertThat(waitForStop()).isEqualTo("early");
  }

  @Test
  void stopWithoutAValueGivesNull() {
    stop();

    assertThat(waitForStop()).isNull();
  }

  @Test
  void waitTimeout() {
    assertThatThrownBy(() -> waitForStop(Duration.ofMillis(10)))
        .isInstanceOf(TimeoutError.class)
        .hasMessage("Async operation timed out after 0.01 seconds");
  }

  @Test
  void subsequentWaitCalls() {
    ioLoop().addCallback(() -> stop(1));
    Object first = waitForStop();
    ioLoop().addCallback(() -> stop(2));
    Object second = waitForStop();

    assertThat(first).isEqualTo(1);
    assertThat(second).isEqualTo(2);
    assertThatThrownBy(() -> waitForStop(Duration.ofMillis(1))).isInstanceOf(TimeoutError.class);
  }

  @Test
  void lastOfSeveralStopsCounts() {
    stop(1);
    stop(2);

    assertThat(waitForStop()).isEqualTo(2);
  }

  @Test
  void conditionIsLookedAtAfterEachStop() {
    var looks = new AtomicInteger();
    stop(0);

    Object last =
        waitForStop(
            () -> {
              int number = looks.incrementAndGet();
              ioLoop().addCallback(() -> stop(number));
              return number == 3;
            },
            LONG);

    assertThat(last).isEqualTo(2);
    assertThat(looks).hasValue(3);
  }
}
