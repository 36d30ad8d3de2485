// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tornado.httpserver.HTTPServer;
import tornado.ioloop.IOLoop;

/// Restarts this process when its files change, for development. `Application.builder().autoreload(true)`, which `debug(true)` implies, is
/// all that most programs need.
///
/// Watched are the folders and jars of the class path and the module path, the sources where `java Hello.java` compiles them, and what
/// [#watch] names. When one has changed, and no other does any more, the program is started anew: the same command, arguments,
/// environment, folder and terminal. It listens beside the old one, which then answers the requests it has and ends, so that no request
/// is refused. If the new one fails, which the log says, the old one goes on until the next change.
///
/// The first process stays, as the one that the terminal knows: it ends when the newest does, and ends that when it is ended. What it does
/// beside answering requests goes on as well, unless a hook ends it: later generations end whole.
///
/// | | |
/// |---|---|
/// | looks at the files | every 500 ms, beside the loop |
/// | free ports (0) | each generation gets that of the one before |
/// | other ports, files that are locked | closed by a hook: the old program is still there when the new one starts |
/// | a debugger | switches autoreload off: it would follow one process only |
/// | systems without SO_REUSEPORT (Windows) | the old program stops listening before the new one starts |
///
/// Tornado: [autoreload](https://www.tornadoweb.org/en/stable/autoreload.html), which replaces the process in place and refuses requests
/// meanwhile.
///
/// **Thread**: any.
public final class Autoreload {
  private static final Duration CHECK_TIME = Duration.ofMillis(500);

  /// The process's, which is one for all loops: it is what restarts.
  private static final Membership OWN = new Membership();

  private Autoreload() {}

  /// Begins to watch, and looks at the files every 500 ms. Once for the process: later calls do nothing.
  public static void start() {
    start(CHECK_TIME);
  }

  /// Begins to watch, as [#start()].
  ///
  /// @param checkTime how often the files are looked at
  /// @throws IllegalArgumentException if `checkTime` is not positive
  public static void start(Duration checkTime) {
    OWN.start(IOLoop.current(), checkTime);
  }

  /// Has a server listen in this process and in those that follow it, on the current loop, and begins to watch. Once the new server
  /// listens the old one has `grace` for the requests that run.
  ///
  /// @param port 0 for a free one, which stays the same
  /// @param address a host name or IP address; null for every address of this machine
  /// @throws tornado.netutil.BindFailedException if the port is taken or may not be bound, or the host is unknown
  public static void listen(HTTPServer server, int port, @Nullable String address, Duration grace) {
    OWN.program().listen(server, port, address, grace);
    start();
  }

  /// Watches a file, or all files below a folder, too: templates, settings. Files and folders whose names begin with a dot are passed over
  /// there. It needs not exist.
  public static void watch(Path path) {
    OWN.program().watch(path);
  }

  /// Adds what runs before the program is started anew: closes what a second process can't open, ends what shall not go on beside it.
  /// It runs once, even if the new program fails, on the program's loop.
  public static void addReloadHook(Runnable hook) {
    OWN.program().addHook(hook);
  }

  /// Waits until a watched file changes, then runs the program again, and so on: for the end of programs that don't serve. Never
  /// returns. Tornado: `wait`.
  public static void waitForChange() {
    OWN.waitForChange(CHECK_TIME);
  }
}
