// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sent for a challenge: the examples of RFC 7616 §3.9 and RFC 2617 §3.5, and what they leave out.
final class DigestTest {
  private static final Credentials MUFASA = new Credentials("Mufasa", "Circle of Life");

  private static Digest digest(String challenge, Credentials who, String clientNonce) {
    return Objects.requireNonNull(Digest.of(Challenge.parse(List.of(challenge)), who, clientNonce));
  }

  @ParameterizedTest
  @CsvSource({
    "MD5, 8ca523f5e9506fed4657c9700eebdbec",
    "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
  })
  void exampleOfRfc7616(String algorithm, String response) {
    Digest digest =
        digest(
            """
            Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=%s, \
            nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", \
            opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"\
            """
                .formatted(algorithm),
            MUFASA,
            "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

    String field = digest.authorization("GET", "/dir/index.html");

    assertThat(field)
        .isEqualTo(
            """
            Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", \
            nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", response="%s", algorithm=%s, \
            opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", qop=auth, nc=00000001, \
            cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\"\
            """
                .formatted(response, algorithm));
  }

  @Test
  void exampleOfRfc2617() {
    Digest digest =
        digest(
            """
            Digest realm="testrealm@host.com", qop="auth,auth-int", \
            nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41\"\
            """,
            new Credentials("Mufasa", "Circle Of Life"),
            "0a4f113b");

    assertThat(digest.authorization("GET", "/dir/index.html"))
        .contains("response=\"6629fae49393a05397450978507c4ef1\"")
        .doesNotContain("algorithm");
  }

  @Test
  void serverWithoutQopGetsTheOldForm() {
    Digest digest = digest("Digest realm=r, nonce=n", new Credentials("u", "p"), "c");

    String field = digest.authorization("GET", "/");

    // MD5 of MD5(u:r:p):n:MD5(GET:/)
    assertThat(field)
        .isEqualTo(
            "Digest username=\"u\", realm=\"r\", uri=\"/\", nonce=\"n\", response=\"%s\""
                .formatted(md5(md5("u:r:p") + ":n:" + md5("GET:/"))));
  }

  @Test
  void sessionKeepsItsFirstNonce() {
    Digest digest =
        digest(
            "Digest realm=r, nonce=n1, qop=auth, algorithm=MD5-sess",
            new Credentials("u", "p"),
            "c");
    String secret = md5(md5("u:r:p") + ":n1:c");

    String first = digest.authorization("GET", "/");
    digest.renew("n2");
    String second = digest.authorization("GET", "/");

    assertThat(first).contains(md5(secret + ":n1:00000001:c:auth:" + md5("GET:/")));
    assertThat(second).contains(md5(secret + ":n2:00000001:c:auth:" + md5("GET:/")));
  }

  @Test
  void requestsAreCounted() {
    Digest digest = digest("Digest realm=r, nonce=n, qop=auth", MUFASA, "c");

    assertThat(digest.authorization("GET", "/")).contains(", nc=00000001,");
    assertThat(digest.authorization("GET", "/")).contains(", nc=00000002,");
  }

  @Test
  void userMayBeHashed() {
    Digest digest =
        digest("Digest realm=r, nonce=n, userhash=true", new Credentials("u", "p"), "c");

    assertThat(digest.authorization("GET", "/"))
        .startsWith("Digest username=\"" + md5("u:r") + "\"")
        .endsWith(", userhash=true");
  }

  @Test
  void namesAreQuotedOrEncoded() {
    Digest quoted = digest("Digest realm=\"a\\\"b\", nonce=n", new Credentials("a\\b\"", ""), "c");
    Digest encoded = digest("Digest realm=r, nonce=n", new Credentials("Jäsøn Doe", ""), "c");

    assertThat(quoted.authorization("GET", "/"))
        .startsWith("Digest username=\"a\\\\b\\\"\", realm=\"a\\\"b\", ");
    assertThat(encoded.authorization("GET", "/"))
        .startsWith("Digest username*=UTF-8''J%C3%A4s%C3%B8n%20Doe, ");
  }

  @Test
  void noFieldCanBeSmuggledIn() {
    Digest digest = digest("Digest realm=r, nonce=n", new Credentials("a\r\nb", ""), "c");

    assertThat(digest.authorization("GET", "/")).startsWith("Digest username*=UTF-8''a%0D%0Ab, ");
  }

  @Test
  void firstKnownChallengeIsTaken() {
    Digest digest =
        digest(
            "Basic realm=r, Digest nonce=a, algorithm=SHA-512-256, Digest nonce=b, qop=auth-int, "
                + "Digest nonce=c, algorithm=SHA-256, Digest nonce=d",
            MUFASA,
            "c");

    assertThat(digest.authorization("GET", "/")).contains("nonce=\"c\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic realm=r",
        "Digest realm=r",
        "Digest nonce=n, algorithm=X",
        "Digest nonce=n, qop=auth-int"
      })
  void othersCantBeMet(String challenge) {
    assertThat(Digest.of(Challenge.parse(List.of(challenge)), MUFASA, "c")).isNull();
  }

  private static String md5(String text) {
    return ByteString.encodeUtf8(text).md5().hex();
  }
}
