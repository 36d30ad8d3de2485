// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// What is expected in the log, and taken off it.
final class ExpectLogTest {
  private static final Logger LOG = LoggerFactory.getLogger("expect.here");
  private static final Logger BELOW = LoggerFactory.getLogger("expect.here.below");
  private static final Logger BESIDE = LoggerFactory.getLogger("expect.hereafter");

  @Test
  void linesThatMatchAreTakenOffTheLog() {
    try (var outer = new ExpectLog("expect", "")) {
      try (var log = new ExpectLog("expect.here", "broken [0-9]+")) {
        LOG.warn("broken {} times", 3);
        BELOW.error("broken 4 times");

        assertThat(log.matched()).isEqualTo(2);
      }

      LOG.warn("afterwards");
      assertThat(outer.matched()).isOne();
    }
  }

  @Test
  void otherLinesGoTheirWay() {
    try (var outer = new ExpectLog("expect", "");
        var log = ExpectLog.builder("expect.here", "broken").required(false).open()) {
      LOG.warn("it is broken");
      BESIDE.warn("broken");

      assertThat(log.matched()).isZero();
      assertThat(outer.matched()).isEqualTo(2);
    }
  }

  @Test
  void missingLineFails() {
    var log = new ExpectLog("expect.here", "broken");

    assertThatThrownBy(log::close)
        .isInstanceOf(AssertionError.class)
        .hasMessage("did not get expected log message: expect.here 'broken'");
  }

  @Test
  void lineThatIsNotRequiredMayBeMissing() {
    var log = ExpectLog.builder("expect.here", "broken").required(false).open();

    log.close();

    assertThat(log.matched()).isZero();
  }

  @Test
  void tellsWhetherAStackWasLogged() {
    try (var log = new ExpectLog("expect.here", "broken")) {
      LOG.warn("broken");
      boolean before = log.loggedStack();
      LOG.warn("broken {}", "again", new ArithmeticException("here"));

      assertThat(before).isFalse();
      assertThat(log.loggedStack()).isTrue();
    }
  }

  /// SLF4J's formatter forgets the exception of a line without arguments.
  @Test
  void stackOfALineWithoutArgumentsCounts() {
    try (var log = new ExpectLog("expect.here", "broken")) {
      LOG.warn("broken", new ArithmeticException("here"));

      assertThat(log.loggedStack()).isTrue();
    }
  }

  @Test
  void levelIsSwitchedOnMeanwhile() {
    try (var log = ExpectLog.builder("expect.here", "in detail").level(Level.TRACE).open()) {
      LOG.trace("in detail");

      assertThat(log.matched()).isOne();
    }
    assertThat(LOG.isTraceEnabled()).isFalse();
  }

  @Test
  void lineOfAnotherLevelDoesNotMatch() {
    try (var outer = new ExpectLog("expect", "broken")) {
      var log = ExpectLog.builder("expect.here", "broken").level(Level.WARN).open();
      LOG.error("broken");

      assertThatThrownBy(log::close)
          .hasMessage(
              "did not get expected log message: WARN expect.here 'broken'; at another level: [ERROR expect.here broken]");
      assertThat(outer.matched()).isOne();
    }
  }

  @Test
  void matchingOnlyWhatMayNotBeLoggedWarns() {
    try (var warning = new ExpectLog("tornado.testing", "ExpectLog matched at INFO or below")) {
      try (var _ = new ExpectLog("expect.here", "")) {
        LOG.info("by default");
      }

      assertThat(warning.matched()).isOne();
    }
  }

  @Test
  void questionsAboutLevelsAreNoLines() {
    try (var log = ExpectLog.builder("expect.here", "").required(false).open()) {
      boolean on = LOG.isErrorEnabled();

      assertThat(on).isTrue();
      assertThat(log.matched()).isZero();
    }
  }

  @Test
  void linesBuiltStepByStepCountToo() {
    try (var log = new ExpectLog("expect.here", "broken 3")) {
      LOG.atWarn().setCause(new ArithmeticException("here")).log("broken {}", 3);

      assertThat(log.matched()).isOne();
      assertThat(log.loggedStack()).isTrue();
    }
  }
}
