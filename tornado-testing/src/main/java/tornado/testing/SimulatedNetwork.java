// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Activity;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Sockets;
import tornado.ioloop.Transport;

/// A network in memory, for tests on virtual time: connections behave as TCP's do, but for what a test says of the hosts.
///
/// ```java
/// network.host("upstream.example").latency(Duration.ofMillis(80)).fragmented();
/// network.host("dead.example").blackhole();
/// network.partition("localhost", "upstream.example");
/// ```
///
/// There is one loop, whose machine is `localhost`: everything connects from there that doesn't say else
/// ([tornado.tcpclient.ConnectOptions.Builder#source]). A host is made by naming it, and a server runs on it by listening on its name; one
/// that listens on all interfaces listens on all hosts of the network, where no other does at the same port. Nobody knows a name that wasn't
/// given here, nobody answers at the address of no host, and who listens nowhere refuses.
///
/// All chance comes from the generator that the network is made with, all that takes time from the clock of the loop, so that a run can be
/// had again.
///
/// **Thread**: loop; before there is one, the test's.
public final class SimulatedNetwork implements Sockets {
  private final RandomGenerator random;
  private final SimulatedNames names;
  private final SimulatedPorts ports = new SimulatedPorts();

  /// What is open, and where it was opened.
  private final Map<SimulatedSocket, Throwable> open = new LinkedHashMap<>();

  private final Set<Set<SimulatedHost>> partitions = new HashSet<>();

  /// What can't be delivered now.
  private final Set<SimulatedPath> kept = new LinkedHashSet<>();

  private @Nullable IOLoop loop;

  /// Makes a network with `localhost` on it.
  ///
  /// @param random what every draw comes from
  public SimulatedNetwork(RandomGenerator random) {
    this.random = random;
    this.names = new SimulatedNames(this);
  }

  /// Returns a host, which is made if need be: with the next free address, or the one it is named by.
  ///
  /// @param name a host name, in any case, or an IP address
  public SimulatedHost host(String name) {
    return names.host(name);
  }

  /// Lets nothing through between two hosts. What is under way is kept until [#heal], as TCP sends it again and again.
  public void partition(String one, String other) {
    partitions.add(pair(one, other));
  }

  /// Lets through again what passes between two hosts.
  public void heal(String one, String other) {
    partitions.remove(pair(one, other));
    deliver();
  }

  /// Returns what is open: connections, each end by itself, and listening sockets, with where each was opened or accepted.
  public List<Activity> open() {
    List<Activity> found = new ArrayList<>();
    open.forEach((socket, origin) ->
        found.add(
            new Activity(
                Activity.Kind.CHANNEL,
                socket.toString(),
                List.of(origin.getStackTrace()),
                List.of())));
    return found;
  }

  @Override
  public Transport open(@Nullable InetSocketAddress source) throws IOException {
    if (source != null) {
      checkOwn(source);
    }
    var made = new SimulatedTransport(this, source);
    opened(made);
    return made;
  }

  @Override
  public Listener listen(InetSocketAddress address, int backlog) throws IOException {
    checkOwn(address);
    var made = new SimulatedListener(this, ports.free(address), backlog);
    ports.add(made);
    opened(made);
    return made;
  }

  @Override
  public CompletableFuture<List<InetAddress>> resolve(String name) {
    var answer = new CompletableFuture<List<InetAddress>>();
    SimulatedHost host = names.find(name);
    if (host == null) {
      answer.completeExceptionally(SimulatedFailures.unknownHost(name));
    } else if (host.lookupNanos() == 0) {
      answer(name, host, answer);
    } else {
      later(host.lookupNanos(), () -> answer(name, host, answer));
    }
    return answer;
  }

  private static void answer(
      String name, SimulatedHost host, CompletableFuture<List<InetAddress>> answer) {
    if (host.addresses().isEmpty()) {
      answer.completeExceptionally(SimulatedFailures.unknownHost(name));
    } else {
      answer.complete(host.addresses());
    }
  }

  private void checkOwn(InetSocketAddress address) throws IOException {
    InetAddress ip = address.getAddress();
    if (ip == null || (!ip.isAnyLocalAddress() && hostAt(ip) == null)) {
      throw SimulatedFailures.addressNotThere();
    }
  }

  // ---- For the sockets ----

  /// Draws a number, both bounds included.
  long between(long min, long max) {
    return min == max ? min : random.nextLong(min, max + 1);
  }

  /// Returns the loop of all sockets: the one that the first was made on.
  IOLoop loop() {
    IOLoop known = loop;
    if (known == null) {
      known = IOLoop.current();
      loop = known;
    }
    return known;
  }

  /// Runs `action` in so many nanoseconds, never within the caller.
  void later(long nanos, Runnable action) {
    if (nanos > 0) {
      loop().callLater(Duration.ofNanos(nanos), action);
    } else {
      loop().addCallback(action);
    }
  }

  @Nullable SimulatedHost hostAt(InetAddress address) {
    return names.at(address);
  }

  void own(InetAddress address, SimulatedHost host) {
    names.own(address, host);
  }

  @Nullable SimulatedListener listenerAt(InetSocketAddress address) {
    return ports.listenerAt(address);
  }

  /// Returns what a connection to `remote` comes from: `source` if that is given, with a free port if it has none.
  InetSocketAddress sourceFor(InetSocketAddress remote, @Nullable InetSocketAddress source)
      throws IOException {
    InetAddress own =
        source == null || source.getAddress().isAnyLocalAddress()
            ? SimulatedNames.machineFor(remote.getAddress())
            : source.getAddress();
    return ports.free(new InetSocketAddress(own, source == null ? 0 : source.getPort()));
  }

  void opened(SimulatedSocket socket) {
    open.put(socket, new Throwable("opened"));
  }

  void closed(SimulatedSocket socket) {
    open.remove(socket);
    if (socket instanceof SimulatedListener listener) {
      ports.remove(listener);
    }
  }

  boolean separated(SimulatedHost one, SimulatedHost other) {
    return one.vanished()
        || other.vanished()
        || (one != other && partitions.contains(Set.of(one, other)));
  }

  void keep(SimulatedPath path) {
    kept.add(path);
  }

  /// Delivers what was kept, as far as it gets through now.
  void deliver() {
    List<SimulatedPath> all = List.copyOf(kept);
    kept.clear();
    all.forEach(SimulatedPath::deliver);
  }

  void reset(SimulatedHost host) {
    List.copyOf(open.keySet()).forEach(socket -> socket.breakDown(host));
  }

  private Set<SimulatedHost> pair(String one, String other) {
    return Set.of(host(one), host(other));
  }
}
