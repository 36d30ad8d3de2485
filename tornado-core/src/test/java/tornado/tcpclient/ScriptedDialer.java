// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import tornado.ioloop.IOLoop;
import tornado.iostream.IOStream;
import tornado.iostream.IOStreamOptions;
import tornado.iostream.StreamClosedError;
import tornado.iostream.internal.MemoryTransport;

/// Attempts that end when the test says so.
///
/// **Thread**: loop.
final class ScriptedDialer implements Connector.Dialer {
  static final InetSocketAddress A = address("192.0.2.1");
  static final InetSocketAddress B = address("192.0.2.2");
  static final InetSocketAddress C = address("2001:db8::3");
  static final InetSocketAddress D = address("2001:db8::4");

  private final IOLoop loop;
  private final Map<InetSocketAddress, IOStream> streams = new LinkedHashMap<>();
  private final Map<InetSocketAddress, CompletableFuture<IOStream>> pending = new LinkedHashMap<>();
  private final Map<InetSocketAddress, Exception> immediate = new HashMap<>();

  ScriptedDialer(IOLoop loop) {
    this.loop = loop;
  }

  /// Lets the attempt at an address fail before it begins.
  void failAtOnce(InetSocketAddress address, Exception failure) {
    immediate.put(address, failure);
  }

  @Override
  public Connector.Attempt dial(InetSocketAddress address) throws IOException {
    switch (immediate.get(address)) {
      case IOException failure -> throw failure;
      case RuntimeException failure -> throw failure;
      case null, default -> {}
    }
    var stream = new IOStream(loop, MemoryTransport.pair().left(), IOStreamOptions.DEFAULT);
    var connected = new CompletableFuture<IOStream>();
    streams.put(address, stream);
    pending.put(address, connected);
    return new Connector.Attempt(stream, connected);
  }

  void succeed(InetSocketAddress address) {
    take(address).complete(stream(address));
  }

  void fail(InetSocketAddress address) {
    take(address)
        .completeExceptionally(new StreamClosedError(new ConnectException("Connection refused")));
  }

  /// Returns the addresses whose attempts have not ended.
  List<InetSocketAddress> pending() {
    return new ArrayList<>(pending.keySet());
  }

  /// Returns the addresses whose streams are open.
  List<InetSocketAddress> open() {
    return streams.keySet().stream().filter(address -> !stream(address).closed()).toList();
  }

  IOStream stream(InetSocketAddress address) {
    return Objects.requireNonNull(streams.get(address));
  }

  private CompletableFuture<IOStream> take(InetSocketAddress address) {
    return Objects.requireNonNull(pending.remove(address), address::toString);
  }

  private static InetSocketAddress address(String ip) {
    return new InetSocketAddress(InetAddress.ofLiteral(ip), 80);
  }
}
