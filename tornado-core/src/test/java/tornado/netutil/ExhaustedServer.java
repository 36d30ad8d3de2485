// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static tornado.ioloop.Async.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;
import tornado.iostream.IOStream;
import tornado.iostream.IOStreamOptions;

/// The server of AcceptExhaustionTest. It echoes lines; prints its port, its warnings, what the loop's thread computed
/// in the second after the first one, and when its input ends how many there were.
final class ExhaustedServer extends AppenderBase<ILoggingEvent> {
  /// Without the watchdog: on a busy machine any code may hold its loop, and warnings count.
  private final IOLoop loop = IOLoop.builder().slowCallback(Duration.ZERO).build();

  private int warnings;
  private long startMillis;

  private ExhaustedServer() {}

  public static void main(String[] args) throws Exception {
    var server = new ExhaustedServer();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.detachAndStopAllAppenders();
    root.addAppender(server);
    server.start();
    // Loads a native library, while there are descriptors for it.
    server.startMillis = cpuMillis();
    server.serveUntilEndOfInput();
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      System.out.println(event.getLevel() + " " + event.getFormattedMessage());
      if (++warnings == 1) {
        startMillis = cpuMillis();
        loop.callLater(Duration.ofSeconds(1), this::printCPU);
      }
    }
  }

  private void serveUntilEndOfInput() {
    loop.makeCurrent();
    ListeningSocket socket = Netutil.bindSockets(0, "127.0.0.1").getFirst();
    Netutil.addAcceptHandler(socket, (connection, _) -> serve(loop, connection));
    System.out.println("port " + socket.port());
    Thread.ofPlatform().start(() -> stopAtEndOfInput(loop));
    loop.start();
    System.out.println("warnings " + warnings);
  }

  private void printCPU() {
    System.out.println("cpu millis while full " + (cpuMillis() - startMillis));
  }

  private static long cpuMillis() {
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private static void serve(IOLoop loop, Transport connection) {
    var stream = new IOStream(loop, connection, IOStreamOptions.DEFAULT);
    Async.spawn(
        loop,
        () -> {
          while (true) {
            await(stream.write(await(stream.readUntil("\n"))));
          }
        });
  }

  private static void stopAtEndOfInput(IOLoop loop) {
    try {
      while (System.in.read() >= 0) {
        // Nothing is said, but the end.
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    loop.stop();
  }
}
