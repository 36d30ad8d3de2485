// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import org.junit.jupiter.api.Test;

/// Requests of users that servers know: digest and bearer. Python: httpclient_test, test_digest_auth and its like.
final class DigestAuthTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static String refusal(String challenge) {
    return "HTTP/1.1 401 Who\r\nWWW-Authenticate: %s\r\nContent-Length: 0\r\n\r\n"
        .formatted(challenge);
  }

  private static String nonce(String nonce) {
    return refusal("Digest realm=\"r\", qop=\"auth\", nonce=\"%s\"".formatted(nonce));
  }

  private static HTTPRequest.Builder me(String url) {
    return HTTPRequest.builder(url).authUsername("me").authPassword("secret").authMode("digest");
  }

  private int fetch(HTTPRequest request) {
    return run(
        () -> await(AsyncHTTPClient.current().fetch(request, FetchOption.RETURN_ERRORS)).code());
  }

  @Test
  void digestAuth() {
    ScriptedServer server = serve(nonce("n1"), OK);

    int code = fetch(me(server.url("/a?b=c")).method("POST").body("abc").build());

    assertThat(code).isEqualTo(200);
    assertThat(server.takeRequest()).doesNotContain("Authorization").endsWith("\r\n\r\nabc");
    assertThat(server.takeRequest())
        .contains(
            "Authorization: Digest username=\"me\", realm=\"r\", uri=\"/a?b=c\", nonce=\"n1\"")
        .contains("nc=00000001")
        .doesNotContain("secret")
        .endsWith("\r\n\r\nabc");
  }

  @Test
  void nonceIsUsedAgain() {
    ScriptedServer server = serve(nonce("n1"), OK, OK);

    run(() -> {
      await(AsyncHTTPClient.current().fetch(me(server.url("/")).build()));
      return await(AsyncHTTPClient.current().fetch(me(server.url("/other")).build()));
    });

    server.takeRequest();
    server.takeRequest();
    assertThat(server.takeRequest()).contains("uri=\"/other\"", "nonce=\"n1\"", "nc=00000002");
  }

  @Test
  void otherUsersHaveTheirOwn() {
    ScriptedServer server = serve(nonce("n1"), OK, nonce("n2"), OK);

    run(() -> {
      await(AsyncHTTPClient.current().fetch(me(server.url("/")).build()));
      return await(
          AsyncHTTPClient.current().fetch(me(server.url("/")).authPassword("other").build()));
    });

    server.takeRequest();
    server.takeRequest();
    assertThat(server.takeRequest()).doesNotContain("Authorization");
  }

  @Test
  void digestAuthWithWrongPasswordIsAskedOnce() {
    ScriptedServer server = serve(nonce("n1"), nonce("n2"), OK);

    assertThat(fetch(me(server.url("/")).build())).isEqualTo(401);
  }

  @Test
  void staleNonceIsReplacedOnce() {
    String stale = refusal("Digest realm=r, qop=auth, nonce=n2, stale=TRUE");
    ScriptedServer server = serve(nonce("n1"), stale, OK, stale, stale, stale);

    int first = fetch(me(server.url("/")).build());
    int second = fetch(me(server.url("/")).build());

    assertThat(first).isEqualTo(200);
    assertThat(second).isEqualTo(401);
    server.takeRequest();
    server.takeRequest();
    assertThat(server.takeRequest()).contains("nonce=\"n2\"", "nc=00000001");
  }

  @Test
  void serverMayGiveTheNextNonce() {
    String next =
        "HTTP/1.1 200 OK\r\nAuthentication-Info: qop=auth, nextnonce=\"n2\"\r\nContent-Length: 0\r\n\r\n";
    ScriptedServer server = serve(nonce("n1"), next, OK);

    run(() -> {
      await(AsyncHTTPClient.current().fetch(me(server.url("/")).build()));
      return await(AsyncHTTPClient.current().fetch(me(server.url("/")).build()));
    });

    server.takeRequest();
    server.takeRequest();
    assertThat(server.takeRequest()).contains("nonce=\"n2\"", "nc=00000001");
  }

  @Test
  void userOfTheUrlCountsToo() {
    ScriptedServer server = serve(nonce("n1"), OK);
    String url = server.url("/").replace("http://", "http://me:secret@");

    int code = fetch(HTTPRequest.builder(url).authMode("digest").build());

    assertThat(code).isEqualTo(200);
    assertThat(server.takeRequest()).doesNotContain("Authorization");
    assertThat(server.takeRequest()).contains("Digest username=\"me\"");
  }

  @Test
  void basicIsNeverSentInstead() {
    ScriptedServer server = serve(refusal("Basic realm=r"), OK);

    assertThat(fetch(me(server.url("/")).build())).isEqualTo(401);
    assertThat(server.takeRequest()).doesNotContain("Authorization");
  }

  @Test
  void redirectElsewhereGetsNothing() {
    ScriptedServer elsewhere = serve(nonce("n1"), OK);
    ScriptedServer server =
        serve(
            nonce("n1"),
            "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                .formatted(elsewhere.url("/")));

    assertThat(fetch(me(server.url("/")).build())).isEqualTo(401);
    assertThat(elsewhere.takeRequest()).doesNotContain("Authorization");
  }

  @Test
  void redirectOnTheSameServerIsAuthenticatedAtOnce() {
    ScriptedServer server =
        serve(nonce("n1"), "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n", OK);

    assertThat(fetch(me(server.url("/a")).build())).isEqualTo(200);
    server.takeRequest();
    server.takeRequest();
    assertThat(server.takeRequest()).contains("uri=\"/b\"", "nc=00000002");
  }

  @Test
  void unsupportedAuthMode() {
    assertThatThrownBy(() -> HTTPRequest.builder("http://a/").authMode("asdf"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("authMode is neither basic nor digest: asdf");
  }

  @Test
  void bearerTokenIsDroppedElsewhere() {
    ScriptedServer elsewhere = serve(OK);
    ScriptedServer server =
        serve(
            "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                .formatted(elsewhere.url("/")));

    fetch(HTTPRequest.builder(server.url("/")).bearer("token").build());

    assertThat(server.takeRequest()).contains("\r\nAuthorization: Bearer token\r\n");
    assertThat(elsewhere.takeRequest()).doesNotContain("Authorization");
  }
}
