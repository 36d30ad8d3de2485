// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import tornado.fixture.Certificates;
import tornado.fixture.FakeClock;

/// When a server looks at its certificate files, and which kind of key it shows.
final class ServerKeysTest {
  private final FakeClock clock = new FakeClock();
  private final Certificates certificates = Certificates.inTemporaryFolder();
  private final Path file = certificates.make("localhost");
  private final SSLEngine engine = engine();

  private static SSLEngine engine() {
    try {
      return SSLContext.getDefault().createSSLEngine();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static ServerKeys.Entry entry(List<String> hosts, Path file) {
    return new ServerKeys.Entry(hosts, new KeyMaterial.PEMSource(file, file, null).load());
  }

  private ServerKeys keys(ServerKeys.Entry... entries) {
    return new ServerKeys(List.of(entries), Duration.ofMinutes(1), clock);
  }

  private void renew() throws IOException {
    certificates.make("localhost");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
  }

  @Test
  void looksAtFilesOnlyOnceInAnInterval() throws Exception {
    ServerKeys keys = keys(entry(List.of(), file));
    String first = keys.chooseEngineServerAlias("EC", null, engine);
    renew();
    clock.advance(Duration.ofSeconds(59));

    String early = keys.chooseEngineServerAlias("EC", null, engine);
    clock.advance(Duration.ofSeconds(1));
    String late = keys.chooseEngineServerAlias("EC", null, engine);

    assertThat(early).isEqualTo(first);
    assertThat(late).isNotNull().isNotEqualTo(first);
  }

  /// A handshake may be between choosing a key and using it.
  @Test
  void keyThatWasReplacedCanBeUsedOnceMore() throws Exception {
    ServerKeys keys = keys(entry(List.of(), file));
    String first = Objects.requireNonNull(keys.chooseEngineServerAlias("EC", null, engine));
    var chain = keys.getCertificateChain(first);
    renew();
    clock.advance(Duration.ofMinutes(1));
    keys.chooseEngineServerAlias("EC", null, engine);

    assertThat(keys.getCertificateChain(first)).isEqualTo(chain);
    assertThat(keys.getPrivateKey(first)).isNotNull();
  }

  @Test
  void choosesTheCertificateWhoseKeyIsOfTheKindAskedFor() {
    Path rsa = certificates.make("rsa.test", certificates.builder("rsa.test").rsa2048().build());
    ServerKeys keys = keys(entry(List.of(), file), entry(List.of(), rsa));

    String ec = keys.chooseEngineServerAlias("EC", null, engine);
    String pss = keys.chooseEngineServerAlias("RSASSA-PSS", null, engine);

    assertThat(keys.chooseEngineServerAlias("RSA", null, engine)).isEqualTo(pss).isNotEqualTo(ec);
    assertThat(keys.chooseEngineServerAlias("EdDSA", null, engine)).isNull();
  }
}
