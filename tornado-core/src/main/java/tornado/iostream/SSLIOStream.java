// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;
import tornado.netutil.SSLOptions;

/// A stream over TLS (RFC 8446).
///
/// ```java
/// var options = SSLOptions.client().build();
/// var stream = SSLIOStream.client(new TCPTransport(SocketChannel.open()), options, "example.com", 443);
/// await(stream.connect(new InetSocketAddress("example.com", 443)));
/// ```
///
/// Hands are shaken as soon as the connection is there. Reads and writes may be started before; [#connect] is done when hands are shaken.
/// If that fails the stream closes, with the [javax.net.ssl.SSLException] as its error and one warning in the log. A peer that just leaves
/// in the middle is none of the log's business.
///
/// Small writes are sent at once from the start; [#setNodelay] may change that once hands are shaken.
///
/// The peer's end is believed without close_notify (RFC 8446 §6.1), as many peers send none: a protocol whose messages don't tell where they
/// end can't notice that it was cut off. After [#shutdownOutput] input goes on under TLS 1.3 with the JDK's engines; in
/// TLS 1.2, and with those of some providers, that ends both directions.
///
/// Tornado: [SSLIOStream](https://www.tornadoweb.org/en/stable/iostream.html#tornado.iostream.SSLIOStream).
///
/// **Thread**: as [IOStream].
public final class SSLIOStream extends IOStream {
  private final SSLTransport transport;

  SSLIOStream(IOLoop loop, SSLTransport transport, IOStreamOptions options) {
    super(loop, transport, options);
    this.transport = transport;
  }

  /// Makes a server's stream over a connected transport.
  public static SSLIOStream server(
      IOLoop loop, Transport transport, SSLOptions ssl, IOStreamOptions options) {
    var stream =
        new SSLIOStream(loop, new SSLTransport(transport, ssl.newEngine(null, -1), ssl), options);
    stream.start();
    return stream;
  }

  /// Makes a client's stream on the current loop, to be connected by [#connect].
  ///
  /// @param transport not yet connected
  /// @param host the name that is sent to the server, and that its certificate is checked with
  /// @param port the server's, by which sessions are resumed
  public static SSLIOStream client(Transport transport, SSLOptions ssl, String host, int port) {
    return client(IOLoop.current(), transport, ssl, host, port, IOStreamOptions.DEFAULT);
  }

  /// Like [#client(Transport, SSLOptions, String, int)], on a loop and with limits.
  public static SSLIOStream client(
      IOLoop loop,
      Transport transport,
      SSLOptions ssl,
      String host,
      int port,
      IOStreamOptions options) {
    return new SSLIOStream(
        loop, new SSLTransport(transport, ssl.newEngine(host, port), ssl), options);
  }

  /// {@inheritDoc}
  ///
  /// If the handshake fails the future does so with its [javax.net.ssl.SSLException], not within a [StreamClosedError].
  @Override
  public CompletableFuture<IOStream> connect(SocketAddress address) {
    return super.connect(address)
        .exceptionallyCompose(failure -> {
          if (failure instanceof StreamClosedError closed
              && closed.realError() instanceof SSLException cause) {
            LoggerFactory.getLogger("tornado.general")
                .warn("SSL Error on {}: {}", remoteAddress(), cause.getMessage());
            return CompletableFuture.failedFuture(cause);
          }
          return CompletableFuture.failedFuture(failure);
        });
  }

  /// Waits until hands are shaken. It may be called again and again.
  ///
  /// @return this stream; fails with the [javax.net.ssl.SSLException] that the handshake failed with, or the [java.io.IOException] that
  ///     the connection broke by
  public CompletableFuture<SSLIOStream> waitForHandshake() {
    return transport.handshake().thenApply(_ -> this);
  }

  /// Returns what both sides have agreed on: protocol, cipher suite, certificates. Before hands are shaken it says nothing.
  public SSLSession session() {
    return transport.engine().getSession();
  }

  /// Returns the protocol agreed on by ALPN (RFC 7301), if any.
  public Optional<String> applicationProtocol() {
    return Optional.ofNullable(transport.engine().getApplicationProtocol())
        .filter(protocol -> !protocol.isEmpty());
  }

  /// Returns the peer's certificates, its own first; empty if it showed none. Tornado: `get_ssl_certificate`.
  public List<X509Certificate> peerCertificates() {
    try {
      Certificate @Nullable [] chain = session().getPeerCertificates();
      return chain == null
          ? List.of()
          : Arrays.stream(chain).map(X509Certificate.class::cast).toList();
    } catch (SSLPeerUnverifiedException ignored) {
      // It showed none, which is an answer.
      return List.of();
    }
  }

  void start() {
    if (loop().inLoop()) {
      transport.start();
    } else {
      loop().addCallback(transport::start);
    }
  }
}
