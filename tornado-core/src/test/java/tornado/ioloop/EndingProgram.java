// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static tornado.ioloop.Async.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/// The programs of ProcessEndTest. Each prints what it does, and `ready` once its loop runs.
final class EndingProgram extends AppenderBase<ILoggingEvent> {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final IOLoop loop = IOLoop.builder().slowCallback(Duration.ZERO).build();

  private EndingProgram() {}

  public static void main(String[] args) {
    var program = new EndingProgram();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.detachAndStopAllAppenders();
    root.addAppender(program);
    program.start();
    program.loop.makeCurrent();
    switch (args[0]) {
      case "two loops" -> program.twoLoops();
      case "limit" -> program.limit();
      case "nothing to wait for" -> program.nothingToWaitFor();
      case "exit" -> program.exit();
      case "exit on the loop" -> program.exitOnTheLoop();
      default -> throw new IllegalArgumentException(args[0]);
    }
    program.loop.addCallback(() -> say("ready"));
    program.loop.start();
  }

  private static Object say(String line) {
    System.out.println(line);
    return line;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      say(event.getLevel() + " " + event.getFormattedMessage());
    }
  }

  /// The first ends once it is told to by a line of input, the second with the first.
  private void twoLoops() {
    var told = new CompletableFuture<String>();
    var first = new CompletableFuture<Object>();
    loop.startThread("input", () -> told.complete(readLine()));
    ProcessEnd.register(
        loop,
        LONG,
        () -> {
          say("ending " + (IOLoop.current() == loop));
          say("told " + await(told));
          return first.complete("");
        });
    var other = new IOLoop();
    ProcessEnd.register(
        other,
        LONG,
        () -> {
          await(first);
          return say("second loop ends " + (IOLoop.current() == other));
        });
    loop.startThread("second loop", other::start);
  }

  private void limit() {
    ProcessEnd.register(
        loop,
        Duration.ofMillis(100),
        () -> {
          say("waits for ever");
          return await(new CompletableFuture<>());
        });
    ProcessEnd.register(() -> {
      throw new IllegalStateException("bug");
    });
  }

  private void nothingToWaitFor() {
    var closed = new IOLoop();
    ProcessEnd.register(closed, LONG, () -> say("closed loop"));
    closed.close();
    ProcessEnd.register(new IOLoop(), LONG, () -> say("loop that never ran"));
    ProcessEnd.register(loop, LONG, () -> say("taken back")).close();
    ProcessEnd.register(
        loop,
        LONG,
        () -> {
          say("stops its loop");
          loop.stop();
          return await(new CompletableFuture<>());
        });
  }

  private void exit() {
    ProcessEnd.register(() -> say("ending"));
    loop.addCallback(() -> loop.startThread("exit", () -> System.exit(3)));
  }

  private void exitOnTheLoop() {
    ProcessEnd.register(loop, LONG, () -> say("never begins"));
    loop.addCallback(() -> loop.addCallback(() -> System.exit(4)));
  }

  private static String readLine() {
    try {
      return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
          .readLine();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
