// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import tornado.fixture.Certificates;
import tornado.fixture.LogRecorder;
import tornado.netutil.SSLOptions;

/// Whose certificates a client accepts. Python: iostream_test, TestIOStreamStartTLS, and simple_httpclient_test.
final class SSLTrustTest extends SSLFixture {
  /// Connects to `localhost`, which has to fail on both sides, with one warning each.
  private static Throwable refusal(Path certificate, SSLOptions options) throws Exception {
    RecordingServer server = listen(certificate);
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      CompletableFuture<IOStream> connecting = dial(server, options, "localhost");

      Throwable failure = failure(connecting);

      assertThat(failure).isInstanceOf(SSLHandshakeException.class);
      assertThat(failure(server.accept().waitForHandshake()))
          .hasMessageContaining("Received fatal alert");
      assertThat(log.lines())
          .hasSize(2)
          .anyMatch(
              line -> line.startsWith("WARN SSL Error on ") && line.endsWith(failure.getMessage()))
          .anyMatch(line -> line.contains("Received fatal alert"));
      return failure;
    }
  }

  private static SSLOptions trusting(Path authority) {
    return SSLOptions.client().trust(authority).build();
  }

  @Test
  void handshakeFail() {
    run(() -> {
      SSLOptions platform = SSLOptions.client().build();

      Throwable failure = refusal(CERTIFICATES.make("localhost"), platform);

      assertThat(failure).hasMessageContaining("unable to find valid certification path");
    });
  }

  @Test
  void refusesAnotherAuthority() {
    run(() -> {
      SSLOptions other = trusting(Certificates.inTemporaryFolder().authority());

      Throwable failure = refusal(CERTIFICATES.make("localhost"), other);

      assertThat(failure).hasMessageContaining("PKIX path");
    });
  }

  @Test
  void refusesAnExpiredCertificate() {
    run(() -> {
      Path expired = CERTIFICATES.makeExpired("localhost");

      Throwable failure = refusal(expired, CERTIFICATES.client().build());

      assertThat(failure).hasStackTraceContaining("NotAfter");
    });
  }

  @Test
  void refusesACertificateThatIsNotYetValid() {
    run(() -> {
      Path early = CERTIFICATES.makeNotYetValid("localhost");

      Throwable failure = refusal(early, CERTIFICATES.client().build());

      assertThat(failure).hasStackTraceContaining("NotBefore");
    });
  }

  @Test
  void checkHostname() {
    run(() -> {
      Path other = CERTIFICATES.make("other.test");

      Throwable failure = refusal(other, CERTIFICATES.client().build());

      assertThat(failure).hasMessageContaining("localhost");
    });
  }

  @Test
  void refusesASelfSignedCertificate() {
    run(() -> {
      Path own = CERTIFICATES.makeSelfSigned("localhost");

      Throwable failure = refusal(own, CERTIFICATES.client().build());

      assertThat(failure).hasMessageContaining("unable to find valid certification path");
    });
  }

  @Test
  void acceptsASelfSignedCertificateThatIsTrusted() {
    run(() -> {
      Path own = CERTIFICATES.makeSelfSigned("localhost");

      SSLPair pair = connect(listen(own), SSLOptions.client().trust(own));

      assertThat(nameOf(pair.client())).isEqualTo("localhost");
    });
  }

  @Test
  void acceptsEveryCertificateIfTold() {
    run(() -> {
      Path other = CERTIFICATES.makeSelfSigned("other.test");

      SSLPair pair = connect(listen(other), SSLOptions.client().uncheckedCertificates());

      assertThat(nameOf(pair.client())).isEqualTo("other.test");
    });
  }

  @Test
  void checkHostnameDisabled() {
    run(() -> {
      Path other = CERTIFICATES.make("other.test");

      SSLPair pair = connect(listen(other), CERTIFICATES.client().uncheckedHost());

      assertThat(nameOf(pair.client())).isEqualTo("other.test");
    });
  }

  @Test
  void checksAddressesToo() {
    run(() -> {
      Path address = CERTIFICATES.make("127.0.0.1");
      RecordingServer server = listen(address);

      SSLPair pair = connect(server, CERTIFICATES.client().build(), "127.0.0.1");

      assertThat(nameOf(pair.client())).isEqualTo("127.0.0.1");
      assertThat(refusal(address, CERTIFICATES.client().build())).hasMessageContaining("localhost");
    });
  }

  /// The server sends the certificates between its own and the authority's.
  @Test
  void acceptsAChainOverAnAuthorityBetween() {
    run(() -> {
      HeldCertificate between =
          CERTIFICATES.builder("between.test").certificateAuthority(0).build();
      HeldCertificate own =
          new HeldCertificate.Builder()
              .addSubjectAlternativeName("localhost")
              .signedBy(between)
              .build();
      Path chain =
          CERTIFICATES.write(
              "chain.pem",
              own.certificatePem() + between.certificatePem() + own.privateKeyPkcs8Pem());

      SSLPair pair = connect(listen(chain), CERTIFICATES.client());

      assertThat(pair.client().peerCertificates())
          .containsExactly(own.certificate(), between.certificate());
    });
  }
}
