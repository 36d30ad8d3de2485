// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tornado.escape.Escape;
import tornado.filters.SecurityHeaders;
import tornado.fixture.LogRecorder;
import tornado.ioloop.IOLoop;
import tornado.template.Loader;
import tornado.template.TemplateFunction;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Streamed pages whose parts come late.
final class DeferredPartsTest extends WebFixture {
  private static final String PAGE =
      "<head></head><body>{% defer %}<b>{{ a() }}</b>{% meanwhile %}wait{% enddefer %}<i>{% defer %}{{ b() }}{% enddefer %}</i>{% flush %}</body></html>";

  private final CompletableFuture<String> a = new CompletableFuture<>();
  private final CompletableFuture<String> b = new CompletableFuture<>();

  /// Has a style sheet and scripts.
  private static final class Styled extends UIModule {
    @Override
    public String render(Object... args) {
      return "styled";
    }

    @Override
    protected List<String> cssFiles() {
      return List.of("/late.css");
    }

    @Override
    protected String embeddedJavascript() {
      return "start();";
    }

    @Override
    protected String embeddedCss() {
      return "p { color: red }";
    }

    @Override
    protected List<String> javascriptFiles() {
      return List.of("/late.js");
    }
  }

  private Map<String, ?> values() {
    return Map.of(
        "a", (TemplateFunction) _ -> await(a),
        "b", (TemplateFunction) _ -> await(b));
  }

  private Application.Builder application(String text) {
    return Application.builder()
        .templateLoader(Loader.of(Map.of("page.html", text)))
        .uiModule("Styled", Styled::new);
  }

  private WireClient page(String text) throws IOException {
    return serve(
        application(text)
            .route(".*", handler(handler -> handler.renderStream("page.html", values()))));
  }

  private WireClient page(String text, Consumer<RequestHandler> before) throws IOException {
    return serve(
        application(text)
            .route(
                ".*",
                handler(handler -> {
                  before.accept(handler);
                  handler.renderStream("page.html", values());
                })));
  }

  private static String part(int number, String html) {
    return "<template data-place=\"tornado-part-%d\">%s</template><script".formatted(number, html);
  }

  @Test
  void partsComeInTheOrderInWhichTheyAreReady() throws IOException {
    WireClient client = page(PAGE);
    client.send(WireClient.request("GET", "/"));
    String first = client.readUntil("</i>");
    assertThat(first)
        .contains(
            "<template id=\"tornado-part-1\"></template>wait<template id=\"tornado-part-1-end\"></template>",
            "<i><template id=\"tornado-part-2\"></template><template id=\"tornado-part-2-end\"></template></i>");

    b.complete("<second>");
    assertThat(client.readUntil("</script>")).contains(part(2, "&lt;second&gt;"));
    a.complete("first");
    assertThat(client.readUntil("</html>"))
        .contains(part(1, "<b>first</b>"))
        .containsSubsequence("</script>", "</body></html>");
  }

  @Test
  void requestForTheirOrderHasThemInTheirPlaces() throws IOException {
    WireClient client = page(PAGE);
    client.send(WireClient.request("GET", "/?_in_order=1"));

    b.complete("second");
    a.complete("first");

    assertThat(client.read().body())
        .isEqualTo("<head></head><body><b>first</b><i>second</i></body></html>");
  }

  /// Browsers without scripts would ask again for ever.
  @Test
  void requestForTheirOrderHasThemInTheirPlacesWhateverTheHandlerSays() throws IOException {
    WireClient client = serve(application(PAGE).route(".*", () -> new StreamingHandler(values())));
    client.send(WireClient.request("GET", "/?_in_order=1"));
    client.readUntil("<body>");
    b.complete("second");
    a.complete("first");

    assertThat(client.readUntil("</html>")).doesNotContain("template", "noscript");
  }

  /// Streams out of order whatever the request.
  private static final class StreamingHandler extends RequestHandler {
    private final Map<String, ?> values;

    StreamingHandler(Map<String, ?> values) {
      this.values = values;
    }

    @Override
    protected boolean streamsOutOfOrder() {
      return true;
    }

    @Override
    public void get() {
      renderStream("page.html", values);
    }
  }

  /// Asking again could do twice what the request does.
  @Test
  void answerToAPostHasThemInTheirPlaces() throws IOException {
    a.complete("first");
    b.complete("second");

    assertThat(page(PAGE).post("/", "").body())
        .isEqualTo("<head></head><body><b>first</b><i>second</i></body></html>");
  }

  @Test
  void browsersWithoutScriptsAreToldOnceToAskForThat() throws IOException {
    WireClient client = page(PAGE);
    client.send(WireClient.request("GET", "/x?q=%22%3E&r"));

    assertThat(client.readUntil("</i>"))
        .containsOnlyOnce("<noscript>")
        .contains(
            "<noscript><meta http-equiv=\"refresh\" content=\"0; url=?q=%22%3E&amp;r&amp;_in_order=1\"></noscript>");
  }

  @Test
  void pageWithoutStreamingHasThemInTheirPlaces() throws IOException {
    WireClient client =
        serve(
            application(PAGE)
                .route(".*", handler(handler -> handler.render("page.html", values()))));
    client.send(WireClient.request("GET", "/"));
    b.complete("second");
    a.complete("first");

    assertThat(client.read().body())
        .isEqualTo("<head></head><body><b>first</b><i>second</i></body></html>");
  }

  @Test
  void stylesOfALatePartComeWithItAndItsScriptsAtTheEnd() throws IOException {
    WireClient client =
        page(
            "<head></head><body>{% flush %}{% defer %}{{ a() }}{% module Styled() %}{% enddefer %}{% flush %}</body>");
    client.send(WireClient.request("GET", "/"));
    client.readUntil("-end");
    a.complete("first ");

    String rest = client.readUntil("</body>");

    assertThat(rest)
        .contains(
            "<link href=\"/late.css\" type=\"text/css\" rel=\"stylesheet\"/>\n<style",
            "</style>\n" + part(1, "first styled"))
        .containsSubsequence("</script>", "<script src=\"/late.js\"", "start();", "</body>");
  }

  @Test
  void scriptsAndStylesHaveTheNonceOnceItWasAskedFor() throws IOException {
    WireClient client =
        page(
            "<head>{{ cspNonce() }}</head><body>{% flush %}{% defer %}{{ a() }}{% module Styled() %}{% enddefer %}{% flush %}</body>",
            handler ->
                handler.setHeader("X-Policy", "script-src 'nonce-" + handler.cspNonce() + "'"));
    client.send(WireClient.request("GET", "/"));
    String head = client.readUntil("-end");
    a.complete("first");
    String rest = client.readUntil("</body>");

    Matcher nonce = Pattern.compile("script-src 'nonce-([A-Za-z0-9+/]{22}==)'").matcher(head);
    assertThat(nonce.find()).isTrue();
    assertThat(head).contains("<head>" + Escape.xhtmlEscape(nonce.group(1)) + "</head>");
    assertThat(
            rest.split(
                "<(script|style|link)[^>]* nonce=\"%s\"".formatted(Pattern.quote(nonce.group(1))),
                -1))
        .hasSize(6);
    assertThat(rest.split("<(script|style|link)", -1)).hasSize(6);
  }

  @Test
  void policyOfTheFilterLetsThemRun() throws IOException {
    WireClient client =
        serve(
            application("<head></head><body>{% module Styled() %}</body>")
                .filter(
                    SecurityHeaders.builder()
                        .contentSecurityPolicy("script-src 'nonce-{nonce}'")
                        .build())
                .route(".*", handler(handler -> handler.render("page.html"))));

    WireResponse page = client.get("/");

    String nonce =
        page.field("Content-Security-Policy").replaceFirst("script-src 'nonce-(.*)'", "$1");
    assertThat(page.body()).contains("type=\"text/javascript\" nonce=\"" + nonce + "\">");
  }

  @Test
  void nonceIsAnotherForEachAnswer() throws IOException {
    WireClient client = serve(handler(handler -> handler.finish(handler.cspNonce())));

    String first = client.get("/").body();

    assertThat(client.get("/").body()).hasSameSizeAs(first).isNotEqualTo(first);
  }

  /// An answer that begins anew is the same answer.
  @Test
  void nonceMayBeAmongTheDefaultHeaders() throws IOException {
    WireClient client = serve(PolicyHandler::new);

    WireResponse page = client.get("/");

    assertThat(page.field("X-Policy")).isEqualTo(page.body()).isNotEmpty();
  }

  /// Sends its nonce as a field and as its body.
  private static final class PolicyHandler extends RequestHandler {
    @Override
    protected void setDefaultHeaders() {
      setHeader("X-Policy", cspNonce());
    }

    @Override
    public void get() {
      clear();
      finish(cspNonce());
    }
  }

  @Test
  void formOfALatePartHasItsCookie() throws IOException {
    WireClient client =
        serve(
            application(
                    "<body>{% defer %}{{ a() }}{{ xsrfFormHtml() }}{% enddefer %}{% flush %}</body>")
                .xsrfCookies(true)
                .route(".*", handler(handler -> handler.renderStream("page.html", values()))));
    client.send(WireClient.request("GET", "/"));

    String head = client.readUntil("-end");
    a.complete("form");

    assertThat(head).contains("Set-Cookie: _xsrf=2|");
    assertThat(client.readUntil("</body>")).contains("name=\"_xsrf\" value=\"2|");
  }

  @Test
  void failureOfALatePartEndsTheConnection() throws IOException {
    WireClient client =
        page("<body>{% defer %}{{ a() }}{{ 1 / 0 }}{% enddefer %}{% flush %}</body>");

    try (LogRecorder log = LogRecorder.of("tornado.application");
        LogRecorder general = LogRecorder.of("tornado.general")) {
      client.send(WireClient.request("GET", "/"));
      client.readUntil("-end");
      a.complete("half");
      String rest = client.readUntilGone();

      assertThat(rest).doesNotContain("half", "\r\n0\r\n");
      assertThat(log.failures())
          .singleElement()
          .extracting(Throwable::getMessage)
          .asString()
          .contains("/ by zero at page.html:1");
      assertThat(general.lines())
          .containsExactly("ERROR Cannot send error response after headers written");
    }
  }

  @Test
  void failureBeforeTheHeadHasGoneIsAnErrorPage() throws IOException {
    a.complete("");

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(page("{% defer %}{{ 1 / 0 }}{% enddefer %}{{ a() }}").post("/", "").code())
          .isEqualTo(500);
      assertThat(log.lines()).hasSize(1);
    }
  }

  /// Nobody waits for them any longer.
  @Test
  void partsEndWhenTheClientLeaves() throws IOException {
    var ended = new CompletableFuture<String>();
    TemplateFunction waiting =
        _ -> {
          try {
            return await(a);
          } finally {
            ended.complete("ended");
          }
        };
    WireClient client =
        serve(
            application("<body>{% defer %}{{ w() }}{% enddefer %}{% flush %}</body>")
                .route(
                    ".*",
                    handler(handler -> handler.renderStream("page.html", Map.of("w", waiting)))));
    client.send(WireClient.request("GET", "/"));
    client.readUntil("-end");

    client.socket().setSoLinger(true, 0);
    client.close();

    assertThat(ended.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo("ended");
  }

  @Test
  void blockingHandlersRenderPartsBesideTheLoop() throws IOException {
    TemplateFunction where = _ -> IOLoop.current().inLoop();
    Map<String, ?> values = Map.of("where", where);
    WireClient client =
        serve(
            application("{{ where() }}{% defer %}{{ where() }}{% enddefer %}")
                .route("/blocking", () -> new BlockingHandler(values)));

    assertThat(client.get("/blocking").body()).isEqualTo("falsefalse");
  }

  /// Renders the page beside the loop.
  @Blocking
  private static final class BlockingHandler extends RequestHandler {
    private final Map<String, ?> values;

    BlockingHandler(Map<String, ?> values) {
      this.values = values;
    }

    @Override
    public void get() {
      render("page.html", values);
    }
  }
}
