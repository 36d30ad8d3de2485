// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/// The program of SchedulerChoiceTest. It prints what the library logs at its start, and whether a coroutine runs on its
/// loop's thread.
final class SchedulerChoice extends AppenderBase<ILoggingEvent> {
  private SchedulerChoice() {}

  public static void main(String[] args) {
    var logger = (Logger) LoggerFactory.getLogger("tornado");
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    var printer = new SchedulerChoice();
    printer.start();
    logger.addAppender(printer);
    // Without a watchdog, whose warning a busy machine may bring on.
    try (var loop = IOLoop.builder().slowCallback(Duration.ZERO).build()) {
      boolean inLoop = loop.runSync(() -> Async.await(Async.spawn(loop::inLoop)));
      System.out.println("in loop: " + inLoop);
      System.out.println("module: " + IOLoop.class.getModule().getName());
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    System.out.println(event.getLevel() + " " + event.getFormattedMessage());
  }
}
