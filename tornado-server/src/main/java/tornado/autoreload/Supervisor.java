// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import static tornado.ioloop.Async.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.ioloop.PeriodicCallback;
import tornado.ioloop.ProcessEnd;
import tornado.log.Log;
import tornado.process.SubprocessException;
import tornado.queues.Queue;
import tornado.util.TimeoutError;

/// Watches the program's files, and starts a new generation of the program when one has changed.
///
/// ```
///             a change          it listens: the one before retires
/// one current --------> next starts ----------------------------> it is current
///      ^                   |    \--a change: it ends, another starts
///      \-------it ends-----/
/// ```
///
/// A generation that never listens, such as a script, ends before the next starts; so does every one where two can't listen on one port.
///
/// It has a loop of its own, so that a program that holds its loop can be replaced all the same. There is one supervisor: generations that
/// it has started know it and start none.
///
/// **Thread**: any; its coroutine takes one event after the other.
final class Supervisor {
  /// How long hooks may take.
  private static final Duration RELEASE_LIMIT = Duration.ofSeconds(5);

  /// How long the end of this process waits for the generations'. They have limits of their own, which this one doesn't know.
  private static final Duration LONG = Duration.ofHours(1);

  private static final int TOKEN_BYTES = 16;

  private final Logger log = Log.general();
  private final IOLoop loop;
  private final CommandLine command;
  private final boolean sharesPorts;
  private final AfterEnd afterEnd;
  private final Watcher watcher;
  private final Queue<Event> events = new Queue<>();
  private final Reports reports;

  /// All that run, those that retire too.
  private final Set<Child> children = ConcurrentHashMap.newKeySet();

  private volatile boolean ending;

  /// The generation that answers; null if it has ended, and for a program that was not started yet.
  private @Nullable Generation current;

  /// The generation that is about to.
  private @Nullable Child next;

  private List<Integer> freePorts = List.of();

  /// @param loop runs nothing else
  /// @param command what starts a generation
  /// @param watcher watches the program's files too from now on
  /// @param sharesPorts whether sockets of two generations can listen on one port
  Supervisor(
      IOLoop loop, CommandLine command, Watcher watcher, boolean sharesPorts, AfterEnd afterEnd) {
    this.loop = loop;
    this.command = command;
    this.sharesPorts = sharesPorts;
    this.afterEnd = afterEnd;
    this.watcher = watcher;
    this.reports = new Reports(child -> events.putNowait(new Event.Ready(child)), watcher::add);
    ProgramFiles.of(command).forEach(watcher::add);
  }

  /// Supervises a program that is running in this process, or has run there.
  void supervise(Program first, Duration checkTime) {
    current = first;
    loop.addCallback(() -> begin(checkTime));
  }

  /// Runs the program in a process of its own, and again and again.
  void run(Duration checkTime) {
    loop.addCallback(() -> {
      events.putNowait(new Event.Begun());
      begin(checkTime);
    });
  }

  private void begin(Duration checkTime) {
    reports.listen(0, "127.0.0.1");
    ProcessEnd.register(loop, LONG, this::end);
    new PeriodicCallback(this::look, checkTime).start();
    Async.spawn(loop, this::actOnEvents);
  }

  private @Nullable Void look() {
    Path file = await(Async.runOnExecutor(watcher::look));
    if (file != null) {
      events.putNowait(new Event.Changed(file));
    }
    return null;
  }

  private @Nullable Void actOnEvents() {
    while (true) {
      Event event = await(events.get());
      try {
        actOn(event);
      } catch (SubprocessException e) {
        log.error("can't restart: {}", e.getMessage());
      }
    }
  }

  private void actOn(Event event) {
    if (ending) {
      return;
    }
    switch (event) {
      case Event.Begun() -> current = start();
      case Event.Changed(var file) -> reload(file);
      case Event.Ready(var child) -> ready(child);
      case Event.Ended(var child, var status) -> ended(child, status);
    }
  }

  private void reload(Path file) {
    log.info("{} modified; restarting server", file);
    if (next != null) {
      next.retire();
      next = null;
    }
    if (current != null) {
      freePorts = current.freePorts();
      release(current);
      if (!sharesPorts || !current.listens()) {
        await(current.retire());
        current = null;
      }
    }
    Child child = start();
    if (current == null) {
      current = child;
    } else {
      next = child;
    }
  }

  private void release(Generation generation) {
    try {
      await(Async.withTimeout(RELEASE_LIMIT, generation.release()));
    } catch (TimeoutError e) {
      log.warn("reload hooks run for over {} s: not waiting", RELEASE_LIMIT.toSeconds());
    }
  }

  private Child start() {
    String token = loop.randomBytes(TOKEN_BYTES).hex();
    var handover = new Handover(ProcessHandle.current().pid(), reports.port(), token, freePorts);
    Child child = Child.start(command, handover);
    reports.expect(token, child);
    children.add(child);
    loop.addFuture(
        child.status(),
        ended -> {
          children.remove(child);
          events.putNowait(new Event.Ended(child, ended.resultNow()));
        });
    if (ending) {
      // Its end has asked the others.
      var _ = child.retire();
    }
    return child;
  }

  private void ready(Child child) {
    if (child == next) {
      Generation before = current;
      current = child;
      next = null;
      if (before != null) {
        before.retire();
      }
    }
  }

  private void ended(Child child, int status) {
    if (child == next) {
      next = null;
      log.warn(
          "the new server ended with status {} before it listened: the old one goes on", status);
    } else if (child == current) {
      current = next;
      next = null;
      if (current == null) {
        endedByItself(child, status);
      }
    }
  }

  private void endedByItself(Child child, int status) {
    boolean end =
        switch (afterEnd) {
          case END -> child.listens();
          case RUN_AGAIN -> false;
          case RUN_UNTIL_SUCCESS -> status == 0;
        };
    if (end) {
      loop.startThread("tornado-exit", () -> System.exit(status));
    } else {
      log.info("the program ended with status {}: waiting for a change", status);
    }
  }

  /// Ends all generations, and waits for them.
  private @Nullable Void end() {
    ending = true;
    await(Async.all(children.stream().map(Child::retire).toList()));
    return null;
  }
}
