// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.fixture.Certificates;
import tornado.fixture.LogRecorder;
import tornado.ioloop.Async;

/// TLS with a server behind an HTTP proxy.
final class HTTPTunnelTest extends ClientFixture {
  private final Certificates certificates = Certificates.inTemporaryFolder();

  /// The proxy, and the server behind it.
  private final MockWebServer far = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    far.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(certificates.builder("localhost").build())
            .build()
            .sslSocketFactory());
    far.start();
    opened(far);
  }

  private HTTPRequest.Builder request(String url, int proxyPort) {
    return HTTPRequest.builder(url)
        .caCerts(certificates.authority())
        .proxyHost("127.0.0.1")
        .proxyPort(proxyPort);
  }

  private HTTPResponse fetch(HTTPRequest request) {
    return run(() -> await(AsyncHTTPClient.current().fetch(request)));
  }

  private void enqueue(String body) {
    far.enqueue(new MockResponse.Builder().body(body).build());
  }

  @Test
  void serverIsReachedThroughTheTunnel() throws Exception {
    far.enqueue(new MockResponse.Builder().inTunnel().build());
    enqueue("one");
    enqueue("two");
    HTTPRequest request =
        request("https://localhost:8443/a", far.getPort())
            .proxyUsername("u")
            .proxyPassword("p")
            .header("Proxy-Authorization", "Basic other")
            .build();

    String text =
        run(() -> {
          AsyncHTTPClient client = AsyncHTTPClient.current();
          return await(client.fetch(request)).text() + await(client.fetch(request)).text();
        });

    assertThat(text).isEqualTo("onetwo");
    var connect = far.takeRequest();
    assertThat(connect.getRequestLine()).isEqualTo("CONNECT localhost:8443 HTTP/1.1");
    assertThat(connect.getHeaders().get("Host")).isEqualTo("localhost:8443");
    assertThat(connect.getHeaders().get("Proxy-Authorization")).isEqualTo("Basic dTpw");
    var get = far.takeRequest();
    assertThat(get.getRequestLine()).isEqualTo("GET /a HTTP/1.1");
    assertThat(get.getHeaders().get("Proxy-Authorization")).isNull();
    assertThat(far.takeRequest().getRequestLine()).isEqualTo("GET /a HTTP/1.1");
  }

  @Test
  void certificateMustBeTheServers() {
    far.enqueue(new MockResponse.Builder().inTunnel().build());

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThatThrownBy(() -> fetch(request("https://far.example/", far.getPort()).build()))
          .isInstanceOf(HTTPClientError.class)
          .hasMessageContaining("TLS with far.example:443 (by proxy 127.0.0.1:")
          .hasMessageContaining("No subject alternative DNS name matching far.example found");
      assertThat(log.lines()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          407 Proxy Authentication Required | (set proxyUsername and proxyPassword)
          403 Forbidden | 403 Forbidden
          502 Bad Gateway | 502 Bad Gateway
          301 Moved | 301 Moved
          """)
  void refusalIsAnErrorWithItsStatus(String status, String end) {
    ScriptedServer proxy = serve("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");

    assertThatThrownBy(() -> fetch(request("https://far.example/", proxy.port()).build()))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageStartingWith(
            "HTTP 599: proxy 127.0.0.1:%d refused to connect to far.example:443: %s"
                .formatted(proxy.port(), status))
        .hasMessageEndingWith(end);
    proxy.awaitClosed();
  }

  @Test
  void refusedLoginDoesNotTellThePassword() {
    ScriptedServer proxy = serve("HTTP/1.1 407 No\r\n\r\n");

    assertThatThrownBy(() ->
            fetch(
                request("https://far.example/", proxy.port())
                    .proxyUsername("somebody")
                    .proxyPassword("secret")
                    .build()))
        .hasMessageContaining("407 No (it doesn't take this proxyUsername")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("somebody");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SSH-2.0-OpenSSH_9 | closed the connection before it had reached the server
          HTTP/1.1 200      | closed the connection before it had reached the server
          220 ftp##         | broke the protocol: malformed status line: '220 ftp'
          """)
  void proxyThatIsNone(String answer, String message) {
    ScriptedServer proxy = serve(answer.replace("#", "\r\n"));

    assertThatThrownBy(() -> fetch(request("https://far.example/", proxy.port()).build()))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageContaining("proxy 127.0.0.1:" + proxy.port())
        .hasMessageContaining(message);
    proxy.awaitClosed();
  }

  @Test
  void proxyThatLeavesAtAnyByte() {
    String answer = "HTTP/1.1 200 OK\r\nA: b\r\n\r\n";

    run(() -> {
      for (int end = 0; end < answer.length(); end++) {
        ScriptedServer proxy = serve(answer.substring(0, end));
        HTTPRequest request = request("https://far.example/", proxy.port()).build();
        assertThatThrownBy(() -> await(AsyncHTTPClient.current().fetch(request)))
            .isInstanceOf(HTTPStreamClosedError.class)
            .hasMessageContaining("closed the connection before it had reached the server");
      }
      return null;
    });
  }

  /// That is noticed before TLS begins, or within its handshake.
  @Test
  void proxyThatLeavesOnceItHasAgreed() {
    ScriptedServer proxy = serve("HTTP/1.1 200 OK\r\n\r\n");

    assertThatThrownBy(() -> fetch(request("https://far.example/", proxy.port()).build()))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageContaining("proxy 127.0.0.1:" + proxy.port())
        .hasMessageNotContaining("sent something");
  }

  @Test
  void longReasonIsCut() {
    ScriptedServer proxy = serve("HTTP/1.1 500 " + "a".repeat(10_000) + "\r\n\r\n");

    assertThatThrownBy(() -> fetch(request("https://far.example/", proxy.port()).build()))
        .hasMessageEndingWith(": 500 " + "a".repeat(64) + "...");
  }

  @Test
  void interimAnswersAreSkipped() {
    ScriptedServer proxy = serve("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 500 No\r\n\r\n");

    assertThatThrownBy(() -> fetch(request("https://far.example/", proxy.port()).build()))
        .hasMessageEndingWith("500 No");
  }

  @Test
  void interimAnswersAreNotEndless() {
    ScriptedServer proxy = serve("HTTP/1.1 100 Continue\r\n\r\n".repeat(100));

    assertThatThrownBy(() -> fetch(request("https://far.example/", proxy.port()).build()))
        .hasMessageEndingWith("100 Continue");
  }

  /// What came in the clear must not pass for the server's.
  @Test
  void bytesBehindTheAnswerAreRefused() {
    ScriptedServer proxy = serve("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "");

    assertThatThrownBy(() -> fetch(request("https://far.example/", proxy.port()).build()))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageContaining("sent something before TLS with far.example:443 began");
    proxy.awaitClosed();
  }

  @Test
  void headWithoutEndIsRefused() {
    ScriptedServer proxy = serve("HTTP/1.1 200 OK\r\nA: " + "a".repeat(70_000), "");

    assertThatThrownBy(() -> fetch(request("https://far.example/", proxy.port()).build()))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageContaining("broke before it had reached the server: ");
    proxy.awaitClosed();
  }

  @Test
  void cancelEndsTheTunnel() {
    ScriptedServer proxy = serve(ScriptedServer.SILENCE);

    run(() -> {
      CompletableFuture<HTTPResponse> fetch =
          AsyncHTTPClient.current().fetch(request("https://far.example/", proxy.port()).build());
      await(Async.runOnExecutor(proxy::takeRequest));
      fetch.cancel(true);
      await(
          Async.runOnExecutor(() -> {
            proxy.awaitClosed();
            return true;
          }));
      return null;
    });
  }

  @Test
  void timeoutOfTheHandshakeSaysSo() throws IOException {
    var proxy = opened(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    HTTPRequest request =
        request("https://far.example/", proxy.getLocalPort())
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    assertThatThrownBy(() ->
            run(() -> {
              var fetch = AsyncHTTPClient.current().fetch(request);
              opened(await(Async.runOnExecutor(() -> tunnelUntilHello(proxy))));
              clock.advance(Duration.ofSeconds(4));
              loop.addCallback(() -> {});
              return await(fetch);
            }))
        .isInstanceOf(HTTPTimeoutError.class)
        .hasMessageContaining("Timeout during the TLS handshake, by proxy 127.0.0.1:")
        .hasMessageContaining("3000 ms (connectTimeout)");
  }

  /// Says yes, and waits for the first byte of the handshake, which is never answered.
  private static Socket tunnelUntilHello(ServerSocket proxy) throws IOException {
    Socket socket = proxy.accept();
    var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    while (!in.readLine().isEmpty()) {}
    socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
    assertThat(in.read()).isEqualTo(22);
    return socket;
  }
}
