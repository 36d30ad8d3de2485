// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Sockets;
import tornado.ioloop.Transport;
import tornado.iostream.IOStream;
import tornado.netutil.BindFailedException;
import tornado.netutil.internal.TCPTransport;

/// Starts attempts over the system's sockets, or those of a simulated network.
///
/// **Thread**: loop.
///
/// @param loop what the streams belong to
/// @param options our own address, and the limits of the streams
record SocketDialer(IOLoop loop, ConnectOptions options) implements Connector.Dialer {
  @Override
  public Connector.Attempt dial(InetSocketAddress address) throws IOException {
    boolean v6 = address.getAddress() instanceof Inet6Address;
    InetSocketAddress source = source(v6);
    Sockets sockets = loop.sockets();
    Transport transport = sockets == null ? open(v6, source) : sockets.open(source);
    var stream = new IOStream(loop, transport, options.streamOptions());
    return new Connector.Attempt(stream, stream.connect(address));
  }

  private static TCPTransport open(boolean v6, @Nullable InetSocketAddress source)
      throws IOException {
    var family = v6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    try {
      return TCPTransport.open(family, source);
    } catch (UnsupportedOperationException e) {
      throw new IOException("address family is not supported", e);
    } catch (IOException e) {
      if (source == null) {
        throw e;
      }
      throw new BindFailedException(
          "can't connect from " + Connector.describe(source) + ": " + e.getMessage(), e);
    }
  }

  private @Nullable InetSocketAddress source(boolean v6) throws IOException {
    String ip = options.sourceIp();
    int port = options.sourcePort();
    NetworkInterface near = options.networkInterface();
    if (ip == null && port == 0) {
      return near == null ? null : new InetSocketAddress(addressOf(near, v6), 0);
    }
    return new InetSocketAddress(
        InetAddress.ofLiteral(ip != null ? ip : v6 ? "::1" : "127.0.0.1"), port);
  }

  /// Returns the address of an interface: one that reaches beyond its own link, if there is one.
  private static InetAddress addressOf(NetworkInterface near, boolean v6) throws IOException {
    return near.inetAddresses()
        .filter(address -> address instanceof Inet6Address == v6)
        .min(Comparator.comparing(InetAddress::isLinkLocalAddress))
        .orElseThrow(() ->
            new IOException(
                "interface %s has no IPv%d address".formatted(near.getName(), v6 ? 6 : 4)));
  }
}
