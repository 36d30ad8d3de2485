// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.fixture.LogRecorder;

/// Who a client talks to over TLS, and what it says when it doesn't. Python: simple_httpclient_test, SimpleHTTPSClientTestCase.
final class TLSTest extends ClientFixture {
  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).build();

  @TempDir private Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private Path authorityFile() throws IOException {
    return file("authority.pem", authority.certificatePem());
  }

  private HeldCertificate certificate(String host) {
    return new HeldCertificate.Builder()
        .addSubjectAlternativeName(host)
        .signedBy(authority)
        .build();
  }

  /// Starts a server with a certificate for `host`, which asks clients for one too if it is to.
  private MockWebServer serve(String host, boolean asking) throws IOException {
    var server = opened(new MockWebServer());
    var certificates =
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate(host))
            .addTrustedCertificate(authority.certificate())
            .build();
    server.useHttps(certificates.sslSocketFactory());
    if (asking) {
      server.requireClientAuth();
    }
    server.start();
    for (int i = 0; i < 3; i++) {
      server.enqueue(new MockResponse.Builder().body("secret").build());
    }
    return server;
  }

  private HTTPResponse fetch(HTTPRequest.Builder request) {
    HTTPRequest built = request.build();
    return run(() -> await(AsyncHTTPClient.current().fetch(built)));
  }

  /// Expects a fetch to fail, which is logged once too.
  private void assertRefused(HTTPRequest.Builder request, String why) {
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThatThrownBy(() -> fetch(request))
          .isInstanceOf(HTTPClientError.class)
          .hasMessageContaining("localhost")
          .hasMessageContaining(why);
      assertThat(log.lines()).singleElement().asString().startsWith("WARN SSL Error on localhost");
    }
  }

  private static HTTPRequest.Builder request(MockWebServer server) {
    return HTTPRequest.builder("https://localhost:" + server.getPort() + "/");
  }

  @Test
  void serversMustBeTrusted() throws IOException {
    MockWebServer server = serve("localhost", false);

    assertRefused(request(server), "TLS with localhost:" + server.getPort() + " failed: ");

    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void authorityOfOnesOwn() throws IOException {
    MockWebServer server = serve("localhost", false);

    assertThat(fetch(request(server).caCerts(authorityFile())).text()).isEqualTo("secret");
  }

  @Test
  void certificateMustBeTheHosts() throws IOException {
    MockWebServer server = serve("other.example", false);

    assertRefused(request(server).caCerts(authorityFile()), "No subject alternative DNS name");
  }

  @Test
  void serversMayBeUnknownIfTheCallerSaysSo() throws IOException {
    MockWebServer server = serve("other.example", false);

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(fetch(request(server).validateCert(false)).text()).isEqualTo("secret");
      assertThat(log.lines()).singleElement().asString().contains("is not checked");
    }
  }

  @Test
  void clientsMayHaveACertificate() throws IOException {
    MockWebServer server = serve("localhost", true);
    HeldCertificate own = certificate("client.example");
    Path both = file("both.pem", own.certificatePem() + own.privateKeyPkcs8Pem());
    Path chain = file("chain.pem", own.certificatePem());
    Path key = file("key.pem", own.privateKeyPkcs8Pem());

    String text =
        fetch(request(server).caCerts(authorityFile()).clientCert(both)).text()
            + fetch(request(server).caCerts(authorityFile()).clientCert(chain).clientKey(key))
                .text();

    assertThat(text).isEqualTo("secretsecret");
    assertRefused(request(server).caCerts(authorityFile()), "certificate_required");
  }

  @Test
  void connectionsAreSharedByThoseWhoTrustTheSame() throws IOException {
    MockWebServer server = serve("localhost", false);

    fetch(request(server).caCerts(authorityFile()));
    fetch(request(server).caCerts(authorityFile()));

    assertRefused(request(server), "failed: ");
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void missingFileIsNamed() throws IOException {
    MockWebServer server = serve("localhost", false);

    assertThatThrownBy(() -> fetch(request(server).caCerts(folder.resolve("none.pem"))))
        .hasMessageContaining("none.pem");
  }
}
