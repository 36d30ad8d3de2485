// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tornado.iostream.IOStream;
import tornado.log.Log;
import tornado.tcpserver.TCPServer;

/// A supervisor's side of the connections that its generations report on; see [Link].
///
/// **Thread**: any.
final class Reports extends TCPServer {
  private final Map<String, Child> expected = new ConcurrentHashMap<>();
  private final Consumer<Child> ready;
  private final Consumer<Path> watch;

  /// @param ready takes a generation that listens
  /// @param watch takes a path that a generation wants watched
  Reports(Consumer<Child> ready, Consumer<Path> watch) {
    this.ready = ready;
    this.watch = watch;
  }

  /// Awaits the connection of a generation that was given `token`. One that connects without is none of ours.
  void expect(String token, Child child) {
    expected.put(token, child);
  }

  @Override
  protected void handleStream(IOStream stream, SocketAddress address) {
    Child child = expected.remove(Link.line(stream));
    if (child == null) {
      stream.close();
      return;
    }
    child.connected(stream);
    while (true) {
      take(child, Link.line(stream));
    }
  }

  private void take(Child child, String line) {
    int space = line.indexOf(' ');
    String word = space < 0 ? line : line.substring(0, space);
    String rest = line.substring(space + 1);
    switch (word) {
      case Link.WATCH -> watch.accept(Link.path(rest));
      case Link.READY -> {
        child.ready(Handover.ports(rest.equals(word) ? "" : rest));
        ready.accept(child);
      }
      case Link.RELEASED -> child.released();
      default -> Log.general().warn("a generation said what it should not: {}", word);
    }
  }
}
