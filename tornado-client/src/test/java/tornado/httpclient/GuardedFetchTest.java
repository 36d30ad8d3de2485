// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.netutil.Resolver;

/// Requests of a client that may not go everywhere: whatever way an address comes about, it is refused before it is connected to.
final class GuardedFetchTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static AsyncHTTPClientOptions.Builder publicOnly() {
    return AsyncHTTPClientOptions.builder().addressGuard(AddressGuard.PUBLIC_ONLY);
  }

  private static CompletableFuture<List<InetSocketAddress>> found(int port, String... ips) {
    return CompletableFuture.completedFuture(
        Stream.of(ips).map(ip -> new InetSocketAddress(InetAddress.ofLiteral(ip), port)).toList());
  }

  private HTTPResponse fetch(AsyncHTTPClientOptions options, String url) {
    return run(() -> await(new AsyncHTTPClient(options).fetch(url)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "127.1", "2130706433", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]"})
  void refusesAddressesInUrls(String host) {
    ScriptedServer server = serve(OK);

    assertThatThrownBy(
            () -> fetch(publicOnly().build(), "http://%s:%d/".formatted(host, server.port())))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageContaining("which the client's addressGuard refuses");
    assertThat(server.connections()).isZero();
  }

  @Test
  void refusesNamesByTheirAddress() {
    ScriptedServer server = serve(OK);
    Resolver resolver = (_, port, _) -> found(port, "127.0.0.1");

    assertThatThrownBy(() ->
            fetch(
                publicOnly().resolver(resolver).build(),
                "http://inside.example:%d/".formatted(server.port())))
        .isInstanceOf(HTTPClientError.class)
        .hasMessage(
            "HTTP 599: host 'inside.example' is at 127.0.0.1, which the client's addressGuard refuses");
    assertThat(server.connections()).isZero();
  }

  @Test
  void refusesANameThatMeansAnotherAddressTheSecondTime() {
    ScriptedServer server = serve(OK);
    var times = new AtomicInteger();
    Resolver resolver =
        (_, port, _) -> found(port, times.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2");
    AsyncHTTPClientOptions options =
        AsyncHTTPClientOptions.builder()
            .addressGuard(address -> address.getHostAddress().equals("127.0.0.1"))
            .resolver(resolver)
            .build();
    String url = "http://rebinding.example:%d/".formatted(server.port());

    run(() -> {
      var client = new AsyncHTTPClient(options);
      assertThat(await(client.fetch(url)).text()).isEqualTo("ok");
      assertThatThrownBy(() -> await(client.fetch(url))).hasMessageContaining("127.0.0.2");
      return null;
    });
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void refusesRedirects() {
    ScriptedServer inside = serve(OK);
    ScriptedServer outside =
        serve(
            "HTTP/1.1 302 Found\r\nLocation: http://localhost:%d/secret\r\nContent-Length: 0\r\n\r\n"
                .formatted(inside.port()));
    Resolver resolver =
        (host, port, _) -> found(port, host.equals("localhost") ? "127.0.0.2" : "127.0.0.1");
    AsyncHTTPClientOptions options =
        AsyncHTTPClientOptions.builder()
            .addressGuard(address -> !address.getHostAddress().equals("127.0.0.2"))
            .resolver(resolver)
            .build();

    assertThatThrownBy(() -> fetch(options, outside.url("/")))
        .hasMessageContaining("host 'localhost' is at 127.0.0.2");
    assertThat(inside.connections()).isZero();
  }

  @Test
  void takesOnlyThoseAddressesOfAHostThatAreAllowed() {
    ScriptedServer server = serve(OK);
    Resolver resolver = (_, port, _) -> found(port, "127.0.0.2", "127.0.0.1");
    AsyncHTTPClientOptions options =
        AsyncHTTPClientOptions.builder()
            .addressGuard(address -> address.getHostAddress().equals("127.0.0.1"))
            .resolver(resolver)
            .build();

    HTTPResponse response = fetch(options, "http://both.example:%d/".formatted(server.port()));

    assertThat(response.text()).isEqualTo("ok");
  }

  @Test
  void refusesWhatAResolverLeavesUnresolved() {
    Resolver resolver =
        (host, port, _) ->
            CompletableFuture.completedFuture(
                List.of(InetSocketAddress.createUnresolved(host, port)));

    assertThatThrownBy(() -> fetch(publicOnly().resolver(resolver).build(), "http://localhost:1/"))
        .hasMessageContaining("addressGuard refuses");
  }

  @Test
  void guardThatThrowsFailsTheFetch() {
    AsyncHTTPClientOptions options =
        AsyncHTTPClientOptions.builder()
            .addressGuard(_ -> {
              throw new ArithmeticException("mine");
            })
            .build();

    assertThatThrownBy(() -> fetch(options, "http://127.0.0.1:1/"))
        .isInstanceOf(ArithmeticException.class);
  }
}
