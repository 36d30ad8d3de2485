// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Routes that only redirect. Python: web_test, RedirectHandlerTest.
final class RedirectHandlerTest extends WebFixture {
  private WireClient serve(String pattern, String url) throws IOException {
    return serve(Application.builder().route(pattern, () -> new RedirectHandler(url)));
  }

  @Test
  void basicRedirect() throws IOException {
    WireResponse response = serve("/src", "/dst").get("/src");

    assertThat(response.code()).isEqualTo(301);
    assertThat(response.field("Location")).isEqualTo("/dst");
  }

  @Test
  void redirectPattern() throws IOException {
    WireResponse response = serve("/(.*?)/(.*?)/(.*)", "/{1}/{0}/{2}").get("/a/b/c");

    assertThat(response.code()).isEqualTo(301);
    assertThat(response.field("Location")).isEqualTo("/b/a/c");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "redirectWithArgument, /dst, foo=bar, /dst?foo=bar",
    "several, /dst, foo=bar&foo=baz&x=, /dst?foo=bar&foo=baz&x=",
    "redirectWithAppendingArgument, /dst?a=b, c=d, /dst?a=b&c=d",
    "before the fragment, /dst?a=b#part, foo=%C3%A9+x, /dst?a=b&foo=%C3%A9+x#part"
  })
  void redirectWithArgument(String name, String url, String query, String location)
      throws IOException {
    String field = serve("/src", url).get("/src?" + query).field("Location");

    assertThat(field).as(name).isEqualTo(location);
  }

  @Test
  void argumentsNeedNotBeUTF8() throws IOException {
    WireResponse response = serve("/src", "/dst").get("/src?caf%E9=%FF&%C3%A9=%C3%A9");

    assertThat(response.field("Location")).isEqualTo("/dst?caf%E9=%FF&%C3%A9=%C3%A9");
  }

  @Test
  void namedGroupsAndBraces() throws IOException {
    WireClient client = serve("/(?<year>[0-9]+)(?<rest>/.+)?", "/{{{year}}}{rest}");

    assertThat(client.get("/2024").field("Location")).isEqualTo("/{2024}");
    assertThat(client.get("/2024/x").field("Location")).isEqualTo("/{2024}/x");
  }

  @Test
  void groupsAreEncoded() throws IOException {
    WireResponse response = serve("/old/(.*)", "/new/{0}").get("/old/a%0d%0aX:%20y%3f%23/z");

    assertThat(response.field("Location")).isEqualTo("/new/a%0D%0AX%3A%20y%3F%23/z");
  }

  @Test
  void groupDoesNotLeadToAnotherHost() throws IOException {
    WireClient client = serve("/old/(.*)", "/{0}");

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.get("/old//evil.com").code()).isEqualTo(404);
      assertThat(log.lines()).singleElement().asString().contains("two initial slashes");
    }
    assertThat(client.get("/old/%5cevil.com").field("Location")).isEqualTo("/%5Cevil.com");
  }

  @Test
  void otherStatusAndOtherMethods() throws IOException {
    WireClient client =
        serve(Application.builder().route("/src", () -> new RedirectHandler("/dst", 302)));

    assertThat(client.get("/src").code()).isEqualTo(302);
    assertThat(client.post("/src", "").code()).isEqualTo(405);
  }

  @Test
  void missingGroupIsAFailure() throws IOException {
    WireClient client = serve("/(.*)", "/{1}");

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/a").code()).isEqualTo(500);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/{", "/}", "/{0", "/{}", "/{a b}"})
  void singleBracesAreRefused(String url) {
    assertThatThrownBy(() -> new RedirectHandler(url)).hasMessage("url has a single brace: " + url);
  }

  @Test
  void statusHasToBeARedirect() {
    assertThatThrownBy(() -> new RedirectHandler("/", 200))
        .hasMessage("status < 300 or > 399: 200");
  }
}
