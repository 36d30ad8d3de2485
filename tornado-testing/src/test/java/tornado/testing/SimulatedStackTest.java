// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.net.SocketAddress;
import java.time.Duration;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.Certificates;
import tornado.fixture.LogRecorder;
import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.HTTPClientError;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPTimeoutError;
import tornado.httpserver.HTTPServer;
import tornado.httpserver.HTTPServerOptions;
import tornado.iostream.IOStream;
import tornado.netutil.SSLOptions;
import tornado.tcpserver.TCPServer;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// Servers and clients, with TLS and without, over a simulated network as they are.
final class SimulatedStackTest extends SimulatedNetworkFixture {
  /// Answers with what it is sent.
  private static final class EchoServer extends TCPServer {
    @Override
    protected void handleStream(IOStream stream, SocketAddress address) {
      await(stream.write(await(stream.readUntil("\n"))));
      stream.close();
    }
  }

  /// Answers with a text that is long enough to be cut.
  static final class TextHandler extends RequestHandler {
    static final String TEXT = "Hello, world. ".repeat(1000);

    @Override
    public void get() {
      write(TEXT);
    }
  }

  private void serve(HTTPServerOptions options) {
    host();
    var server =
        new HTTPServer(Application.builder().route("/", TextHandler::new).build(), options);
    server.listen(443, HOST);
  }

  private static String fetch(HTTPRequest request) {
    return await(AsyncHTTPClient.current().fetch(request)).text();
  }

  @Test
  void tcpServer() {
    run(() -> {
      host().fragmented().latency(Duration.ofMillis(80));
      new EchoServer().listen(PORT, HOST);

      IOStream client = await(dial());
      client.write("Hello\n");

      assertThat(await(client.readUntilClose())).isEqualTo(ByteString.encodeUtf8("Hello\n"));
    });
  }

  @Test
  void http() {
    run(() -> {
      serve(HTTPServerOptions.DEFAULT);
      host().fragmented().latency(Duration.ofMillis(1), Duration.ofMillis(80));

      String text = fetch(HTTPRequest.of("http://peer.example:443/"));

      assertThat(text).isEqualTo(TextHandler.TEXT);
    });
  }

  @Test
  void httpByteByByte() {
    run(() -> {
      serve(HTTPServerOptions.DEFAULT);
      host().byteByByte();

      String text = fetch(HTTPRequest.of("http://peer.example:443/"));

      assertThat(text).isEqualTo(TextHandler.TEXT);
    });
  }

  @Test
  void timeoutsPassAtOnce() {
    run(() -> {
      serve(HTTPServerOptions.DEFAULT);
      host().vanish();

      assertThatThrownBy(() -> fetch(HTTPRequest.of("http://peer.example:443/")))
          .isInstanceOf(HTTPTimeoutError.class);
      assertThat(elapsed()).isEqualTo(Duration.ofSeconds(20));
    });
  }

  @Test
  void https() {
    Certificates certificates = Certificates.inTemporaryFolder();
    var pem = certificates.make(HOST);
    run(() -> {
      var ssl = SSLOptions.server().certificate(pem, pem).build();
      serve(HTTPServerOptions.builder().ssl(ssl).build());
      host().fragmented().latency(Duration.ofMillis(1), Duration.ofMillis(80));

      String text =
          fetch(
              HTTPRequest.builder("https://peer.example/")
                  .caCerts(certificates.authority())
                  .build());

      assertThat(text).isEqualTo(TextHandler.TEXT);
    });
  }

  @Test
  void corruptedHandshakeFails() {
    Certificates certificates = Certificates.inTemporaryFolder();
    var pem = certificates.make(HOST);
    run(() -> {
      var ssl = SSLOptions.server().certificate(pem, pem).build();
      serve(HTTPServerOptions.builder().ssl(ssl).build());
      host().corruptAt(0);
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        assertThatThrownBy(() -> fetch(HTTPRequest.of("https://peer.example/")))
            .isInstanceOf(HTTPClientError.class)
            .hasMessageContaining("TLS with peer.example:443 failed");
        assertThat(log.lines()).isNotEmpty();
      }
    });
  }
}
