// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.template.Loader;
import tornado.template.TemplateError;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// What templates can't do with the handler and the request that they see.
final class TemplateReachTest extends WebFixture {
  private static final String SECRET = "what cookies are signed with";
  private static final Setting<String> KEY = Setting.of("api_key");

  private WireClient page(String text) throws IOException {
    return serve(
        Application.builder()
            .cookieSecret(SECRET)
            .setting(KEY, SECRET)
            .templateLoader(Loader.of(Map.of("page.html", text)))
            .route(".*", handler(handler -> handler.render("page.html"))));
  }

  private void assertRefused(String expression) throws IOException {
    WireClient client = page("{{ " + expression + " }}");
    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      WireResponse answer = client.get("/");

      assertThat(answer.code()).isEqualTo(500);
      assertThat(answer.body()).doesNotContain(SECRET);
      assertThat(log.failures())
          .singleElement()
          .isInstanceOf(TemplateError.class)
          .extracting(Throwable::getMessage)
          .asString()
          .containsAnyOf("is nothing that", "templates may not read");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "handler.cookieSecret",
        "handler.settings.cookie_secret",
        "handler.application().cookieSecret",
        "handler.application().cookieKeys()",
        "handler.application().cookieKeys",
        "handler.application().settings",
        "handler.application.settings['api_key']",
        "handler.setting('api_key')",
        "handler.application().setting('api_key')",
        "handler.application().settingOrNull('api_key')"
      })
  void secretsAreNotRead(String expression) throws IOException {
    assertRefused(expression);
  }

  @Test
  void secretsAreNotPrintedByWhatHoldsThem() throws IOException {
    WireClient client =
        page("{{ '' ~ handler ~ handler.application() ~ handler.ui() ~ request ~ modules }}");

    WireResponse answer = client.get("/", "Cookie: a=b");

    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json_encode(handler)", "handler.application() | json_encode"})
  void secretsAreNotWrittenAsJSON(String expression) throws IOException {
    WireClient client = page("{{ " + expression + " }}");

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").code()).isEqualTo(500);
      assertThat(log.failures().getFirst().getMessage())
          .startsWith("expected a record, map, list, text, number or truth but was ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "handler.finish()",
        "handler.finish('x')",
        "handler.flush()",
        "handler.render('page.html')",
        "handler.write('x')",
        "handler.redirect('/')",
        "handler.sendError(404)",
        "handler.setStatus(201)",
        "handler.setHeader('A', 'b')",
        "handler.clear()",
        "handler.clearAllCookies()",
        "handler.setSignedCookie('user', 'admin')",
        "handler.loop()",
        "handler.application().listen(0)",
        "handler.application().setDefaultHost('x')",
        "handler.application().templateLoader()",
        "request.connection",
        "request.connection()",
        "request.connection().abort()"
      })
  void nothingIsDone(String expression) throws IOException {
    assertRefused(expression);
  }

  @Test
  void whatIsThereToBeReadIsRead() throws IOException {
    WireClient client =
        page(
            "{{ handler.getArgument('a') }} {{ handler.getCookie('c') }} {{ handler.status }} "
                + "{{ request.method }} {{ request.headers().get('X') }} {{ request.uri }}");

    assertThat(client.get("/p?a=%3C", "Cookie: c=d", "X: y").body())
        .isEqualTo("&lt; d 200 GET y /p?a=%3C");
  }
}
