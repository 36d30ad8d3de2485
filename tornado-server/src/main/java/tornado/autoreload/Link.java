// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import java.net.URI;
import java.nio.file.Path;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.iostream.IOStream;
import tornado.iostream.StreamClosedError;
import tornado.log.Log;
import tornado.tcpclient.ConnectFailedException;
import tornado.tcpclient.TCPClient;

/// A generation's side of the connection to its supervisor. Both say lines:
///
/// ```
/// TOKEN                        I am the generation that you gave this to
/// watch file:///templates      watch this for me too
/// ready 41234,41235            I listen; my free ports are these
///                     reload   your successor is about to start
/// released                     my hooks have run
/// ```
///
/// **Thread**: coroutine.
final class Link {
  static final String WATCH = "watch";
  static final String READY = "ready";
  static final String RELOAD = "reload";
  static final String RELEASED = "released";

  /// More is no line of ours.
  private static final int LONGEST_LINE = 65_536;

  private final Handover handover;
  private final Program program;

  Link(Handover handover, Program program) {
    this.handover = handover;
    this.program = program;
  }

  /// Has this process end when its supervisor does, even if that was killed and even if the loop is held.
  void endWithSupervisor(IOLoop loop) {
    ProcessHandle.of(handover.supervisor())
        .ifPresentOrElse(
            supervisor -> supervisor.onExit().thenRun(() -> exit(loop)),
            () -> {
              Log.general().info("the process that started this one to reload it is gone: ending");
              exit(loop);
            });
  }

  private static void exit(IOLoop loop) {
    loop.startThread("tornado-exit", () -> System.exit(1));
  }

  /// Reports, and does what the supervisor says, until one of them ends. Starts when the loop does, and so when the program has listened to
  /// all its ports.
  void run() {
    try {
      IOStream stream = Async.await(new TCPClient().connect("127.0.0.1", handover.port()));
      send(stream, handover.token());
      program.onWatch(path -> send(stream, WATCH + " " + path.toUri()));
      send(stream, READY + " " + Handover.text(program.freePorts()));
      while (true) {
        if (line(stream).equals(RELOAD)) {
          program.runHooks();
          send(stream, RELEASED);
        }
      }
    } catch (StreamClosedError | ConnectFailedException ignored) {
      // The supervisor has ended, and this process is about to.
    }
  }

  /// Sends a line, and doesn't wait for it.
  static void send(IOStream stream, String line) {
    var _ = stream.write(line + "\n");
  }

  /// Waits for the next line.
  ///
  /// @throws StreamClosedError if there is none
  static String line(IOStream stream) {
    return Async.await(stream.readUntil("\n", LONGEST_LINE)).utf8().strip();
  }

  /// Returns the path that a line of [#WATCH] names.
  static Path path(String uri) {
    return Path.of(URI.create(uri));
  }
}
