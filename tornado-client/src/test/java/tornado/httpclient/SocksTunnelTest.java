// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Certificates;
import tornado.httpclient.ScriptedSocks.Step;
import tornado.ioloop.Async;
import tornado.netutil.Resolver;

/// Servers behind a SOCKS proxy (RFC 1928, RFC 1929).
final class SocksTunnelTest extends ClientFixture {
  private static final String OK =
      ByteString.encodeUtf8("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").hex();
  private static final String YES = "05000001000000000000";

  /// A request to `far.example:80` by a client that names nothing else.
  private static final int GET_BYTE_COUNT =
      "GET / HTTP/1.1\r\nHost: far.example\r\nUser-Agent: Tornado/0.1\r\nAccept-Encoding: gzip\r\n\r\n"
          .length();

  private ScriptedSocks socks(Step... steps) {
    return opened(new ScriptedSocks(List.of(steps)));
  }

  private HTTPResponse fetch(String proxy, String url) {
    return fetch(AsyncHTTPClientOptions.builder().proxy(proxy).build(), url);
  }

  private HTTPResponse fetch(AsyncHTTPClientOptions options, String url) {
    return run(() -> await(new AsyncHTTPClient(options).fetch(url)));
  }

  /// `socks5h`: the name goes to the proxy.
  @Test
  void proxyResolvesTheName() {
    ScriptedSocks proxy = socks(Step.of(3, "0500"), Step.of(18, YES), Step.of(GET_BYTE_COUNT, OK));

    HTTPResponse response = fetch("socks5h://127.0.0.1:" + proxy.port(), "http://far.example/");

    assertThat(response.text()).isEqualTo("ok");
    assertThat(proxy.take()).isEqualTo("050100");
    String name = ByteString.encodeUtf8("far.example").hex();
    assertThat(proxy.take()).isEqualTo("050100030b" + name + "0050");
    assertThat(ByteString.decodeHex(proxy.take()).utf8()).startsWith("GET / HTTP/1.1\r\n");
  }

  /// `socks5`: the proxy is told an address.
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 10, 05010001c00002010050",
    "2001:db8::1, 22, 0501000420010db80000000000000000000000010050",
  })
  void nameIsResolvedHere(String address, int byteCount, String request) {
    ScriptedSocks proxy =
        socks(Step.of(3, "0500"), Step.of(byteCount, YES), Step.of(GET_BYTE_COUNT, OK));
    Resolver resolver =
        (host, port, _) ->
            CompletableFuture.completedFuture(
                List.of(
                    new InetSocketAddress(
                        InetAddress.ofLiteral(host.equals("far.example") ? address : host), port)));
    var options =
        AsyncHTTPClientOptions.builder()
            .resolver(resolver)
            .proxy("socks5://127.0.0.1:" + proxy.port())
            .build();

    assertThat(fetch(options, "http://far.example/").text()).isEqualTo("ok");
    proxy.take();
    assertThat(proxy.take()).isEqualTo(request);
  }

  @Test
  void passwordIsGivenIfItIsAskedFor() {
    ScriptedSocks proxy =
        socks(
            Step.of(4, "0502"), Step.of(7, "0100"), Step.of(18, YES), Step.of(GET_BYTE_COUNT, OK));

    fetch("socks5h://us:er@127.0.0.1:" + proxy.port(), "http://far.example/");

    assertThat(proxy.take()).isEqualTo("05020002");
    assertThat(proxy.take())
        .isEqualTo(
            "0102" + ByteString.encodeUtf8("us").hex() + "02" + ByteString.encodeUtf8("er").hex());
  }

  @Test
  void passwordIsNotGivenUnasked() {
    ScriptedSocks proxy = socks(Step.of(4, "0500"), Step.of(18, YES), Step.of(GET_BYTE_COUNT, OK));

    fetch("socks5h://us:er@127.0.0.1:" + proxy.port(), "http://far.example/");

    proxy.take();
    assertThat(proxy.take()).startsWith("050100030b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          01 | general failure (its log may say more)
          02 | not allowed by its rules
          03 | the network can't be reached
          04 | the host can't be reached, or isn't known
          05 | the connection was refused
          06 | too many hops (TTL expired)
          07 | it doesn't know the command CONNECT
          08 | it doesn't take this type of address (socks5h: has it resolve names)
          09 | for reason 9, which has no meaning
          """)
  void eachRefusalHasItsMessage(String code, String message) {
    ScriptedSocks proxy = socks(Step.of(3, "0500"), Step.of(18, "05" + code + "0001000000000000"));

    assertThatThrownBy(() -> fetch("socks5h://127.0.0.1:" + proxy.port(), "http://far.example/"))
        .isInstanceOf(HTTPClientError.class)
        .hasMessage(
            "HTTP 599: proxy 127.0.0.1:%d refused to connect to far.example:80: %s"
                .formatted(proxy.port(), message));
    proxy.take();
    proxy.take();
    assertThat(proxy.take()).isEqualTo("end");
  }

  @Test
  void refusedPasswordIsNotTold() {
    ScriptedSocks proxy = socks(Step.of(4, "0502"), Step.of(11, "0101"));

    assertThatThrownBy(
            () -> fetch("socks5h://us:secret@127.0.0.1:" + proxy.port(), "http://far.example/"))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageEndingWith(" doesn't take this proxyUsername and proxyPassword")
        .hasMessageNotContaining("secret");
  }

  @Test
  void proxyThatWantsALogin() {
    ScriptedSocks proxy = socks(Step.of(3, "05ff"));

    assertThatThrownBy(() -> fetch("socks5h://127.0.0.1:" + proxy.port(), "http://far.example/"))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageEndingWith("(none; set proxyUsername and proxyPassword to offer them)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4854 | version 72 (is it a SOCKS 5 proxy?)
          0400 | version 4 (is it a SOCKS 5 proxy?)
          0502 | method 2, which was not offered
          0501 | method 1, which was not offered
          """)
  void proxyThatIsNone(String answer, String message) {
    ScriptedSocks proxy = socks(Step.of(3, answer));

    assertThatThrownBy(() -> fetch("socks5h://127.0.0.1:" + proxy.port(), "http://far.example/"))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageEndingWith(" broke the protocol: " + message);
  }

  /// The proxy's own address there may be of any type.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "05000001c00002010050",
        "050000030361626300ff",
        "0500000420010db80000000000000000000000010050",
      })
  void addressesInTheAnswerAreSkipped(String answer) {
    ScriptedSocks proxy =
        socks(Step.of(3, "0500"), Step.of(18, answer), Step.of(GET_BYTE_COUNT, OK));

    HTTPResponse response = fetch("socks5h://127.0.0.1:" + proxy.port(), "http://far.example/");

    assertThat(response.text()).isEqualTo("ok");
  }

  @Test
  void tlsIsWithTheServerBehindIt() throws Exception {
    var certificates = Certificates.inTemporaryFolder();
    var server = opened(new MockWebServer());
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(certificates.builder("far.example").build())
            .build()
            .sslSocketFactory());
    server.start();
    server.enqueue(new MockResponse.Builder().body("ok").build());
    var steps = List.of(Step.of(3, "0500"), Step.of(18, YES));
    var proxy = opened(new ScriptedSocks(steps, server.getPort()));
    HTTPRequest request =
        HTTPRequest.builder("https://far.example/")
            .caCerts(certificates.authority())
            .proxy("socks5h://127.0.0.1:" + proxy.port())
            .build();

    HTTPResponse response = run(() -> await(AsyncHTTPClient.current().fetch(request)));

    assertThat(response.text()).isEqualTo("ok");
    assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET / HTTP/1.1");
  }

  /// At each byte of its answers.
  @ParameterizedTest
  @ValueSource(
      strings = {"", "05", "0500", "050005", "05000500", "0500050000", "050005000001c000020100"})
  void proxyThatLeaves(String answers) throws Exception {
    var listening = opened(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = listening.accept()) {
            socket.getInputStream().readNBytes(3);
            socket.getOutputStream().write(HexFormat.of().parseHex(answers));
          } catch (IOException ignored) {
            // The test is over.
          }
        });

    assertThatThrownBy(
            () -> fetch("socks5h://127.0.0.1:" + listening.getLocalPort(), "http://far.example/"))
        .isInstanceOf(HTTPStreamClosedError.class)
        .hasMessageContaining("proxy 127.0.0.1:" + listening.getLocalPort())
        .hasMessageContaining("before it had reached the server");
  }

  @Test
  void proxyThatIsNotKnown() {
    assertThatThrownBy(() -> fetch("socks5h://no.such.host.invalid", "http://far.example/"))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageStartingWith(
            "HTTP 599: can't connect to proxy no.such.host.invalid:1080: host can't be resolved");
  }

  @Test
  void serverThatIsNotKnown() {
    ScriptedSocks proxy = socks(Step.of(3, "0500"));

    assertThatThrownBy(
            () -> fetch("socks5://127.0.0.1:" + proxy.port(), "http://no.such.host.invalid/"))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageStartingWith("HTTP 599: host can't be resolved: 'no.such.host.invalid'");
  }

  @Test
  void resolvedAddressesAreGuarded() {
    ScriptedSocks proxy = socks(Step.of(3, "0500"));
    var options =
        AsyncHTTPClientOptions.builder()
            .addressGuard(AddressGuard.PUBLIC_ONLY)
            .proxy("socks5://127.0.0.1:" + proxy.port())
            .build();

    assertThatThrownBy(() -> fetch(options, "http://localhost/"))
        .hasMessageContaining("host 'localhost' is at ")
        .hasMessageContaining("addressGuard refuses");
  }

  /// Also what only others take for an address.
  @ParameterizedTest
  @CsvSource({
    "socks5, 127.0.0.1",
    "socks5, [::1]",
    "socks5h, 10.0.0.1",
    "http, 169.254.169.254",
    "http, 127.1",
    "http, 2130706433",
    "http, 0x7f000001",
    "http, 127.0.0.1.",
    "http, 0x7f.0.0.0x1",
  })
  void addressesInUrlsAreGuarded(String scheme, String host) {
    ScriptedSocks proxy = socks(Step.of(3, "0500"));
    var options =
        AsyncHTTPClientOptions.builder()
            .addressGuard(AddressGuard.PUBLIC_ONLY)
            .proxy(scheme + "://127.0.0.1:" + proxy.port())
            .build();

    assertThatThrownBy(() -> fetch(options, "http://" + host + "/"))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageContaining("addressGuard refuses");
  }

  @Test
  void cancelEndsTheHandshake() {
    ScriptedSocks proxy = socks(Step.of(3, ""));
    var options =
        AsyncHTTPClientOptions.builder().proxy("socks5h://127.0.0.1:" + proxy.port()).build();

    run(() -> {
      var fetch = new AsyncHTTPClient(options).fetch("http://far.example/");
      await(Async.runOnExecutor(proxy::take));
      fetch.cancel(true);
      assertThat(await(Async.runOnExecutor(proxy::take))).isEqualTo("end");
      return null;
    });
  }
}
