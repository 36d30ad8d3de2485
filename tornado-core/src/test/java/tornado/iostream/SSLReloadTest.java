// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import tornado.fixture.Certificates;
import tornado.fixture.LogRecorder;
import tornado.netutil.SSLOptions;

/// Certificate files that are written anew while a server runs.
final class SSLReloadTest extends SSLFixture {
  private static final String AGAIN = "INFO certificates read again";

  private final Certificates own = Certificates.inTemporaryFolder();
  private Instant written = Instant.parse("2026-01-01T00:00:00Z");
  private final Path chain = write("chain.pem", own.builder("localhost").build().certificatePem());
  private final Path key = chain.resolveSibling("key.pem");

  /// Writes a file that is seen to be newer, however fast the test is.
  private Path write(String name, String text) {
    try {
      written = written.plusSeconds(1);
      return Files.setLastModifiedTime(own.write(name, text), FileTime.from(written));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private HeldCertificate renew() {
    HeldCertificate fresh = own.builder("localhost").build();
    write("chain.pem", fresh.certificatePem());
    write("key.pem", fresh.privateKeyPkcs8Pem());
    return fresh;
  }

  /// A server that looks at its files in each handshake.
  private RecordingServer listening() {
    return listen(SSLOptions.server().certificate(chain, key).reloadInterval(Duration.ZERO));
  }

  /// Connects with nothing to resume.
  private SSLPair connect(RecordingServer server) throws IOException {
    return connect(server, own.client());
  }

  @Test
  void newConnectionsGetTheNewCertificateAndOldOnesGoOn() {
    run(() -> {
      HeldCertificate before = renew();
      RecordingServer server = listening();
      SSLPair old = connect(server);
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        HeldCertificate after = renew();

        SSLPair fresh = connect(server);

        assertThat(old.client().peerCertificates()).containsExactly(before.certificate());
        assertThat(fresh.client().peerCertificates()).containsExactly(after.certificate());
        old.server().write("on");
        assertThat(await(old.client().readBytes(2))).isEqualTo(bytes("on"));
        assertThat(log.lines()).containsExactly(AGAIN);
      }
    });
  }

  @Test
  void brokenFileKeepsTheOldCertificateAndIsOneLineInTheLog() {
    run(() -> {
      HeldCertificate before = renew();
      RecordingServer server = listening();
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        write("chain.pem", "half a certif");

        SSLPair first = connect(server);
        connect(server);

        assertThat(first.client().peerCertificates()).containsExactly(before.certificate());
        assertThat(log.lines())
            .containsExactly(
                "ERROR certificates not read again, the old ones stay: no certificate in "
                    + chain
                    + ": found no PEM block");
      }
    });
  }

  @Test
  void missingFileKeepsTheOldCertificate() {
    run(() -> {
      HeldCertificate before = renew();
      RecordingServer server = listening();
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        Files.delete(key);

        SSLPair pair = connect(server);

        assertThat(pair.client().peerCertificates()).containsExactly(before.certificate());
        assertThat(log.lines()).singleElement().asString().endsWith("file does not exist: " + key);
      }
    });
  }

  /// Who renews writes one file after the other.
  @Test
  void halfRenewedPairIsUsedOnceItIsWhole() {
    run(() -> {
      HeldCertificate before = renew();
      RecordingServer server = listening();
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        HeldCertificate after = own.builder("localhost").build();
        write("chain.pem", after.certificatePem());
        SSLPair half = connect(server);
        write("key.pem", after.privateKeyPkcs8Pem());
        SSLPair whole = connect(server);

        assertThat(half.client().peerCertificates()).containsExactly(before.certificate());
        assertThat(whole.client().peerCertificates()).containsExactly(after.certificate());
        assertThat(log.lines()).hasSize(2).last().isEqualTo(AGAIN);
        assertThat(log.lines().getFirst()).contains("does not belong to the first certificate");
      }
    });
  }
}
