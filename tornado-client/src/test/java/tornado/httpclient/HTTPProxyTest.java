// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;

/// Plain requests that a proxy passes on. Python: curl_httpclient, whose settings these are.
final class HTTPProxyTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static HTTPRequest.Builder by(ScriptedServer proxy, String url) {
    return HTTPRequest.builder(url).proxyHost("127.0.0.1").proxyPort(proxy.port());
  }

  private HTTPResponse fetch(HTTPRequest request) {
    return run(() -> await(AsyncHTTPClient.current().fetch(request)));
  }

  @Test
  void targetNamesTheServer() {
    ScriptedServer proxy = serve(OK);

    HTTPResponse response = fetch(by(proxy, "http://u:p@far.example:81/a?b#c").build());

    assertThat(response.text()).isEqualTo("ok");
    assertThat(response.effectiveUrl()).isEqualTo("http://far.example:81/a?b");
    assertThat(proxy.takeRequest())
        .startsWith("GET http://far.example:81/a?b HTTP/1.1\r\n")
        .contains("Host: far.example:81\r\n", "Authorization: Basic dTpw\r\n")
        .doesNotContain("Proxy-Authorization");
  }

  @Test
  void proxyIsLoggedInTo() {
    ScriptedServer proxy = serve(OK);

    fetch(
        by(proxy, "http://far.example/")
            .proxyUsername("test")
            .proxyPassword("123\u00a3")
            .proxyAuthMode("basic")
            .build());

    assertThat(proxy.takeRequest()).contains("Proxy-Authorization: Basic dGVzdDoxMjPCow==\r\n");
  }

  @Test
  void proxyThatRefusesIsAResponse() {
    ScriptedServer proxy =
        serve("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");

    assertThatThrownBy(() -> fetch(by(proxy, "http://far.example/").build()))
        .isInstanceOf(HTTPClientError.class)
        .hasMessage("HTTP 407: Proxy Authentication Required");
  }

  @Test
  void connectionsArePooledByProxyServerAndLogin() {
    ScriptedServer proxy = serve(OK, OK, OK);

    run(() -> {
      AsyncHTTPClient client = AsyncHTTPClient.current();
      await(client.fetch(by(proxy, "http://one.example/").build()));
      await(client.fetch(by(proxy, "http://one.example/again").build()));
      assertThat(proxy.connections()).isEqualTo(1);
      await(client.fetch(by(proxy, "http://other.example/").build()));
      assertThat(proxy.connections()).isEqualTo(2);
      await(client.fetch(by(proxy, "http://one.example/").proxyUsername("u").build()));
      return null;
    });

    assertThat(proxy.connections()).isEqualTo(3);
  }

  @Test
  void loginIsNotForTheServer() {
    ScriptedServer server = serve(OK);
    ScriptedServer proxy =
        serve(
            "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                .formatted(server.url("/direct")));
    var environment =
        Map.of("http_proxy", "http://u:p@127.0.0.1:" + proxy.port(), "no_proxy", "127.0.0.0/8");

    run(() -> {
      var options = AsyncHTTPClientOptions.builder().proxyFromEnvironment(environment).build();
      return await(new AsyncHTTPClient(options).fetch("http://far.example/"));
    });

    assertThat(proxy.takeRequest()).contains("Proxy-Authorization: Basic dTpw\r\n");
    assertThat(server.takeRequest())
        .startsWith("GET /direct HTTP/1.1\r\n")
        .doesNotContain("Proxy-Authorization");
  }

  /// Whoever set it by hand meant the first server, or a proxy before it.
  @Test
  void fieldOfTheRequestIsDroppedAcrossOrigins() {
    ScriptedServer other = serve(OK);
    ScriptedServer first =
        serve(
            "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                .formatted(other.url("/")));

    fetch(HTTPRequest.builder(first.url("/")).header("Proxy-Authorization", "Basic x").build());

    assertThat(first.takeRequest()).contains("Proxy-Authorization: Basic x\r\n");
    assertThat(other.takeRequest()).doesNotContain("Proxy-Authorization");
  }

  @Test
  void clientsProxyIsForRequestsThatNameNone() {
    ScriptedServer own = serve(OK);
    ScriptedServer general = serve(OK);

    run(() -> {
      var options =
          AsyncHTTPClientOptions.builder()
              .proxy("http://127.0.0.1:" + general.port())
              .proxyUsername("u")
              .proxyPassword("p")
              .build();
      var client = new AsyncHTTPClient(options);
      await(client.fetch("http://far.example/general"));
      return await(client.fetch(by(own, "http://far.example/own").build()));
    });

    assertThat(general.takeRequest())
        .startsWith("GET http://far.example/general ")
        .contains("Proxy-Authorization: Basic dTpw\r\n");
    assertThat(own.takeRequest())
        .startsWith("GET http://far.example/own ")
        .doesNotContain("Proxy-Authorization");
  }

  @Test
  void proxyThatIsNotThere() throws IOException {
    int port;
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = listening.getLocalPort();
    }
    HTTPRequest request =
        HTTPRequest.builder("http://far.example/").proxy("u:secret@127.0.0.1:" + port).build();

    assertThatThrownBy(() -> fetch(request))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageContaining("HTTP 599: can't connect to proxy 127.0.0.1:%d: ".formatted(port))
        .hasMessageContaining("refused")
        .hasMessageNotContaining("secret");
  }

  @Test
  void proxyThatLeavesIsNamed() {
    ScriptedServer proxy = serve("");

    assertThatThrownBy(() -> fetch(by(proxy, "http://far.example/").build()))
        .isInstanceOf(HTTPStreamClosedError.class)
        .hasMessage(
            "HTTP 599: connection to far.example:80 (by proxy 127.0.0.1:%d) closed before it answered"
                .formatted(proxy.port()));
  }

  @Test
  void addressesInUrlsAreGuarded() {
    ScriptedServer proxy = serve(OK);
    var options =
        AsyncHTTPClientOptions.builder()
            .addressGuard(AddressGuard.PUBLIC_ONLY)
            .proxy("127.0.0.1:" + proxy.port())
            .build();

    run(() -> {
      var client = new AsyncHTTPClient(options);
      assertThat(await(client.fetch("http://far.example/")).text()).isEqualTo("ok");
      assertThatThrownBy(() -> await(client.fetch("http://169.254.169.254/")))
          .hasMessageContaining("addressGuard refuses");
      return null;
    });
  }

  @Test
  void timeoutNamesTheProxy() {
    ScriptedServer proxy = serve(ScriptedServer.SILENCE);
    HTTPRequest request =
        by(proxy, "https://far.example/").connectTimeout(Duration.ofSeconds(3)).build();

    run(() -> {
      var fetch = AsyncHTTPClient.current().fetch(request);
      await(Async.runOnExecutor(proxy::takeRequest));
      clock.advance(Duration.ofSeconds(4));
      loop.addCallback(() -> {});
      assertThatThrownBy(() -> await(fetch))
          .isInstanceOf(HTTPTimeoutError.class)
          .hasMessage(
              ("HTTP 599: Timeout while proxy 127.0.0.1:%d connected to far.example:443 after 3000"
                      + " ms (connectTimeout): https://far.example/")
                  .formatted(proxy.port()));
      // The loop is closed with the test: the proxy sees the end of the connection before.
      await(Async.runOnExecutor(() -> closed(proxy)));
      return null;
    });
  }

  private static boolean closed(ScriptedServer server) {
    server.awaitClosed();
    return true;
  }
}
