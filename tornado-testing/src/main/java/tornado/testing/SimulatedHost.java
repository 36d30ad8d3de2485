// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A host of a [SimulatedNetwork], and what is wrong with it. All of it can be said and taken back at any time, also while connections are
/// open: it goes for what happens from then on.
///
/// ```java
/// network.host("upstream.example").latency(Duration.ofMillis(80)).fragmented();
/// network.host("dead.example").blackhole();
/// ```
///
/// A host has one line to the network: what passes between two hosts goes through both of theirs, so that their latencies add up and the
/// narrower one counts. What stays within a host goes through its line once.
///
/// | setting | default |
/// |---|---|
/// | [#latency(Duration)] | none |
/// | [#bandwidth] | no limit |
/// | [#bufferSize] | 64 KiB |
/// | [#fragmented], [#byteByByte] | bytes come and go in pieces as large as the caller's buffers |
/// | [#lookupTime] | none |
///
/// **Thread**: loop.
public final class SimulatedHost {
  /// What becomes of those who want to connect.
  enum Connects {
    ANSWERED,
    REFUSED,
    UNANSWERED
  }

  private final SimulatedNetwork network;
  private final String name;
  private final InetAddress address;
  private SimulatedLine line = SimulatedLine.PERFECT;
  private SimulatedFault fault = SimulatedFault.NONE;
  private Connects connects = Connects.ANSWERED;
  private List<InetAddress> addresses;
  private long lookupNanos;
  private boolean vanished;

  SimulatedHost(SimulatedNetwork network, String name, InetAddress address) {
    this.network = network;
    this.name = name;
    this.address = address;
    this.addresses = List.of(address);
  }

  /// Returns the name by which it was made.
  public String name() {
    return name;
  }

  /// Returns its own address, whatever its name resolves to.
  public InetAddress address() {
    return address;
  }

  // ---- The line ----

  /// Has everything take so long, each way.
  public SimulatedHost latency(Duration each) {
    return latency(each, each);
  }

  /// Has everything take a while that is drawn anew each time. What was sent first arrives first all the same.
  public SimulatedHost latency(Duration min, Duration max) {
    line = line.withLatency(min.toNanos(), max.toNanos());
    return this;
  }

  /// Limits how many bytes of one connection pass in a second, each way; 0 for no limit.
  public SimulatedHost bandwidth(long bytesPerSecond) {
    line = line.withBandwidth(bytesPerSecond);
    return this;
  }

  /// Has each read, and each write, end anywhere: after one byte or more.
  public SimulatedHost fragmented() {
    line = line.withCut(SimulatedLine.Cut.ANYWHERE);
    return this;
  }

  /// Has each read, and each write, end after one byte.
  public SimulatedHost byteByByte() {
    line = line.withCut(SimulatedLine.Cut.EVERYWHERE);
    return this;
  }

  /// Limits how many bytes of one connection may be sent, each way, and not yet read.
  public SimulatedHost bufferSize(long byteCount) {
    line = line.withBufferSize(byteCount);
    return this;
  }

  // ---- Connecting ----

  /// Refuses all who want to connect, as if nobody listened.
  public SimulatedHost refuse() {
    connects = Connects.REFUSED;
    return this;
  }

  /// Doesn't answer those who want to connect, as a firewall does that drops what it doesn't like.
  public SimulatedHost blackhole() {
    connects = Connects.UNANSWERED;
    return this;
  }

  // ---- The name ----

  /// Lets its name be unknown.
  public SimulatedHost unknown() {
    addresses = List.of();
    return this;
  }

  /// Has its name stand for these addresses, in this order. Those that no host has become its own; a host by itself, with faults of its own, is
  /// one that is named by its address: `network.host("fd00::99").blackhole()`.
  ///
  /// @param ips IPv4 or IPv6, at least one
  /// @throws IllegalArgumentException if one of them is no address
  public SimulatedHost resolvesTo(String... ips) {
    addresses = Stream.of(ips).map(InetAddress::ofLiteral).toList();
    addresses.forEach(each -> network.own(each, this));
    return this;
  }

  /// Has those who ask for its addresses wait so long. [tornado.netutil.DefaultResolver] asks again after 10 seconds only.
  public SimulatedHost lookupTime(Duration time) {
    lookupNanos = time.toNanos();
    return this;
  }

  // ---- Breaking down ----

  /// Resets all connections that it has now, for both ends.
  public SimulatedHost reset() {
    network.reset(this);
    return this;
  }

  /// Has each of its connections reset, for both ends, when it has sent so many bytes on it.
  public SimulatedHost resetAfter(long byteCount) {
    fault = new SimulatedFault(SimulatedFault.Kind.RESET, byteCount);
    return this;
  }

  /// Has what it sends on each of its connections end after so many bytes, as if that were all.
  public SimulatedHost endAfter(long byteCount) {
    fault = new SimulatedFault(SimulatedFault.Kind.END, byteCount);
    return this;
  }

  /// Has another byte arrive than it sends: the one behind the first `byteCount` bytes of each of its connections. `corruptAt(0)` is the end of
  /// any TLS handshake.
  public SimulatedHost corruptAt(long byteCount) {
    fault = new SimulatedFault(SimulatedFault.Kind.CORRUPT, byteCount);
    return this;
  }

  /// Takes it off the network: nothing arrives there, and nothing comes from it, not even a word of farewell. What is under way is kept until
  /// it is back, as TCP sends it again and again.
  public SimulatedHost vanish() {
    vanished = true;
    return this;
  }

  /// Takes back all that was said of it, but for [#resolvesTo]: its line has no limits, nothing is wrong with it, and what could not get
  /// through arrives. Connections that broke stay broken.
  public SimulatedHost restore() {
    line = SimulatedLine.PERFECT;
    fault = SimulatedFault.NONE;
    connects = Connects.ANSWERED;
    addresses = addresses.isEmpty() ? List.of(address) : addresses;
    lookupNanos = 0;
    vanished = false;
    network.deliver();
    return this;
  }

  @Override
  public String toString() {
    return name + " (" + address.getHostAddress() + ")";
  }

  SimulatedLine line() {
    return line;
  }

  SimulatedFault fault() {
    return fault;
  }

  Connects connects() {
    return connects;
  }

  List<InetAddress> addresses() {
    return addresses;
  }

  long lookupNanos() {
    return lookupNanos;
  }

  boolean vanished() {
    return vanished;
  }
}
