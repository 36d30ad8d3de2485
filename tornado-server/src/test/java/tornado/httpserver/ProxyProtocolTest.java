// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.fixture.Certificates;
import tornado.fixture.LogRecorder;
import tornado.fixture.ProxyHeaders;
import tornado.netutil.Netutil;
import tornado.netutil.ProxyProtocol;
import tornado.wire.Answer;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// Servers that learn who their clients are by a header before HTTP.
class ProxyProtocolTest {
  private static final String HEADER =
      ProxyHeaders.v1("PROXY TCP4 192.0.2.1 198.51.100.7 56324 443").utf8();

  private static WireServer start(HTTPServerOptions.Builder options) {
    ProxyProtocol proxy = ProxyProtocol.builder().trust("127.0.0.0/8").trustUnixSockets().build();
    return new WireServer(
        new HTTPServer(
            request -> Answer.with(request, request.remoteIp() + " " + request.protocol()),
            options.proxyProtocol(proxy).build()));
  }

  @Test
  void clientIsWhomTheHeaderNames() throws IOException {
    try (WireServer server = start(HTTPServerOptions.builder());
        WireClient client = server.connect()) {
      client.send(HEADER);

      assertThat(client.get("/").body()).isEqualTo("192.0.2.1 http");
      assertThat(client.get("/").body()).isEqualTo("192.0.2.1 http");
    }
  }

  @Test
  void headerMayBeOfVersion2() throws IOException {
    try (WireServer server = start(HTTPServerOptions.builder());
        WireClient client = server.connect()) {
      client.send(
          ProxyHeaders.v2(0x21, 0x21, ProxyHeaders.TCP6).string(StandardCharsets.ISO_8859_1));

      assertThat(client.get("/").body()).isEqualTo("2001:db8::1 http");
    }
  }

  /// The proxy with a header may stand before others that speak HTTP.
  @ParameterizedTest
  @CsvSource({
    "X-Real-Ip: 4.4.4.4, 4.4.4.4 http",
    "X-Real-Ip: nonsense, 192.0.2.1 http",
    "X-Scheme: https, 192.0.2.1 https"
  })
  void proxysFieldsComeAfterIt(String field, String expected) throws IOException {
    try (WireServer server = start(HTTPServerOptions.builder().xheaders(true));
        WireClient client = server.connect()) {
      client.send(HEADER);

      assertThat(client.get("/", field).body()).isEqualTo(expected);
    }
  }

  @Test
  void requestWithoutAHeaderIsRefused() throws IOException {
    try (WireServer server = start(HTTPServerOptions.builder());
        LogRecorder log = LogRecorder.of("tornado.general");
        WireClient client = server.connect()) {
      client.send(WireClient.request("GET", "/"));

      assertThat(client.readUntilGone()).doesNotContain("HTTP/1.1");
      assertThat(log.lines()).singleElement().asString().endsWith("refused: no header");
    }
  }

  @Test
  void curlSpeaksIt() throws Exception {
    Curl.assumeThere();
    try (WireServer server = start(HTTPServerOptions.builder())) {
      String url = "http://127.0.0.1:" + server.server().port() + "/";

      assertThat(Curl.run("--haproxy-protocol", url)).isEqualTo("127.0.0.1 http");
    }
  }

  @Test
  void curlSpeaksItBeforeTLS() throws Exception {
    Curl.assumeThere();
    Certificates certificates = Certificates.inTemporaryFolder();
    try (WireServer server =
        start(HTTPServerOptions.builder().ssl(certificates.server().build()))) {
      String authority = certificates.authority().toString();
      String url = "https://localhost:" + server.server().port() + "/";

      String answer = Curl.run("-4", "--haproxy-protocol", "--cacert", authority, url);

      assertThat(answer).isEqualTo("127.0.0.1 https");
    }
  }

  /// There it can't tell whose the connection is.
  @Test
  void curlSpeaksItOverAUnixSocket(@TempDir Path folder) throws Exception {
    Curl.assumeThere();
    try (WireServer server = start(HTTPServerOptions.builder().xheaders(true))) {
      Path file = folder.resolve("socket");
      server.onLoop(() -> {
        server.server().addSocket(Netutil.bindUnixSocket(file));
        return null;
      });

      String answer =
          Curl.run(
              "--haproxy-protocol",
              "--unix-socket",
              file.toString(),
              "-H",
              "X-Forwarded-For: 4.4.4.4",
              "http://localhost/");

      assertThat(answer).isEqualTo("4.4.4.4 http");
    }
  }
}
