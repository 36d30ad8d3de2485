// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tornado.httpserver.HTTPServer;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.log.Log;
import tornado.netutil.BindOptions;
import tornado.netutil.ListeningSocket;
import tornado.netutil.Netutil;

/// The program of this process, as far as reloading goes: its servers, what it watches, and what it does before it is replaced.
///
/// **Thread**: any.
final class Program implements Generation {
  private static final BindOptions SHARED = BindOptions.builder().reusePort(true).build();

  /// @param loop which accepts, and is current for hooks
  private record Served(IOLoop loop, HTTPServer server, Duration grace) {}

  private final @Nullable Handover handover;
  private final boolean sharesPorts;
  private final List<Served> servers = new CopyOnWriteArrayList<>();
  private final Queue<Runnable> hooks = new ConcurrentLinkedQueue<>();

  private final Set<Path> watched = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Consumer<Path> watching;

  /// The ports that listening to port 0 has given, in order.
  private final List<Integer> freePorts = new CopyOnWriteArrayList<>();

  /// @param handover what the supervisor has told; null in the first generation
  /// @param sharesPorts whether sockets of two generations can listen on one port
  Program(@Nullable Handover handover, boolean sharesPorts) {
    this.handover = handover;
    this.sharesPorts = sharesPorts;
  }

  /// Has a server listen where its predecessor does, on the current loop.
  void listen(HTTPServer server, int port, @Nullable String address, Duration grace) {
    int wanted = port == 0 ? inheritedPort() : port;
    if (sharesPorts && handover == null && wanted != 0) {
      // Else a second start of the program by hand would share the port with the first.
      Netutil.checkFree(wanted, address);
    }
    List<ListeningSocket> sockets =
        Netutil.bindSockets(wanted, address, sharesPorts ? SHARED : BindOptions.DEFAULT);
    if (port == 0) {
      freePorts.add(sockets.getFirst().port());
    }
    server.addSockets(sockets);
    servers.add(new Served(IOLoop.current(), server, grace));
  }

  /// Returns the port that the predecessor got for the next port 0; 0 if there is none.
  private int inheritedPort() {
    int next = freePorts.size();
    return handover == null || next >= handover.ports().size() ? 0 : handover.ports().get(next);
  }

  /// Adds a file or folder to those that are watched.
  void watch(Path path) {
    watched.add(path);
    Consumer<Path> told = watching;
    if (told != null) {
      told.accept(path);
    }
  }

  /// Has `watching` told all paths, now and later; one twice, maybe.
  void onWatch(Consumer<Path> watching) {
    this.watching = watching;
    watched.forEach(watching);
  }

  void addHook(Runnable hook) {
    hooks.add(hook);
  }

  /// Runs each hook, once, in order. One that fails is logged.
  void runHooks() {
    for (Runnable hook = hooks.poll(); hook != null; hook = hooks.poll()) {
      try {
        hook.run();
      } catch (RuntimeException e) {
        Log.application().error("Exception in reload hook", e);
      }
    }
  }

  @Override
  public CompletableFuture<@Nullable Void> release() {
    if (hooks.isEmpty() || servers.isEmpty()) {
      runHooks();
      return CompletableFuture.completedFuture(null);
    }
    return Async.spawn(
        servers.getFirst().loop(),
        () -> {
          runHooks();
          return null;
        });
  }

  @Override
  public CompletableFuture<@Nullable Void> retire() {
    return Async.all(servers.stream().map(Program::end).toList()).thenApply(_ -> null);
  }

  private static CompletableFuture<@Nullable Void> end(Served served) {
    return Async.spawn(
        served.loop(),
        () -> {
          Async.await(served.server().stopListening());
          return Async.await(served.server().shutdown(served.grace()));
        });
  }

  @Override
  public List<Integer> freePorts() {
    return List.copyOf(freePorts);
  }

  @Override
  public boolean listens() {
    return !servers.isEmpty();
  }
}
