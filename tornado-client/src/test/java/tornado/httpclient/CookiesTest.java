// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A client with a cookie jar.
final class CookiesTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final CookieJar jar = new CookieJar();

  private static String setting(String cookie) {
    return "HTTP/1.1 200 OK\r\nSet-Cookie: %s\r\nContent-Length: 0\r\n\r\n".formatted(cookie);
  }

  private AsyncHTTPClient client() {
    return new AsyncHTTPClient(AsyncHTTPClientOptions.builder().cookieJar(jar).build());
  }

  @Test
  void comeBack() {
    ScriptedServer server = serve(setting("a=b; Max-Age=60"), OK, OK);

    run(() -> {
      AsyncHTTPClient client = client();
      await(client.fetch(server.url("/")));
      await(client.fetch(server.url("/")));
      clock.advance(Duration.ofSeconds(61));
      return await(client.fetch(server.url("/")));
    });

    assertThat(server.takeRequest()).doesNotContain("Cookie:");
    assertThat(server.takeRequest()).contains("\r\nCookie: a=b\r\n");
    assertThat(server.takeRequest()).doesNotContain("Cookie:");
  }

  @Test
  void withoutAJarTheyDont() {
    ScriptedServer server = serve(setting("a=b"), OK);

    run(() -> {
      await(AsyncHTTPClient.current().fetch(server.url("/")));
      return await(AsyncHTTPClient.current().fetch(server.url("/")));
    });

    server.takeRequest();
    assertThat(server.takeRequest()).doesNotContain("Cookie:");
  }

  @Test
  void redirectsSetAndGetTheirs() {
    ScriptedServer server =
        serve(
            "HTTP/1.1 302 Found\r\nLocation: /in\r\nSet-Cookie: sid=1\r\nContent-Length: 0\r\n\r\n",
            OK);

    run(() -> await(client().fetch(server.url("/"))));

    server.takeRequest();
    assertThat(server.takeRequest()).startsWith("GET /in ").contains("\r\nCookie: sid=1\r\n");
  }

  @Test
  void ownFieldIsDroppedElsewhereAndTheJarsIsNot() {
    ScriptedServer elsewhere = serve(setting("there=1"), OK);
    ScriptedServer server =
        serve(
            "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                .formatted(elsewhere.url("/").replace("127.0.0.1", "localhost")));

    run(() -> {
      AsyncHTTPClient client = client();
      await(client.fetch(elsewhere.url("/").replace("127.0.0.1", "localhost")));
      return await(
          client.fetch(
              HTTPRequest.builder(server.url("/")).header("Cookie", "own=secret").build()));
    });

    assertThat(server.takeRequest()).contains("\r\nCookie: own=secret\r\n");
    elsewhere.takeRequest();
    assertThat(elsewhere.takeRequest()).contains("\r\nCookie: there=1\r\n");
  }

  @Test
  void clientsMayShareAJar() {
    ScriptedServer server = serve(setting("a=b"));
    ScriptedServer again = serve(OK);

    run(() -> {
      await(client().fetch(server.url("/")));
      return await(client().fetch(again.url("/")));
    });

    assertThat(again.takeRequest()).contains("\r\nCookie: a=b\r\n");
  }
}
