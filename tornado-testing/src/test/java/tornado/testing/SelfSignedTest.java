// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.security.cert.CertificateParsingException;
import java.util.List;
import okio.ByteString;
import org.junit.jupiter.api.Test;

/// The certificate that is made in memory, read by the JDK.
final class SelfSignedTest {
  @Test
  void certificateIsForTheNamesOfThisMachine() throws CertificateParsingException {
    var certificate = SelfSigned.make().certificate();

    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=foo.example.com");
    assertThat(certificate.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(
            List.of(2, "foo.example.com"), List.of(2, "localhost"), List.of(7, "127.0.0.1"));
  }

  @Test
  void certificateHasSignedItselfAndHolds() {
    var made = SelfSigned.make();

    assertThatCode(() -> made.certificate().verify(made.keys().getPublic()))
        .doesNotThrowAnyException();
    assertThatCode(made.certificate()::checkValidity).doesNotThrowAnyException();
  }

  @Test
  void keysDiffer() {
    assertThat(SelfSigned.make().certificate()).isNotEqualTo(SelfSigned.make().certificate());
    assertThat(SelfSigned.shared()).isSameAs(SelfSigned.shared());
  }

  @Test
  void lengthsTakeOneTwoOrThreeBytes() {
    assertThat(head(0x7f)).isEqualTo("047f");
    assertThat(head(0x80)).isEqualTo("048180");
    assertThat(head(0x100)).isEqualTo("04820100");
  }

  private static String head(int byteCount) {
    ByteString whole = DER.value(DER.OCTET_STRING, ByteString.of(new byte[byteCount]));
    return whole.substring(0, whole.size() - byteCount).hex();
  }
}
