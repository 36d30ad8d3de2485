// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import tornado.fixture.Certificates;

/// Keys and certificates in PKCS#12 files (RFC 7292).
final class PKCS12Test {
  private static final Certificates FILES = Certificates.inTemporaryFolder();
  private static final HeldCertificate FIRST = FILES.builder("first.test").build();
  private static final HeldCertificate SECOND = FILES.builder("second.test").build();

  private final Path file = FILES.write("store.p12", "");

  @FunctionalInterface
  private interface Filling {
    void fill(KeyStore store) throws Exception;
  }

  private void write(Filling filling) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    filling.fill(store);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "secret".toCharArray());
    }
  }

  private static void put(KeyStore store, String alias, HeldCertificate certificate)
      throws Exception {
    store.setKeyEntry(
        alias,
        certificate.keyPair().getPrivate(),
        "secret".toCharArray(),
        new Certificate[] {certificate.certificate()});
  }

  private KeyMaterial read(String password) {
    return new KeyMaterial.PKCS12Source(file, password.toCharArray()).load();
  }

  private void fails(String password, String message) {
    assertThatThrownBy(() -> read(password))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message.replace("FILE", file.toString()));
  }

  @Test
  void readsTheKeyAndItsCertificate() throws Exception {
    write(store -> put(store, "one", FIRST));

    KeyMaterial material = read("secret");

    assertThat(material.key()).isEqualTo(FIRST.keyPair().getPrivate());
    assertThat(material.chain()).containsExactly(FIRST.certificate());
  }

  @Test
  void takesTheFirstEntryThatHasAKey() throws Exception {
    write(store -> {
      store.setCertificateEntry("authority", SECOND.certificate());
      put(store, "b", FIRST);
      put(store, "a", SECOND);
    });

    assertThat(read("secret").chain()).containsExactly(FIRST.certificate());
  }

  @Test
  void wrongPasswordIsSaidToBe() throws Exception {
    write(store -> put(store, "one", FIRST));

    fails("other", "wrong password for FILE");
  }

  @Test
  void storeWithoutAKeyIsRefused() throws Exception {
    write(store -> store.setCertificateEntry("authority", FIRST.certificate()));

    fails("secret", "no private key in FILE");
  }

  @Test
  void otherFilesAreRefused() throws Exception {
    fails("secret", "no readable PKCS#12 file: FILE");
    Files.writeString(file, FIRST.certificatePem());
    fails("secret", "no readable PKCS#12 file: FILE");
    Files.delete(file);
    fails("secret", "file does not exist: FILE");
  }
}
