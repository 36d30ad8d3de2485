// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// Routes of some hosts only. Python: web_test, HostMatchingTest, DefaultHostMatchingTest.
final class HostRoutesTest extends WebFixture {
  private Routes says(String pattern, String text) {
    return new Routes().route(pattern, handler(handler -> handler.write(text)));
  }

  private Application.Builder wildcard() {
    return Application.builder().route("/foo", handler(handler -> handler.write("wildcard")));
  }

  private static String fetch(WireClient client, String path, String host, String... fields)
      throws IOException {
    String request = WireClient.request("GET", path, fields);
    var response = client.exchange(request.replace("Host: a\r\n", "Host: " + host + "\r\n"));
    return response.code() == 200 ? response.body() : Integer.toString(response.code());
  }

  @Test
  void hostMatching() throws IOException {
    WireClient client =
        serve(
            wildcard()
                .host("www\\.example\\.com", says("/foo", "[0]"))
                .host("www\\.example\\.com", says("/bar", "[1]"))
                .host("www.e.*\\.com", says("/baz", "[2]")));

    assertThat(fetch(client, "/foo", "a")).isEqualTo("wildcard");
    assertThat(fetch(client, "/bar", "a")).isEqualTo("404");
    assertThat(fetch(client, "/foo", "www.example.com")).isEqualTo("[0]");
    assertThat(fetch(client, "/foo", "WWW.Example.com:8888")).isEqualTo("[0]");
    assertThat(fetch(client, "/bar", "www.example.com")).isEqualTo("[1]");
    assertThat(fetch(client, "/baz", "www.example.com")).isEqualTo("[2]");
    assertThat(fetch(client, "/baz", "www.elsewhere.com")).isEqualTo("[2]");
  }

  @Test
  void hostWithoutTheRouteFallsThrough() throws IOException {
    WireClient client =
        serve(
            wildcard()
                .host("www\\.example\\.com", says("/bar", "[0]"))
                .host(".*\\.com", says("/baz", "[1]")));

    assertThat(fetch(client, "/baz", "www.example.com")).isEqualTo("[1]");
    assertThat(fetch(client, "/foo", "www.example.com")).isEqualTo("wildcard");
    assertThat(fetch(client, "/none", "www.example.com")).isEqualTo("404");
  }

  @Test
  void handlersMayBeAddedToAnApplicationThatIsBuilt() throws IOException {
    Application application = wildcard().build();
    application.addHandlers("h1", says("/foo", "[0]"));
    application.addHandlers("h.*", says("/foo", "[1]"));

    try (WireServer server = new WireServer(application);
        WireClient client = server.connect()) {
      assertThat(fetch(client, "/foo", "h1")).isEqualTo("[0]");
      assertThat(fetch(client, "/foo", "h2")).isEqualTo("[1]");
      assertThat(fetch(client, "/foo", "a")).isEqualTo("wildcard");
    }
  }

  @Test
  void defaultHostMatching() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .host("www\\.example\\.com", says("/foo", "[0]"))
                .host("www\\.default\\.com", says("/foo", "[1]"))
                .defaultHost("www.default.com"));

    assertThat(fetch(client, "/foo", "a")).isEqualTo("[1]");
    assertThat(fetch(client, "/foo", "www.example.com")).isEqualTo("[0]");
    assertThat(fetch(client, "/foo", "a", "X-Real-Ip: 127.0.0.1")).isEqualTo("404");
    assertThat(fetch(client, "/foo", "www.default.com", "X-Real-Ip: 127.0.0.1")).isEqualTo("[1]");
  }

  @Test
  void defaultHostMayChangeWhileServing() throws IOException {
    Application application = Application.builder().host("b", says("/foo", "[0]")).build();

    try (WireServer server = new WireServer(application);
        WireClient client = server.connect()) {
      assertThat(fetch(client, "/foo", "a")).isEqualTo("404");
      application.setDefaultHost("b");
      assertThat(fetch(client, "/foo", "a")).isEqualTo("[0]");
      application.setDefaultHost(null);
      assertThat(fetch(client, "/foo", "a")).isEqualTo("404");
    }
  }

  @Test
  void pathArgumentsWorkUnderAHost() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .host(
                    ".*",
                    new Routes()
                        .route(
                            "/(.*)",
                            handler(handler -> handler.write(handler.pathArgs().toString())))));

    assertThat(fetch(client, "/a%2Fb", "h")).isEqualTo("[a/b]");
  }
}
