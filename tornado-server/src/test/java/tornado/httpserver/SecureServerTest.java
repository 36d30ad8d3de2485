// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tornado.fixture.Certificates;
import tornado.fixture.LogRecorder;
import tornado.httputil.HTTPServerRequest;
import tornado.ioloop.IOLoop;
import tornado.netutil.SSLOptions;
import tornado.netutil.SSLOptions.ClientCertificates;
import tornado.wire.Answer;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// HTTP over TLS. Python: httpserver_test, SSLTestMixin.
class SecureServerTest {
  private static Certificates certificates;

  @BeforeAll
  static void makeCertificates() {
    certificates = Certificates.inTemporaryFolder();
  }

  /// Starts a server that answers with what a request says of its client.
  private static WireServer start(HTTPServerOptions.Builder options, SSLOptions.Builder ssl) {
    return new WireServer(
        new HTTPServer(SecureServerTest::answer, options.ssl(ssl.build()).build()));
  }

  private static WireServer start() {
    return start(HTTPServerOptions.builder(), certificates.server());
  }

  private static void answer(HTTPServerRequest request) {
    X509Certificate certificate = request.getSslCertificate();
    String who = certificate == null ? "nobody" : certificate.getSubjectX500Principal().getName();
    Answer.with(request, request.remoteIp() + " " + request.protocol() + " " + who);
  }

  /// Gets the server's page with the JDK's client, which opens a connection and keeps it.
  private static String get(HttpClient client, WireServer server, String... headers)
      throws IOException, InterruptedException {
    URI uri = URI.create("https://localhost:" + server.server().port() + "/");
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString()).body();
  }

  private static HttpClient client(SSLOptions.Builder ssl) {
    return HttpClient.newBuilder().sslContext(ssl.build().context()).build();
  }

  @Test
  void requestsReportHTTPS() throws Exception {
    try (WireServer server = start();
        HttpClient client = client(certificates.client())) {
      assertThat(get(client, server)).isEqualTo("127.0.0.1 https nobody");
      assertThat(get(client, server)).isEqualTo("127.0.0.1 https nobody");
    }
  }

  @Test
  void proxysHeadersCountMore() throws Exception {
    try (WireServer server =
            start(HTTPServerOptions.builder().xheaders(true), certificates.server());
        HttpClient client = client(certificates.client())) {
      String answer = get(client, server, "X-Real-Ip", "4.4.4.4", "X-Scheme", "http");

      assertThat(answer).isEqualTo("4.4.4.4 http nobody");
    }
  }

  @Test
  void schemeMayBeSaidOtherwise() throws Exception {
    try (WireServer server =
            start(HTTPServerOptions.builder().protocol("http"), certificates.server());
        HttpClient client = client(certificates.client())) {
      assertThat(get(client, server)).isEqualTo("127.0.0.1 http nobody");
    }
  }

  /// It holds for each request of the connection, whatever a proxy says.
  @Test
  void requestHasTheCertificateOfItsClient() throws Exception {
    Path alice = certificates.make("alice.example");
    SSLOptions.Builder ssl =
        certificates
            .server()
            .trust(certificates.authority())
            .clientCertificates(ClientCertificates.NEEDED);
    try (WireServer server = start(HTTPServerOptions.builder().xheaders(true), ssl);
        HttpClient client = client(certificates.client().certificate(alice, alice))) {
      assertThat(get(client, server)).isEqualTo("127.0.0.1 https CN=alice.example");
      assertThat(get(client, server, "X-Real-Ip", "4.4.4.4"))
          .isEqualTo("4.4.4.4 https CN=alice.example");
    }
  }

  @Test
  void clientMayShowNoneWhereNoneIsNeeded() throws Exception {
    SSLOptions.Builder ssl =
        certificates
            .server()
            .trust(certificates.authority())
            .clientCertificates(ClientCertificates.WANTED);
    try (WireServer server = start(HTTPServerOptions.builder(), ssl);
        HttpClient client = client(certificates.client())) {
      assertThat(get(client, server)).isEqualTo("127.0.0.1 https nobody");
    }
  }

  @Test
  void clientThatDoesNotTrustTheServerIsRefused() throws Exception {
    try (WireServer server = start();
        HttpClient client = client(SSLOptions.client());
        LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThatThrownBy(() -> get(client, server)).isInstanceOf(SSLException.class);

      server.turn();
      assertThat(log.lines()).allMatch(line -> line.startsWith("WARN SSL Error on "));
    }
  }

  /// Python: test_non_ssl_request.
  @Test
  void plainHTTPIsClosedWithOneWarning() throws Exception {
    try (WireServer server = start();
        LogRecorder log = LogRecorder.of("tornado.general");
        WireClient client = server.connect()) {
      client.send(WireClient.request("GET", "/"));

      assertThat(client.readUntilGone()).doesNotContain("HTTP/1.1");
      server.turn();
      assertThat(log.lines()).singleElement().asString().startsWith("WARN SSL Error on ");
    }
  }

  @Test
  void severalLoopsServe() throws Exception {
    var loops = new ArrayList<IOLoop>();
    var server =
        new HTTPServer(
            request -> {
              synchronized (loops) {
                loops.add(IOLoop.current());
              }
              answer(request);
            },
            HTTPServerOptions.builder().ssl(certificates.server().build()).build());
    try (var wire = new WireServer(server)) {
      wire.onLoop(() -> {
        server.start(2);
        return null;
      });
      for (int i = 0; i < 4; i++) {
        try (HttpClient client = client(certificates.client())) {
          assertThat(get(client, wire)).isEqualTo("127.0.0.1 https nobody");
        }
      }
      WireServer.get(server.shutdown());
    }

    assertThat(loops).hasSize(4);
    assertThat(loops.get(0)).isEqualTo(loops.get(2)).isNotEqualTo(loops.get(1));
    assertThat(loops.get(1)).isEqualTo(loops.get(3));
  }

  @Test
  void clientsSideOfTLSIsRefused() {
    HTTPServerOptions.Builder options =
        HTTPServerOptions.builder().ssl(SSLOptions.client().build());

    assertThatThrownBy(options::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ssl is for clients: use SSLOptions.server()");
  }
}
