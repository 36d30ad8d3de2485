// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Sockets;

/// The JDK's resolver, asked on the loop's executor. While one host is asked for nobody asks again, and an answer is good for a few
/// seconds; a failure is not kept. It is not asked for the empty name, nor for one with spaces or control characters.
///
/// | setting | default | meaning |
/// |---|---|---|
/// | `ttl` | 10 seconds | how long an answer is good for; zero: every call asks |
/// | kept answers | 1000 | the oldest are forgotten first |
///
/// Tornado: `netutil.DefaultLoopResolver`.
///
/// **Thread**: any.
public final class DefaultResolver implements Resolver {
  private static final Duration TTL = Duration.ofSeconds(10);
  private static final int KEPT = 1000;

  /// Asks for a host's addresses, and may wait.
  interface Lookup {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /// An answer, or the promise of one.
  private record Answer(CompletableFuture<List<InetAddress>> addresses, long untilNanos) {
    /// Tells whether nobody needs to ask. A failure may be seen here by whoever heard of it before it was forgotten.
    boolean good(long now) {
      return !addresses.isDone() || (!addresses.isCompletedExceptionally() && now - untilNanos < 0);
    }
  }

  private final IOLoop loop;
  private final Lookup lookup;
  private final long ttlNanos;

  /// Guards itself.
  private final Map<String, Answer> answers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
          return size() > KEPT;
        }
      };

  /// Makes a resolver that uses the executor of `loop`.
  public DefaultResolver(IOLoop loop) {
    this(loop, TTL);
  }

  /// Makes a resolver.
  ///
  /// @param ttl how long an answer is good for
  /// @throws IllegalArgumentException if `ttl` is negative
  public DefaultResolver(IOLoop loop, Duration ttl) {
    this(loop, ttl, InetAddress::getAllByName);
  }

  DefaultResolver(IOLoop loop, Duration ttl, Lookup lookup) {
    if (ttl.isNegative()) {
      throw new IllegalArgumentException("ttl < 0: " + ttl);
    }
    this.loop = loop;
    this.lookup = lookup;
    this.ttlNanos = ttl.toNanos();
  }

  @Override
  public CompletableFuture<List<InetSocketAddress>> resolve(
      String host, int port, BindOptions.Family family) {
    return found(host)
        .thenApply(addresses -> {
          List<InetSocketAddress> fitting =
              addresses.stream()
                  .filter(address -> fits(address, family))
                  .map(address -> new InetSocketAddress(address, port))
                  .toList();
          if (fitting.isEmpty()) {
            throw UnresolvedHostException.ofFamily(host, family);
          }
          return fitting;
        });
  }

  private CompletableFuture<List<InetAddress>> found(String host) {
    InetAddress literal = literal(host);
    if (literal != null) {
      return CompletableFuture.completedFuture(List.of(literal));
    }
    if (!HostName.isPossible(host)) {
      return CompletableFuture.failedFuture(UnresolvedHostException.ofNoName(host));
    }
    return answer(host).addresses();
  }

  private Answer answer(String host) {
    synchronized (answers) {
      long now = loop.time();
      Answer known = answers.get(host);
      if (known != null && known.good(now)) {
        return known;
      }
      CompletableFuture<List<InetAddress>> asked = asked(host);
      var answer = new Answer(asked, now + ttlNanos);
      answers.remove(host);
      answers.put(host, answer);
      asked.whenComplete((_, failure) -> {
        if (failure != null) {
          forget(host, answer);
        }
      });
      return answer;
    }
  }

  private void forget(String host, Answer answer) {
    synchronized (answers) {
      answers.remove(host, answer);
    }
  }

  private CompletableFuture<List<InetAddress>> asked(String host) {
    Sockets sockets = loop.sockets();
    return sockets == null
        ? loop.runInExecutor(null, () -> ask(host))
        : SimulatedSockets.resolve(sockets, host);
  }

  private List<InetAddress> ask(String host) {
    try {
      return List.copyOf(Arrays.asList(lookup.addresses(host)));
    } catch (UnknownHostException e) {
      throw new UnresolvedHostException(host, e);
    }
  }

  private static @Nullable InetAddress literal(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String ip = bracketed ? host.substring(1, host.length() - 1) : host;
    return Netutil.isValidIp(ip) ? InetAddress.ofLiteral(ip) : null;
  }

  private static boolean fits(InetAddress address, BindOptions.Family family) {
    return switch (family) {
      case ANY -> true;
      case INET -> !(address instanceof Inet6Address);
      case INET6 -> address instanceof Inet6Address;
    };
  }
}
