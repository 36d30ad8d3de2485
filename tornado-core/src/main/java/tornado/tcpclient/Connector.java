// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Timeout;
import tornado.iostream.IOStream;
import tornado.iostream.StreamClosedError;

/// Tries the addresses of one host, those of both families side by side ("Happy Eyeballs", RFC 8305): a machine with broken IPv6, or a
/// broken IPv4, loses a moment and not a timeout.
///
/// The first address of the family that was resolved first gets a head start of 300 ms, unless it fails sooner. From then on each family
/// has one attempt under way. The first success wins, and all others are closed.
///
/// Where RFC 8305 §5 has the next address start after each such delay, here those of one family wait for each other's failure, as in
/// Tornado: a server sees at most two attempts at a time.
///
/// **Thread**: loop.
final class Connector {
  private static final Duration HEAD_START = Duration.ofMillis(300);

  /// An attempt: a stream, and the future of its connecting.
  record Attempt(IOStream stream, CompletableFuture<IOStream> connected) {}

  /// Starts attempts.
  interface Dialer {
    /// Starts one.
    ///
    /// @throws IOException if it failed at once
    /// @throws RuntimeException if no other could do better, which ends all
    Attempt dial(InetSocketAddress address) throws IOException;
  }

  private final IOLoop loop;
  private final Dialer dialer;
  private final CompletableFuture<IOStream> winner = new CompletableFuture<>();
  private final Queue<InetSocketAddress> primary = new ArrayDeque<>();
  private final Queue<InetSocketAddress> secondary = new ArrayDeque<>();
  private final Set<IOStream> running = new HashSet<>();
  private final List<String> failures = new ArrayList<>();
  private @Nullable Throwable lastFailure;
  private @Nullable Timeout headStart;
  private int left;

  /// @param addresses in the order in which they were resolved; not empty
  Connector(IOLoop loop, List<InetSocketAddress> addresses, Dialer dialer) {
    this.loop = loop;
    this.dialer = dialer;
    this.left = addresses.size();
    boolean first = isV6(addresses.getFirst());
    for (InetSocketAddress address : addresses) {
      (isV6(address) == first ? primary : secondary).add(address);
    }
  }

  /// Starts trying.
  ///
  /// @return the stream that is connected first; fails with [ConnectFailedException] when no address is left
  CompletableFuture<IOStream> start() {
    headStart = loop.callLater(HEAD_START, this::startSecondary);
    tryNext(primary);
    if (!failures.isEmpty()) {
      startSecondary();
    }
    return winner;
  }

  /// Gives up: what is under way is closed.
  void stop() {
    winner.cancel(false);
    endHeadStart();
    closeRunning();
  }

  /// Ends the head start, unless that was done before.
  private void startSecondary() {
    if (headStart != null) {
      endHeadStart();
      if (!winner.isDone()) {
        tryNext(secondary);
      }
    }
  }

  private void tryNext(Queue<InetSocketAddress> family) {
    boolean started = false;
    while (!started && !family.isEmpty()) {
      started = dial(family.remove(), family);
    }
    if (left == 0) {
      winner.completeExceptionally(
          new ConnectFailedException(String.join("; ", failures), lastFailure));
    }
  }

  /// @return false if it failed at once
  private boolean dial(InetSocketAddress address, Queue<InetSocketAddress> family) {
    try {
      Attempt attempt = dialer.dial(address);
      running.add(attempt.stream());
      loop.addFuture(
          attempt.connected(), connected -> ended(address, attempt.stream(), connected, family));
      return true;
    } catch (IOException e) {
      left--;
      note(address, e);
      return false;
    } catch (RuntimeException e) {
      winner.completeExceptionally(e);
      stop();
      return true;
    }
  }

  private void ended(
      InetSocketAddress address,
      IOStream stream,
      CompletableFuture<IOStream> connected,
      Queue<InetSocketAddress> family) {
    left--;
    running.remove(stream);
    if (!connected.isCompletedExceptionally()) {
      endHeadStart();
      if (!winner.complete(stream)) {
        stream.close();
      }
      closeRunning();
      return;
    }
    stream.close();
    if (!winner.isDone()) {
      note(address, connected.exceptionNow());
      tryNext(family);
      startSecondary();
    }
  }

  private void note(InetSocketAddress address, Throwable failure) {
    Throwable cause =
        failure instanceof StreamClosedError error && error.realError() != null
            ? error.realError()
            : failure;
    lastFailure = cause;
    failures.add(describe(address) + ": " + cause.getMessage());
  }

  private void endHeadStart() {
    if (headStart != null) {
      loop.removeTimeout(headStart);
      headStart = null;
    }
  }

  private void closeRunning() {
    List.copyOf(running).forEach(IOStream::close);
    running.clear();
  }

  /// Returns `ip:port`.
  static String describe(InetSocketAddress address) {
    String ip =
        address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress();
    return (isV6(address) ? "[" + ip + "]" : ip) + ":" + address.getPort();
  }

  private static boolean isV6(InetSocketAddress address) {
    return address.getAddress() instanceof Inet6Address;
  }
}
