// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// URLs taken apart, and references resolved.
final class ClientURLTest {
  @ParameterizedTest
  @CsvSource({
    "http://a, a, 80, /",
    "HTTPS://A.Example/x?y, a.example, 443, /x?y",
    "http://a:8080?y=1, a, 8080, /?y=1",
    "http://a:/x, a, 80, /x",
    "http://u:p@a/x#f, a, 80, /x",
    "http://u@b@a/, a, 80, /",
    "http://[::1]:81/x, ::1, 81, /x",
    "http://a/ü, a, 80, /%C3%BC",
    "http://bücher.example/, xn--bcher-kva.example, 80, /"
  })
  void parts(String url, String host, int port, String target) {
    ClientURL parsed = ClientURL.parse(url);

    assertThat(parsed.host()).isEqualTo(host);
    assertThat(parsed.port()).isEqualTo(port);
    assertThat(parsed.target()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "/x",
        "ftp://a/",
        "http:/a",
        "http://",
        "http://:80/",
        "http://a:x/",
        "http://a:0/",
        "http://a:65536/",
        "http://a b/",
        "http://a/x y",
        "http://a/x\r\nHost: b",
        "http://a\u0000/",
        "http://[::1/",
        "http://a\\b/"
      })
  void whatIsNoUrlIsRefused(String url) {
    assertThatThrownBy(() -> ClientURL.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("url ");
  }

  @Test
  void errorsShowNoPassword() {
    assertThatThrownBy(() -> ClientURL.parse("http://me:secret@a b/"))
        .hasMessageContaining("//...@a b/")
        .hasMessageNotContaining("secret");
  }

  /// What stands in brackets goes to proxies as it is.
  @ParameterizedTest
  @ValueSource(strings = {"::1\r\nX: y", "::1 x", "127.0.0.1", "host", "", "fe80::1%25eth0"})
  void bracketsHoldAnIpv6Address(String address) {
    assertThatThrownBy(() -> ClientURL.parse("http://[" + address + "]/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("url has no valid host: ");
  }

  /// From RFC 3986 §5.4, without parameters.
  @ParameterizedTest
  @CsvSource({
    "g, http://a/b/c/g",
    "./g, http://a/b/c/g",
    "g/, http://a/b/c/g/",
    "/g, http://a/g",
    "//g, http://g/",
    "?y, http://a/b/c/d?y",
    "g?y, http://a/b/c/g?y",
    "#s, http://a/b/c/d?q",
    "., http://a/b/c/",
    "./, http://a/b/c/",
    "'..', http://a/b/",
    "../g, http://a/b/g",
    "../../g, http://a/g",
    "../../../g, http://a/g",
    "/./g, http://a/g",
    "g., http://a/b/c/g.",
    "..g, http://a/b/c/..g",
    "./g/., http://a/b/c/g/",
    "g/../h, http://a/b/c/h",
    "g?y/../x, http://a/b/c/g?y/../x",
    "http://g/x, http://g/x",
    "https://g, https://g/"
  })
  void referencesAreResolved(String reference, String url) {
    assertThat(ClientURL.parse("http://a/b/c/d?q").resolve(reference)).hasToString(url);
  }
}
