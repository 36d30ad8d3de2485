// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What connections that say the same share.
final class PreparedTLSTest extends ClientFixture {
  private final PreparedTLS prepared = new PreparedTLS(loop);

  @TempDir private Path folder;

  private TLSKey trusting(String file) throws IOException {
    Path path = folder.resolve(file);
    Files.writeString(path, new HeldCertificate.Builder().build().certificatePem());
    return new TLSKey(null, true, path, null, null);
  }

  @Test
  void thoseWhoSayTheSameShareIt() throws IOException {
    TLSKey key = trusting("a");

    assertThat(prepared.of(trusting("a"))).isSameAs(prepared.of(key));
    assertThat(prepared.of(trusting("b"))).isNotSameAs(prepared.of(key));
    assertThat(prepared.of(TLSKey.DEFAULT)).isSameAs(prepared.of(TLSKey.DEFAULT));
  }

  @Test
  void filesAreReadAgainAfterAMinute() throws IOException {
    TLSKey key = trusting("a");
    var before = prepared.of(key);
    var usual = prepared.of(TLSKey.DEFAULT);

    clock.advance(Duration.ofSeconds(59));
    assertThat(prepared.of(key)).isSameAs(before);
    clock.advance(Duration.ofSeconds(1));

    assertThat(prepared.of(key)).isNotSameAs(before);
    assertThat(prepared.of(TLSKey.DEFAULT)).isSameAs(usual);
  }

  @Test
  void noMoreThanAHundredAreKept() throws IOException {
    TLSKey first = trusting("first");
    var before = prepared.of(first);
    for (int i = 0; i < 99; i++) {
      prepared.of(trusting("f" + i));
    }
    assertThat(prepared.of(first)).isSameAs(before);

    for (int i = 0; i < 100; i++) {
      prepared.of(trusting("g" + i));
    }

    assertThat(prepared.of(first)).isNotSameAs(before);
  }
}
