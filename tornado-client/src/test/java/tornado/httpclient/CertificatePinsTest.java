// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Certificates;
import tornado.fixture.LogRecorder;
import tornado.netutil.SSLOptions;

/// Servers that must have a certain key, or be vouched for by one.
final class CertificatePinsTest extends ClientFixture {
  private final HeldCertificate root =
      new HeldCertificate.Builder().commonName("root").certificateAuthority(1).build();
  private final HeldCertificate middle =
      new HeldCertificate.Builder()
          .commonName("middle")
          .certificateAuthority(0)
          .signedBy(root)
          .build();
  private final HeldCertificate leaf =
      new HeldCertificate.Builder()
          .commonName("localhost")
          .addSubjectAlternativeName("localhost")
          .signedBy(middle)
          .build();
  private final HeldCertificate stranger =
      new HeldCertificate.Builder().commonName("root").certificateAuthority(1).build();

  private final Certificates files = Certificates.inTemporaryFolder();

  private static String pin(HeldCertificate certificate) {
    return "sha256/" + CertificatePins.keyHash(certificate.certificate()).base64();
  }

  /// Fetches from a server with the chain leaf, middle, whose root is trusted.
  private HTTPResponse fetch(AsyncHTTPClientOptions.Builder options) throws Exception {
    Path file = files.write("root.pem", root.certificatePem());
    return fetch(options, request -> request.caCerts(file));
  }

  private HTTPResponse fetch(
      AsyncHTTPClientOptions.Builder options, UnaryOperator<HTTPRequest.Builder> settings)
      throws Exception {
    var server = opened(new MockWebServer());
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(leaf, middle.certificate())
            .build()
            .sslSocketFactory());
    server.start();
    server.enqueue(new MockResponse.Builder().body("ok").build());
    var request = HTTPRequest.builder("https://localhost:%d/".formatted(server.getPort()));
    return run(
        () -> await(new AsyncHTTPClient(options.build()).fetch(settings.apply(request).build())));
  }

  @Test
  void eachKeyOfTheChainCanBePinned() throws Exception {
    for (HeldCertificate pinned : List.of(leaf, middle, root)) {
      var options =
          AsyncHTTPClientOptions.builder().certificatePins("LOCALHOST", pin(stranger), pin(pinned));

      assertThat(fetch(options).text()).isEqualTo("ok");
    }
  }

  @Test
  void serverWithoutThemIsRefused() {
    var options = AsyncHTTPClientOptions.builder().certificatePins("localhost", pin(stranger));

    assertThatThrownBy(() -> fetch(options))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageContaining(" has none of its certificatePins, somebody may be in between")
        .hasMessageContaining(
            "its chain: %s CN=localhost; %s CN=middle; %s CN=root"
                .formatted(pin(leaf), pin(middle), pin(root)));
  }

  /// Whoever is in between has a certificate of an authority that is trusted, but not the key.
  @Test
  void optionsOfTheRequestAreNoWayAroundThem() {
    SSLOptions own =
        SSLOptions.client().trust(files.write("root.pem", root.certificatePem())).build();
    var options = AsyncHTTPClientOptions.builder().certificatePins("localhost", pin(stranger));

    assertThatThrownBy(() -> fetch(options, request -> request.sslOptions(own)))
        .hasMessageContaining(" has none of its certificatePins");
    try (var _ = LogRecorder.of("tornado.general")) {
      assertThatThrownBy(() -> fetch(options, request -> request.validateCert(false)))
          .hasMessageContaining(" has none of its certificatePins");
    }
  }

  @Test
  void otherHostsAreNotMeant() throws Exception {
    var options = AsyncHTTPClientOptions.builder().certificatePins("other.example", pin(stranger));

    assertThat(fetch(options).text()).isEqualTo("ok");
  }

  @Test
  void hostWithTheRootsDotIsTheSame() {
    CertificatePins pins = CertificatePins.NONE.with("a.example.", List.of(pin(leaf)));

    assertThat(pins.areFor("a.example")).isTrue();
    assertThat(pins.areFor("a.example.")).isTrue();
    assertThat(pins.areFor("b.a.example")).isFalse();
  }

  /// Somebody in between may send a copy of the pinned certificate beside its own chain.
  @Test
  void certificatesBesideTheChainProveNothing() {
    HeldCertificate pinned = new HeldCertificate.Builder().commonName("pinned").build();
    List<X509Certificate> sent =
        List.of(leaf.certificate(), pinned.certificate(), stranger.certificate());

    assertThat(CertificatePins.chain(sent, List.of())).containsExactly(leaf.certificate());
  }

  /// Who has a certificate of the pinned authority for a host of its own may not vouch for others with it.
  @Test
  void certificatesThatAreNoAuthoritysVouchForNobody() {
    HeldCertificate own =
        new HeldCertificate.Builder().commonName("own.example").signedBy(root).build();
    HeldCertificate forged =
        new HeldCertificate.Builder().commonName("localhost").signedBy(own).build();
    List<X509Certificate> sent = List.of(forged.certificate(), own.certificate());

    assertThat(CertificatePins.chain(sent, List.of(root.certificate())))
        .containsExactly(forged.certificate());
  }

  @Test
  void authorityMayNotHaveMoreBelowItThanItAllows() {
    HeldCertificate lower =
        new HeldCertificate.Builder()
            .commonName("lower")
            .certificateAuthority(0)
            .signedBy(middle)
            .build();
    HeldCertificate end =
        new HeldCertificate.Builder().commonName("localhost").signedBy(lower).build();
    List<X509Certificate> sent =
        List.of(end.certificate(), lower.certificate(), middle.certificate());

    assertThat(CertificatePins.chain(sent, List.of()))
        .containsExactly(end.certificate(), lower.certificate());
  }

  @Test
  void chainGoesToTheAuthorityThatIsTrusted() {
    List<X509Certificate> sent = List.of(leaf.certificate(), middle.certificate());

    assertThat(CertificatePins.chain(sent, List.of(stranger.certificate(), root.certificate())))
        .containsExactly(leaf.certificate(), middle.certificate(), root.certificate());
    assertThat(CertificatePins.chain(List.of(), List.of(root.certificate()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha1/AAAA",
        "sha256/",
        "sha256/!!!!",
        "sha256/AAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
      })
  void whatIsNoPinIsSaid(String pin) {
    assertThatThrownBy(() -> AsyncHTTPClientOptions.builder().certificatePins("a", pin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pin is not 'sha256/' and 32 bytes in base64: '" + pin + "'");
  }

  @Test
  void pinIsTheHashOfTheKeyAsOpenSSLHasIt() {
    byte[] key = leaf.keyPair().getPublic().getEncoded();

    assertThat(pin(leaf)).isEqualTo("sha256/" + ByteString.of(key).sha256().base64());
  }
}
