// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The JDK's list of public suffixes.
final class PublicSuffixesTest {
  @ParameterizedTest
  @CsvSource({
    "com, true",
    "example.com, false",
    "co.uk, true",
    "bbc.co.uk, false",
    "github.io, true",
    "me.github.io, false",
    "anything.ck, true",
    "www.ck, false",
    "shop.www.ck, false",
    "xn--fiqs8s, true",
    "xn--55qx5d.cn, true",
    "example.xn--55qx5d.cn, false",
    "localhost, true",
    "internal.example, false"
  })
  void listKnowsThem(String domain, boolean isPublic) {
    PublicSuffixes list = PublicSuffixes.ofJDK();

    assertThat(list.test(domain)).isEqualTo(isPublic);
  }

  @Test
  void withoutTheListDomainsWithoutADotArePublic() {
    PublicSuffixes none = PublicSuffixes.read(Path.of("no-such-file"));

    assertThat(none.isEmpty()).isTrue();
    assertThat(none.test("com")).isTrue();
    assertThat(none.test("co.uk")).isFalse();
  }
}
