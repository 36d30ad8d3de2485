// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import okio.ByteString;
import tornado.fixture.Certificates;
import tornado.fixture.LoopFixture;
import tornado.netutil.SSLOptions;
import tornado.netutil.internal.TCPTransport;
import tornado.queues.Queue;
import tornado.tcpserver.TCPServer;
import tornado.tcpserver.TCPServerOptions;

/// A loop, servers with TLS on it, and clients, ours and the JDK's blocking one.
abstract class SSLFixture extends LoopFixture {
  static final Certificates CERTIFICATES = Certificates.inTemporaryFolder();

  /// A server that hands its connections over.
  static final class RecordingServer extends TCPServer {
    private final Queue<SSLIOStream> accepted = new Queue<>();

    RecordingServer(SSLOptions ssl) {
      super(TCPServerOptions.builder().ssl(ssl).build());
    }

    @Override
    protected void onConnection(IOStream stream, SocketAddress address) {
      accepted.putNowait((SSLIOStream) stream);
    }

    /// Waits for the next connection.
    SSLIOStream accept() {
      return await(accepted.get());
    }
  }

  /// Both ends of a connection.
  record SSLPair(SSLIOStream client, SSLIOStream server) {}

  static SocketAddress addressOf(TCPServer server) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
  }

  static RecordingServer listen(SSLOptions options) {
    var server = new RecordingServer(options);
    server.listen(0, "127.0.0.1");
    return server;
  }

  static RecordingServer listen(SSLOptions.Builder options) {
    return listen(options.build());
  }

  /// Makes a server of `localhost` by a file with its certificate and key.
  static RecordingServer listen(Path certificate) {
    return listen(SSLOptions.server().certificate(certificate, certificate));
  }

  /// Starts to connect to a server by a name.
  static CompletableFuture<IOStream> dial(TCPServer server, SSLOptions options, String host)
      throws IOException {
    return client(server, options, host).connect(addressOf(server));
  }

  static SSLIOStream client(TCPServer server, SSLOptions options, String host) throws IOException {
    return SSLIOStream.client(new TCPTransport(SocketChannel.open()), options, host, server.port());
  }

  /// Connects to a server by a name, and waits until both have shaken hands.
  static SSLPair connect(RecordingServer server, SSLOptions options, String host)
      throws IOException {
    var client = (SSLIOStream) await(dial(server, options, host));
    SSLIOStream far = server.accept();
    await(far.waitForHandshake());
    return new SSLPair(client, far);
  }

  static SSLPair connect(RecordingServer server, SSLOptions.Builder options) throws IOException {
    return connect(server, options.build(), "localhost");
  }

  /// Connects the JDK's blocking client to a server; hands are not shaken yet.
  static SSLSocket dialBlocking(RecordingServer server, SSLOptions options, String... protocols)
      throws IOException {
    var raw = new Socket(InetAddress.getLoopbackAddress(), server.port());
    var socket =
        (SSLSocket)
            options
                .context()
                .getSocketFactory()
                .createSocket(raw, "localhost", server.port(), true);
    socket.setEnabledProtocols(protocols);
    return socket;
  }

  /// Returns options of a client that speaks TLS 1.2.
  static SSLOptions clientOfTLS12() {
    try {
      var context = CERTIFICATES.ready(SSLContext.getInstance("TLSv1.2"), "client.test", null);
      return SSLOptions.client().context(context).build();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform knows TLS 1.2", e);
    }
  }

  /// Waits for a future that has to fail, and returns what with.
  static Throwable failure(CompletableFuture<?> future) {
    Throwable failure = catchThrowable(() -> await(future));
    assertThat(failure).as("what should have failed").isNotNull();
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /// Lets the loop get to what is behind the end of a future, as the log is.
  void turn() {
    var turned = new CompletableFuture<Boolean>();
    loop.addCallback(() -> turned.complete(true));
    await(turned);
  }

  static ByteString bytes(String text) {
    return ByteString.encodeUtf8(text);
  }

  /// The name that the server's certificate was made for.
  static String nameOf(SSLIOStream client) {
    String name = client.peerCertificates().getFirst().getSubjectX500Principal().getName();
    return name.substring("CN=".length());
  }
}
