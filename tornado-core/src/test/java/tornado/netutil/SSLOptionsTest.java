// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import okhttp3.tls.HeldCertificate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tornado.fixture.Certificates;
import tornado.netutil.SSLOptions.ClientCertificates;

/// Settings that are refused, and what the others make of an engine. Python: netutil's `ssl_options_to_context`, and tcpserver_test.
final class SSLOptionsTest {
  private static final Certificates FILES = Certificates.inTemporaryFolder();
  private static final Path BOTH = FILES.make("localhost");

  private static void refused(ThrowingCallable setting, String message) {
    assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void serverNeedsACertificate() {
    refused(() -> SSLOptions.server().build(), "a server needs a certificate: none was set");
  }

  @Test
  void keyOfAnotherCertificateIsRefused() {
    HeldCertificate other = FILES.builder("other.test").build();
    HeldCertificate rsa = FILES.builder("rsa.test").rsa2048().build();
    Path key = FILES.write("other.key", other.privateKeyPkcs8Pem());
    Path rsaKey = FILES.write("rsa.key", rsa.privateKeyPkcs8Pem());

    for (Path wrong : List.of(key, rsaKey)) {
      refused(
          () -> SSLOptions.server().certificate(BOTH, wrong),
          "private key in " + wrong + " does not belong to the first certificate in " + BOTH);
    }
  }

  @Test
  void keysOfEveryKindAreProvedToBelong() {
    Path rsa = FILES.make("rsa.test", FILES.builder("rsa.test").rsa2048().build());

    assertThat(SSLOptions.server().certificate(rsa, rsa).build().forServer()).isTrue();
    assertThat(SSLOptions.client().certificate(BOTH, BOTH).build().forServer()).isFalse();
  }

  @Test
  void missingFilesAreNamed() {
    Path missing = Path.of("/nowhere/chain.pem");

    refused(
        () -> SSLOptions.server().certificate(missing, BOTH), "file does not exist: " + missing);
    refused(
        () -> SSLOptions.server().certificate(BOTH, missing), "file does not exist: " + missing);
    refused(() -> SSLOptions.client().trust(missing).build(), "file does not exist: " + missing);
  }

  @Test
  void contextOfOnesOwnExcludesCertificatesAndTrust() throws Exception {
    SSLContext own = SSLContext.getDefault();
    String message = "certificates and trust beside a context of your own";

    refused(() -> SSLOptions.server().certificate(BOTH, BOTH).context(own).build(), message);
    refused(() -> SSLOptions.client().trust(FILES.authority()).context(own).build(), message);
    refused(() -> SSLOptions.client().uncheckedCertificates().context(own).build(), message);
    assertThat(SSLOptions.server().context(own).build().context()).isSameAs(own);
  }

  @Test
  void refusingUnknownHostsNeedsAKnownOne() {
    refused(
        () -> SSLOptions.server().certificate(BOTH, BOTH).refuseUnknownHosts().build(),
        "refuseUnknownHosts without certificateFor: no host is known");
  }

  @Test
  void settingsOfServersAreNotForClients() {
    refused(
        () -> SSLOptions.client().certificateFor(List.of("a.test"), BOTH, BOTH),
        "certificateFor is for servers");
    refused(() -> SSLOptions.client().refuseUnknownHosts(), "refuseUnknownHosts is for servers");
    refused(
        () -> SSLOptions.client().clientCertificates(ClientCertificates.NEEDED),
        "clientCertificates is for servers");
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    refused(() -> SSLOptions.server().certificateFor(List.of(), BOTH, BOTH), "hosts is empty");
    refused(
        () -> SSLOptions.server().reloadInterval(Duration.ofSeconds(-1)), "interval < 0: PT-1S");
    refused(() -> SSLOptions.client().handshakeTimeout(Duration.ZERO), "timeout <= 0: PT0S");
    refused(() -> SSLOptions.client().applicationProtocols("h2", ""), "protocol is empty");
  }

  @Test
  void authoritiesAreThoseThatAreTrusted() throws Exception {
    SSLContext own = SSLContext.getDefault();

    assertThat(FILES.client().build().authorities())
        .singleElement()
        .satisfies(authority ->
            assertThat(authority.getSubjectX500Principal().getName())
                .isEqualTo("CN=Authority of the tests"));
    assertThat(SSLOptions.client().build().authorities()).isNotEmpty();
    assertThat(SSLOptions.client().uncheckedCertificates().build().authorities()).isEmpty();
    assertThat(SSLOptions.client().context(own).build().authorities()).isEmpty();
  }

  @Test
  void clientThatChecksHostsNeedsOne() {
    refused(
        () -> SSLOptions.client().build().newEngine(null, -1),
        "no server name to check the certificate with");
    assertThat(SSLOptions.client().uncheckedHost().build().newEngine(null, -1).getUseClientMode())
        .isTrue();
  }

  @Test
  void namesAreSentAndAddressesAreNot() {
    SSLOptions client = SSLOptions.client().build();

    assertThat(names(client.newEngine("example.com.", 443)))
        .containsExactly(new SNIHostName("example.com"));
    assertThat(names(client.newEngine("localhost", 443)))
        .containsExactly(new SNIHostName("localhost"));
    assertThat(names(client.newEngine("127.0.0.1", 443))).isEmpty();
    assertThat(names(client.newEngine("::1", 443))).isEmpty();
    assertThat(names(client.newEngine("under_score", 443))).isEmpty();
  }

  private static List<SNIServerName> names(SSLEngine engine) {
    List<SNIServerName> names = engine.getSSLParameters().getServerNames();
    return names == null ? List.of() : names;
  }
}
