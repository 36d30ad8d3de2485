// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LeakFixture;
import tornado.ioloop.Async;

/// Requests by proxies that fail or are given up leave no socket and no timer behind.
final class ProxyLeakTest extends LeakFixture {
  private final BlockingQueue<Boolean> ends = new LinkedBlockingQueue<>();
  private ServerSocket proxy = unbound();

  private static ServerSocket unbound() {
    try {
      return new ServerSocket();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void listen() throws IOException {
    proxy = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void closeProxy() throws IOException {
    proxy.close();
  }

  private static HTTPRequest request(String proxy, String url) {
    return HTTPRequest.builder(url).proxy(proxy).build();
  }

  /// Takes the connections, says nothing, and waits for their ends.
  private void beSilent() {
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              try (Socket socket = proxy.accept()) {
                socket.getInputStream().readAllBytes();
              }
              ends.add(true);
            }
          } catch (IOException ignored) {
            // The test is over.
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5", "socks5h"})
  void proxyThatIsNotThere(String scheme) throws IOException {
    HTTPRequest request =
        request(scheme + "://127.0.0.1:" + proxy.getLocalPort(), "https://far.example/");
    proxy.close();

    assertNothingStays(() -> {
      var client = new AsyncHTTPClient(AsyncHTTPClientOptions.DEFAULT);
      assertThatThrownBy(() -> await(client.fetch(request)))
          .hasMessageContaining("can't connect to proxy");
      client.close();
    });
  }

  /// After so many turns of the loop the proxy is looked up, dialled, connected, asked. It doesn't take connections, since its sockets
  /// would count, too.
  @ParameterizedTest
  @CsvSource({
    "http, 0", "http, 1", "http, 2", "http, 3", "http, 4", "http, 6", "http, 10",
    "socks5h, 0", "socks5h, 1", "socks5h, 2", "socks5h, 3", "socks5h, 4", "socks5h, 6",
        "socks5h, 10"
  })
  void cancelledAfterSomeTurns(String scheme, int turns) {
    assumeThat(Object.class.getModule().isOpen("java.lang", getClass().getModule()))
        .as("coroutines run on the loop's thread, so that turns say how far they have come")
        .isTrue();
    HTTPRequest request =
        request(scheme + "://127.0.0.1:" + proxy.getLocalPort(), "https://far.example/");

    assertNothingStays(() -> {
      var client = new AsyncHTTPClient(AsyncHTTPClientOptions.DEFAULT);
      var fetch = client.fetch(request);
      for (int i = 0; i < turns; i++) {
        turn();
      }
      fetch.cancel(true);
      client.close();
      turn();
      turn();
    });
  }

  /// The proxy has seen the request, and sees the end of the connection.
  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5h"})
  void closedClientLeavesTheProxy(String scheme) {
    beSilent();
    HTTPRequest request =
        request(scheme + "://127.0.0.1:" + proxy.getLocalPort(), "https://far.example/");

    assertNothingStays(() -> {
      var client = new AsyncHTTPClient(AsyncHTTPClientOptions.DEFAULT);
      var fetch = client.fetch(request);
      for (int i = 0; i < 20; i++) {
        turn();
      }
      client.close();
      assertThatThrownBy(() -> await(fetch)).hasMessage("the client was closed");
      await(Async.runOnExecutor(ends::take));
    });
  }
}
