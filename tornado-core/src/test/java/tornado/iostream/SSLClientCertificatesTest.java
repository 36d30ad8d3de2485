// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import tornado.fixture.Certificates;
import tornado.fixture.LogRecorder;
import tornado.netutil.SSLOptions;
import tornado.netutil.SSLOptions.ClientCertificates;

/// Servers that ask clients for a certificate. Python: httpserver_test, SSLTestMixin, and `IOStream.get_ssl_certificate`.
final class SSLClientCertificatesTest extends SSLFixture {
  private static RecordingServer asking(ClientCertificates which) {
    return listen(CERTIFICATES.server().trust(CERTIFICATES.authority()).clientCertificates(which));
  }

  private static SSLOptions.Builder named(Certificates authority) {
    Path own = authority.make("client.test");
    return CERTIFICATES.client().certificate(own, own);
  }

  @Test
  void serverReadsTheCertificateOfTheClient() {
    run(() -> {
      SSLPair pair = connect(asking(ClientCertificates.NEEDED), named(CERTIFICATES));

      X509Certificate shown = pair.server().peerCertificates().getFirst();

      assertThat(shown.getSubjectX500Principal().getName()).isEqualTo("CN=client.test");
    });
  }

  @Test
  void wantedCertificateIsReadAndMayBeMissing() {
    run(() -> {
      RecordingServer server = asking(ClientCertificates.WANTED);

      SSLPair with = connect(server, named(CERTIFICATES));
      SSLPair without = connect(server, CERTIFICATES.client());

      assertThat(with.server().peerCertificates()).hasSize(1);
      assertThat(without.server().peerCertificates()).isEmpty();
    });
  }

  @Test
  void serverThatDoesNotAskSeesNone() {
    run(() -> {
      SSLPair pair = connect(asking(ClientCertificates.NONE), named(CERTIFICATES));

      assertThat(pair.server().peerCertificates()).isEmpty();
    });
  }

  /// In TLS 1.3 the client has shaken hands before the server looks at its certificate.
  private void refused(ClientCertificates which, SSLOptions.Builder client, String alert) {
    run(() -> {
      RecordingServer server = asking(which);
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        IOStream near = await(dial(server, client.build(), "localhost"));

        Throwable failure = failure(server.accept().waitForHandshake());
        StreamClosedError told = (StreamClosedError) failure(near.readBytes(1));
        turn();

        assertThat(failure).isInstanceOf(SSLException.class);
        assertThat(told.realError()).hasMessageContaining(alert);
        assertThat(log.lines()).anyMatch(line -> line.endsWith(failure.getMessage()));
      }
    });
  }

  @Test
  void refusesAClientWithoutTheNeededCertificate() {
    refused(ClientCertificates.NEEDED, CERTIFICATES.client(), "certificate");
  }

  @Test
  void refusesACertificateOfAnotherAuthority() {
    Path foreign = Certificates.inTemporaryFolder().makeSelfSigned("client.test");
    SSLOptions.Builder client = CERTIFICATES.client().certificate(foreign, foreign);

    refused(ClientCertificates.NEEDED, client, "certificate");
  }
}
