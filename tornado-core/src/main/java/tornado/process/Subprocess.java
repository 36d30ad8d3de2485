// SPDX-License-Identifier: Apache-2.0
package tornado.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.iostream.PipeIOStream;

/// A child process.
///
/// ```java
/// try (var child = Subprocess.builder("sort").stdin(Subprocess.Stdio.STREAM).stdout(Subprocess.Stdio.STREAM).start()) {
///   child.stdin().write("b\na\n");
///   child.stdin().shutdownOutput();
///   var sorted = await(child.stdout().readUntilClose());
///   await(child.waitForExit());
/// }
/// ```
///
/// Its standard streams are those of this process unless said otherwise. The pipe to a child that has ended is closed, and so are those
/// from it once they are read to the end. Closing the Subprocess does that at once, and kills a child that still runs: do it where nobody
/// waits for the child any more, as after a time-out. The processes that the child has started are its own affair.
///
/// Tornado: `process.Subprocess`. A child that a signal ended has the status 128 plus its number, as in shells, where Tornado's is negative:
/// Java doesn't tell the two apart.
///
/// **Thread**: any.
public final class Subprocess implements AutoCloseable {
  /// What a standard stream of a child is connected to.
  public enum Stdio {
    /// That of this process.
    INHERIT,
    /// A pipe, whose other end is a stream of this process.
    STREAM,
    /// Nothing: no input, and output that is thrown away.
    NONE
  }

  private final Process process;
  private final List<String> command;
  private final IOLoop loop;
  private final @Nullable PipeIOStream stdin;
  private final @Nullable PipeIOStream stdout;
  private final @Nullable PipeIOStream stderr;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();

  private Subprocess(Process process, Builder builder, IOLoop loop) {
    this.process = process;
    this.command = builder.command;
    this.loop = loop;
    boolean in = builder.stdin == Stdio.STREAM;
    boolean out = builder.stdout == Stdio.STREAM;
    boolean err = builder.stderr == Stdio.STREAM;
    stdin = in ? PipeIOStream.writing(loop, process.getOutputStream()) : null;
    stdout = out ? PipeIOStream.reading(loop, process.getInputStream()) : null;
    stderr = err ? PipeIOStream.reading(loop, process.getErrorStream()) : null;
    process.onExit().thenAccept(ended -> loop.addCallback(() -> exited(ended.exitValue())));
  }

  /// Returns a builder for a command and its arguments. No shell is between: nothing in them is special.
  public static Builder builder(String... command) {
    return new Builder(List.of(command));
  }

  /// Returns the number of processors that this process may use. Tornado: `cpu_count`.
  public static int cpuCount() {
    return Runtime.getRuntime().availableProcessors();
  }

  /// Returns the stream to the child's standard input.
  ///
  /// @throws IllegalStateException if that is no [Stdio#STREAM]
  public PipeIOStream stdin() {
    return checked(stdin, "stdin");
  }

  /// Returns the stream of the child's standard output.
  ///
  /// @throws IllegalStateException if that is no [Stdio#STREAM]
  public PipeIOStream stdout() {
    return checked(stdout, "stdout");
  }

  /// Returns the stream of the child's standard error output.
  ///
  /// @throws IllegalStateException if that is no [Stdio#STREAM]
  public PipeIOStream stderr() {
    return checked(stderr, "stderr");
  }

  /// Returns the number the system knows the child by.
  public long pid() {
    return process.pid();
  }

  /// Returns the status the child ended with; empty while it runs.
  public OptionalInt returnCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /// Waits for the end of the child.
  ///
  /// @return 0; fails with [CalledProcessError] if it ended with another status
  public CompletableFuture<Integer> waitForExit() {
    return waitForExitOfAnyKind()
        .thenApply(code -> {
          if (code != 0) {
            throw new CalledProcessError(code, command);
          }
          return code;
        });
  }

  /// Waits for the end of the child. Tornado: `wait_for_exit(raise_error=False)`.
  ///
  /// @return its status, whatever it is
  public CompletableFuture<Integer> waitForExitOfAnyKind() {
    return exit.copy();
  }

  /// Runs `callback` on the loop with the child's status when it has ended; soon if it has already.
  public void setExitCallback(IntConsumer callback) {
    loop.addFuture(exit, ended -> callback.accept(ended.resultNow()));
  }

  /// Asks the child to end (SIGTERM).
  public void terminate() {
    process.destroy();
  }

  /// Ends the child (SIGKILL).
  public void kill() {
    process.destroyForcibly();
  }

  /// Ends the child if it still runs, and closes its pipes.
  @Override
  public void close() {
    kill();
    for (PipeIOStream stream : new @Nullable PipeIOStream[] {stdin, stdout, stderr}) {
      if (stream != null) {
        stream.close();
      }
    }
  }

  private void exited(int code) {
    if (stdin != null) {
      stdin.close();
    }
    exit.complete(code);
  }

  private static PipeIOStream checked(@Nullable PipeIOStream stream, String name) {
    if (stream == null) {
      throw new IllegalStateException(name + " is no stream: say Stdio.STREAM to the builder");
    }
    return stream;
  }

  /// A child in the making. **Thread**: owner.
  public static final class Builder {
    private static final Path NULL = Path.of("/dev/null");

    private final List<String> command;
    private final Map<String, String> environment = new TreeMap<>();
    private @Nullable Path directory;
    private Stdio stdin = Stdio.INHERIT;
    private Stdio stdout = Stdio.INHERIT;
    private Stdio stderr = Stdio.INHERIT;

    private Builder(List<String> command) {
      if (command.isEmpty()) {
        throw new IllegalArgumentException("command is empty");
      }
      this.command = command;
    }

    /// Sets what the child's standard input is connected to.
    public Builder stdin(Stdio what) {
      this.stdin = what;
      return this;
    }

    /// Sets what the child's standard output is connected to.
    public Builder stdout(Stdio what) {
      this.stdout = what;
      return this;
    }

    /// Sets what the child's standard error output is connected to.
    public Builder stderr(Stdio what) {
      this.stderr = what;
      return this;
    }

    /// Sets a variable of the child's environment, which else is that of this process.
    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /// Sets the folder the child starts in; by default that of this process.
    public Builder directory(Path folder) {
      this.directory = folder;
      return this;
    }

    /// Starts the child; its streams belong to the current loop.
    ///
    /// @throws SubprocessException if the command or the folder can't be found, or the command not be started
    /// @throws IllegalArgumentException if a variable's name or value can't be passed
    public Subprocess start() {
      if (directory != null && !Files.isDirectory(directory)) {
        // The system's own message names neither.
        throw cannotStart(new NotDirectoryException("folder does not exist: " + directory));
      }
      IOLoop loop = IOLoop.current();
      var builder =
          new ProcessBuilder(new ArrayList<>(command))
              .redirectInput(stdin == Stdio.NONE ? Redirect.from(NULL.toFile()) : redirect(stdin))
              .redirectOutput(stdout == Stdio.NONE ? Redirect.DISCARD : redirect(stdout))
              .redirectError(stderr == Stdio.NONE ? Redirect.DISCARD : redirect(stderr));
      builder.environment().putAll(environment);
      if (directory != null) {
        builder.directory(directory.toFile());
      }
      try {
        return new Subprocess(builder.start(), this, loop);
      } catch (IOException e) {
        throw cannotStart(e);
      }
    }

    private SubprocessException cannotStart(IOException cause) {
      return new SubprocessException(
          "can't start " + command.getFirst() + ": " + cause.getMessage(), cause);
    }

    private static Redirect redirect(Stdio what) {
      return what == Stdio.STREAM ? Redirect.PIPE : Redirect.INHERIT;
    }
  }
}
