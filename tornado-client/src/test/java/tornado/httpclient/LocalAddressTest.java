// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;
import tornado.netutil.BindOptions;
import tornado.netutil.Resolver;
import tornado.netutil.UnresolvedHostException;

/// Where connections start from. Python: simple_httpclient_test, for `network_interface` and `allow_ipv6`.
final class LocalAddressTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /// Fetches from a server, and returns the address that it saw us at.
  private String seenFrom(String networkInterface) throws Exception {
    var server = opened(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    HTTPRequest request =
        HTTPRequest.builder("http://127.0.0.1:%d/".formatted(server.getLocalPort()))
            .networkInterface(networkInterface)
            .build();

    return run(() -> {
      var fetch = AsyncHTTPClient.current().fetch(request);
      Socket accepted = opened(await(Async.runOnExecutor(server::accept)));
      fetch.cancel(true);
      return accepted.getInetAddress().getHostAddress();
    });
  }

  private HTTPResponse fetch(String networkInterface) {
    HTTPRequest request =
        HTTPRequest.builder(serve(OK).url("/")).networkInterface(networkInterface).build();
    return run(() -> await(AsyncHTTPClient.current().fetch(request)));
  }

  @Test
  void addressOfOurs() throws Exception {
    assertThat(seenFrom("127.0.0.7")).isEqualTo("127.0.0.7");
  }

  @Test
  void nameOfAnInterface() throws Exception {
    NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());

    assertThat(seenFrom(loopback.getName())).isEqualTo("127.0.0.1");
  }

  @Test
  void unknownInterface() {
    assertThatThrownBy(() -> fetch("nosuch0"))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageContaining("networkInterface is unknown: 'nosuch0' (there are: ")
        .hasMessageContaining("lo");
  }

  @Test
  void addressThatIsNotOurs() {
    assertThatThrownBy(() -> fetch("192.0.2.1"))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageContaining("can't connect from 192.0.2.1:0: ");
  }

  @Test
  void addressOfTheOtherFamily() {
    assertThatThrownBy(() -> fetch("::1"))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageContaining("host has no address of family INET6: '127.0.0.1'");
  }

  @Test
  void clientsInterfaceIsForRequestsThatNameNone() {
    ScriptedServer server = serve(OK);
    var options = AsyncHTTPClientOptions.builder().networkInterface("nosuch0").build();
    HTTPRequest request =
        HTTPRequest.builder(server.url("/")).networkInterface("127.0.0.1").build();

    run(() -> {
      var client = new AsyncHTTPClient(options);
      assertThat(await(client.fetch(request)).text()).isEqualTo("ok");
      assertThatThrownBy(() -> await(client.fetch(server.url("/"))))
          .hasMessageContaining("networkInterface is unknown");
      return null;
    });
  }

  @Test
  void ipv6IsNotTriedIfItMayNot() {
    ScriptedServer server = serve(OK);
    Resolver resolver =
        (host, port, family) ->
            family == BindOptions.Family.INET
                ? CompletableFuture.completedFuture(
                    List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
                : CompletableFuture.failedFuture(new UnresolvedHostException(host, null));
    var options = AsyncHTTPClientOptions.builder().resolver(resolver).build();
    String url = "http://far.example:%d/".formatted(server.port());
    HTTPRequest four = HTTPRequest.builder(url).allowIpv6(false).build();

    run(() -> {
      var client = new AsyncHTTPClient(options);
      assertThat(await(client.fetch(four)).text()).isEqualTo("ok");
      assertThatThrownBy(() -> await(client.fetch(url))).hasMessageContaining("far.example");
      return null;
    });
  }
}
