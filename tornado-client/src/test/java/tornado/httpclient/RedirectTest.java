// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Redirects. Python: httpclient_test, HTTPClientCommonTestCase; simple_httpclient_test.
final class RedirectTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static String redirect(int code, String location) {
    return "HTTP/1.1 %d Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
        .formatted(code, location);
  }

  private HTTPResponse fetch(HTTPRequest request) {
    return run(() -> await(AsyncHTTPClient.current().fetch(request, FetchOption.RETURN_ERRORS)));
  }

  @Test
  void followRedirect() {
    ScriptedServer server = serve(redirect(302, "/hello?a=b#c"), OK);

    HTTPResponse response = fetch(HTTPRequest.of(server.url("/")));

    assertThat(response.code()).isEqualTo(200);
    assertThat(response.effectiveUrl()).isEqualTo(server.url("/hello?a=b"));
    assertThat(response.request().url()).isEqualTo(server.url("/"));
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void dontFollowRedirect() {
    ScriptedServer server = serve(redirect(302, "/hello"), OK);

    HTTPResponse response =
        fetch(HTTPRequest.builder(server.url("/")).followRedirects(false).build());

    assertThat(response.code()).isEqualTo(302);
    assertThat(response.headers().get("Location")).isEqualTo("/hello");
  }

  @Test
  void maxRedirects() {
    ScriptedServer server =
        serve(redirect(302, "/2"), redirect(302, "/3"), redirect(302, "/4"), OK);

    HTTPResponse response = fetch(HTTPRequest.builder(server.url("/1")).maxRedirects(2).build());

    assertThat(response.code()).isEqualTo(302);
    assertThat(response.effectiveUrl()).isEqualTo(server.url("/3"));
  }

  @Test
  void redirectWithoutLocationIsTheResponse() {
    ScriptedServer server = serve("HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n");

    assertThat(fetch(HTTPRequest.of(server.url("/"))).code()).isEqualTo(301);
  }

  @ParameterizedTest
  @CsvSource({
    "301, POST, GET",
    "302, POST, GET",
    "303, POST, GET",
    "303, PUT, GET",
    "301, PUT, PUT",
    "302, PUT, PUT",
    "307, POST, POST",
    "308, POST, POST"
  })
  void methodAfterARedirect(int code, String method, String after) {
    ScriptedServer server = serve(redirect(code, "/there"), OK);

    fetch(HTTPRequest.builder(server.url("/")).method(method).body("abc").build());

    server.takeRequest();
    String second = server.takeRequest();
    assertThat(second).startsWith(after + " /there HTTP/1.1\r\n");
    if (after.equals("GET")) {
      assertThat(second).endsWith("\r\n\r\n").doesNotContain("Content-");
    } else {
      assertThat(second).endsWith("\r\n\r\nabc");
    }
  }

  @Test
  void fieldsOfTheBodyGoWithIt() {
    ScriptedServer server = serve(redirect(303, "/there"), OK);

    fetch(
        HTTPRequest.builder(server.url("/"))
            .method("POST")
            .header("Content-Encoding", "identity")
            .jsonBody(Map.of("a", 1))
            .build());

    assertThat(server.takeRequest()).contains("Content-Type: application/json");
    assertThat(server.takeRequest()).startsWith("GET /there ").doesNotContain("Content-");
  }

  @Test
  void connectionOutlivesARedirectToNoUrl() {
    ScriptedServer server = serve(redirect(302, "ftp://a/"), OK);

    String text =
        run(() -> {
          AsyncHTTPClient client = AsyncHTTPClient.current();
          assertThatThrownBy(() -> await(client.fetch(server.url("/"))))
              .isInstanceOf(HTTPClientError.class);
          return await(client.fetch(server.url("/"))).text();
        });

    assertThat(text).isEqualTo("ok");
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void headStaysHead() {
    ScriptedServer server =
        serve(redirect(303, "/there"), "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");

    fetch(HTTPRequest.builder(server.url("/")).method("HEAD").build());

    server.takeRequest();
    assertThat(server.takeRequest()).startsWith("HEAD /there ");
  }

  @Test
  void credentialsDontGoElsewhere() {
    ScriptedServer elsewhere = serve(OK);
    ScriptedServer server = serve(redirect(302, elsewhere.url("/")));

    fetch(HTTPRequest.builder(server.url("/")).authUsername("me").header("Cookie", "a=b").build());

    assertThat(server.takeRequest()).contains("Authorization: Basic", "Cookie: a=b");
    assertThat(elsewhere.takeRequest()).doesNotContain("Authorization", "Cookie");
  }

  @Test
  void credentialsStayOnTheSameOrigin() {
    ScriptedServer server = serve(redirect(302, "/there"), OK);

    fetch(HTTPRequest.of(server.url("/").replace("http://", "http://me:secret@")));

    server.takeRequest();
    assertThat(server.takeRequest()).contains("Authorization: Basic bWU6c2VjcmV0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.com/", "file:///etc/passwd", "http://:80/", "http://a b/"})
  void redirectToNoUrlIsAnError(String location) {
    ScriptedServer server = serve(redirect(302, location));

    assertThatThrownBy(() -> fetch(HTTPRequest.of(server.url("/"))))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageContaining("redirects wrongly: ");
  }
}
