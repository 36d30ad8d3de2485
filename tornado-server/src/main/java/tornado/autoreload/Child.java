// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.iostream.IOStream;
import tornado.process.Subprocess;

/// A generation in a process of its own.
///
/// ```
/// started --says ready--> listens --retire, or by itself--> ended
///    \--------retire, or by itself-------------------------/
/// ```
///
/// **Thread**: any.
final class Child implements Generation {
  /// How long a process that has not listened, and so has no requests to answer, may take to end before it is killed.
  private static final Duration END_LIMIT = Duration.ofSeconds(15);

  private final Subprocess process;
  private final CompletableFuture<@Nullable Void> ended;
  private final CompletableFuture<@Nullable Void> released = new CompletableFuture<>();
  private volatile @Nullable IOStream stream;
  private volatile List<Integer> freePorts;
  private volatile boolean listens;

  private Child(Subprocess process, List<Integer> freePorts) {
    this.process = process;
    this.freePorts = freePorts;
    this.ended =
        process
            .waitForExitOfAnyKind()
            .thenApply(_ -> {
              released();
              return null;
            });
  }

  /// Starts a process; its streams, terminal, folder and environment are this one's.
  ///
  /// @throws tornado.process.SubprocessException if that fails
  static Child start(CommandLine command, Handover handover) {
    List<String> words = command.words();
    Subprocess.Builder builder = Subprocess.builder(words.toArray(String[]::new));
    handover.environment().forEach(builder::environment);
    return new Child(builder.start(), handover.ports());
  }

  /// Takes the connection to the process.
  void connected(IOStream stream) {
    this.stream = stream;
  }

  /// Takes its word that it listens.
  void ready(List<Integer> ports) {
    freePorts = ports;
    listens = true;
  }

  /// Takes its word that its hooks have run.
  void released() {
    released.complete(null);
  }

  /// Returns the status it ends with.
  CompletableFuture<Integer> status() {
    return process.waitForExitOfAnyKind();
  }

  @Override
  public CompletableFuture<@Nullable Void> release() {
    IOStream line = stream;
    if (line == null) {
      return CompletableFuture.completedFuture(null);
    }
    Link.send(line, Link.RELOAD);
    return released;
  }

  @Override
  public CompletableFuture<@Nullable Void> retire() {
    process.terminate();
    if (listens) {
      return ended;
    }
    return Async.withTimeout(END_LIMIT, ended)
        .exceptionallyCompose(_ -> {
          process.kill();
          return ended;
        });
  }

  @Override
  public List<Integer> freePorts() {
    return freePorts;
  }

  @Override
  public boolean listens() {
    return listens;
  }
}
