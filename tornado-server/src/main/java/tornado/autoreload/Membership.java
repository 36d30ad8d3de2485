// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.log.Log;
import tornado.netutil.BindOptions;
import tornado.netutil.ListeningSocket;
import tornado.netutil.Netutil;

/// The part that this process has in reloading: the first generation, which supervises; a later one, which reports; or none.
///
/// **Thread**: any.
final class Membership {
  private final @Nullable Handover handover = Handover.own();
  private final boolean sharesPorts = sharesPorts();
  private final Program program = new Program(handover, sharesPorts);
  private final AtomicBoolean started = new AtomicBoolean();

  /// The first generation's.
  private final Watcher watcher = new Watcher();

  Membership() {
    if (handover == null) {
      // Changes count from when a file is named, which may be before anybody looks.
      program.onWatch(watcher::add);
    }
  }

  Program program() {
    return program;
  }

  /// Returns a supervisor's loop. It has no watchdog: nobody waits for what else it may do.
  static IOLoop newLoop() {
    return IOLoop.builder().slowCallback(Duration.ZERO).build();
  }

  /// Takes part, once.
  ///
  /// @param loop the program's
  void start(IOLoop loop, Duration checkTime) {
    if (!started.compareAndSet(false, true)) {
      return;
    }
    if (handover != null) {
      var link = new Link(handover, program);
      link.endWithSupervisor(loop);
      Async.spawn(
          loop,
          () -> {
            link.run();
            return null;
          });
      return;
    }
    CommandLine command = CommandLine.own();
    if (command.debugged()) {
      Log.general().info("autoreload is off: a debugger follows one process only");
      return;
    }
    IOLoop own = newLoop();
    new Supervisor(own, command, watcher, sharesPorts, AfterEnd.END).supervise(program, checkTime);
    own.startThread("tornado-autoreload", own::start);
  }

  /// Ends this generation, or has its successors run whenever a file changes.
  void waitForChange(Duration checkTime) {
    started.set(true);
    if (handover != null) {
      System.exit(0);
    }
    IOLoop own = newLoop();
    new Supervisor(own, CommandLine.own(), watcher, sharesPorts, AfterEnd.RUN_AGAIN)
        .supervise(program, checkTime);
    own.start();
  }

  /// Tells whether this system lets several sockets listen on one port.
  static boolean sharesPorts() {
    BindOptions shared = BindOptions.builder().reusePort(true).build();
    try {
      Netutil.bindSockets(0, "127.0.0.1", shared).forEach(ListeningSocket::close);
      return true;
    } catch (IllegalArgumentException ignored) {
      // The answer is no.
      return false;
    }
  }
}
