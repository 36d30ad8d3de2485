// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.fixture.LogRecorder;
import tornado.template.Loader;
import tornado.template.Whitespace;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;
import tornado.wire.WireServer;

/// Pages made of templates: what they see, how they fail, and what the settings change.
final class PagesTest extends WebFixture {
  private final Map<String, String> templates = new HashMap<>();

  @TempDir private Path folder;

  @BeforeEach
  void clear() {
    templates.clear();
  }

  private Application.Builder app(Body body) {
    return Application.builder()
        .templateLoader(Loader.of(templates))
        .route("/items/{id}", handler(body))
        .named("item")
        .route(".*", handler(body));
  }

  private WireClient page(String text, Map<String, ?> values) throws IOException {
    templates.put("page.html", text);
    return serve(app(handler -> handler.render("page.html", values)));
  }

  @Test
  void rendersWithValuesThatAreEscaped() throws IOException {
    WireClient client = page("<p>{{ name }}</p>", Map.of("name", "<b>&'\""));

    WireResponse answer = client.get("/");

    assertThat(answer.body()).isEqualTo("<p>&lt;b&gt;&amp;&#x27;&quot;</p>");
    assertThat(answer.field("Content-Type")).isEqualTo("text/html; charset=UTF-8");
  }

  @Test
  void dataIsNoTemplate() throws IOException {
    WireClient client = page("{{ name }}", Map.of("name", "{{ handler }}{% raw x %}"));

    assertThat(client.get("/").body()).isEqualTo("{{ handler }}{% raw x %}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {{ request.path }}              | /a
          {{ locale.code }}               | en_US
          {{ currentUser is null }}       | true
          {{ current_user is null }}      | true
          {{ _("hello") }}                | hello
          {{ translate("one", "many", 2) }} | many
          {{ pgettext("menu", "Open") }}  | Open
          {{ reverseUrl("item", 7) }}     | /items/7
          {{ reverse_url("item", 7) }}    | /items/7
          {{ shout("hey") }}              | hey!
          {{ modules.linkify("http://a.b") }} | <a href="http://a.b">http://a.b</a>
          """)
  void templatesSee(String template, String page) throws IOException {
    Files.writeString(folder.resolve("page.html"), template);
    WireClient client =
        serve(
            Application.builder()
                .templatePath(folder)
                .staticPath(folder)
                .uiMethod("shout", (_, args) -> args[0] + "!")
                .route("/items/{id}", handler(_ -> {}))
                .named("item")
                .route(".*", handler(handler -> handler.render("page.html"))));

    assertThat(client.get("/a").body()).isEqualTo(page);
  }

  @Test
  void functionsAreFiltersToo() throws IOException {
    Files.writeString(folder.resolve("a.css"), "b {}");
    Files.writeString(
        folder.resolve("page.html"),
        "{{ 'a.css' | static_url }} {{ staticUrl('a.css') }} {{ 'hey' | shout }}");
    WireClient client =
        serve(
            Application.builder()
                .templatePath(folder)
                .staticPath(folder)
                .uiMethod("shout", (_, args) -> args[0] + "!")
                .route(".*", handler(handler -> handler.render("page.html"))));

    assertThat(client.get("/").body())
        .matches("/static/a\\.css\\?v=\\w+ /static/a\\.css\\?v=\\w+ hey!");
  }

  @Test
  void functionsAreFiltersOfAGivenLoaderToo() throws IOException {
    Loader loader = Loader.of(Map.of("page.html", "{{ 'x' | translate }} {{ 'hey' | shout }}"));
    WireClient client =
        serve(
            Application.builder()
                .templateLoader(loader)
                .uiMethod("shout", (_, args) -> args[0] + "!")
                .route(".*", handler(handler -> handler.render("page.html"))));

    assertThat(client.get("/").body()).isEqualTo("x hey!");
  }

  @Test
  void formsHaveTheirToken() throws IOException {
    WireClient client = page("{{ xsrf_form_html() }}{% module xsrf_form_html() %}", Map.of());

    assertThat(client.get("/").body())
        .matches("(<input type=\"hidden\" name=\"_xsrf\" value=\"[^\"]+\"/>){2}");
  }

  @Test
  void handlerAddsNamesAndValuesWin() throws IOException {
    templates.put("page.html", "{{ own }} {{ both }} {{ locale }}");
    WireClient client =
        serve(
            Application.builder()
                .templateLoader(Loader.of(templates))
                .route(
                    ".*",
                    () ->
                        new RequestHandler() {
                          @Override
                          public void get() {
                            render("page.html", Map.of("both", "page", "locale", "mine"));
                          }

                          @Override
                          protected Map<String, ?> getTemplateNamespace() {
                            return Map.of("own", "handler", "both", "handler");
                          }
                        }));

    assertThat(client.get("/").body()).isEqualTo("handler page mine");
  }

  @Test
  void renderStringSendsNothing() throws IOException {
    templates.put("part.html", "<i>{{ x }}</i>");
    WireClient client =
        serve(
            app(handler ->
                handler.finish("(" + handler.renderString("part.html", Map.of("x", "<")) + ")")));

    assertThat(client.get("/").body()).isEqualTo("(<i>&lt;</i>)");
  }

  @Test
  void failureSendsNoHalfPage() throws IOException {
    WireClient client = page("<p>begun</p>\n{{ missing.name }}", Map.of());

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      WireResponse answer = client.get("/");

      assertThat(answer.code()).isEqualTo(500);
      assertThat(answer.body()).doesNotContain("begun");
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("ERROR Uncaught exception GET /");
    }
  }

  @Test
  void templateThatIsNotThereIsNamed() throws IOException {
    assertThat(debugged(app(handler -> handler.render("gone.html"))))
        .contains("template does not exist: gone.html");
  }

  @Test
  void debugPageShowsTheTemplate() throws IOException {
    templates.put("outer.html", "one\n{% include \"inner.html\" %}\nthree");
    templates.put("inner.html", "<p>\n{{ nothing.here }}\n</p>");

    String page = debugged(app(handler -> handler.render("outer.html")));

    assertThat(page).contains("Template: ").contains("inner.html:2").contains("outer.html:2");
    assertThat(page).contains("<b>   2  {{ nothing.here }}</b>");
  }

  private String debugged(Application.Builder app) throws IOException {
    WireClient client = serve(app.debug(true).autoreload(false));
    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      String body = client.get("/", "Accept: text/html").body();
      assertThat(log.lines()).hasSize(1);
      return body;
    }
  }

  @Test
  void applicationWithoutTemplatesSaysSo() throws IOException {
    WireClient client =
        serve(Application.builder().route(".*", handler(handler -> handler.render("a.html"))));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").code()).isEqualTo(500);
      assertThat(log.failures().getFirst()).hasMessageContaining("templatePath");
    }
  }

  @Test
  void loaderOfAnApplicationKnowsItsFunctionsAsFilters() throws IOException {
    Files.writeString(
        folder.resolve("page.html"), "{{ 'hey' | shout }}{{ 'x' | translate }}{{ 'x' | whisper }}");
    Application application =
        Application.builder()
            .templatePath(folder)
            .uiMethod("shout", (_, args) -> args[0] + "!")
            .build();

    assertThat(application.templateLoader().check())
        .singleElement()
        .asString()
        .contains("filter is unknown: whisper");
  }

  @Test
  void folderThatIsNotThereIsNamed() throws IOException {
    Path missing = folder.resolve("templates");
    WireClient client =
        serve(
            Application.builder()
                .templatePath(missing)
                .route(".*", handler(handler -> handler.render("a.html"))));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").code()).isEqualTo(500);
      assertThat(log.failures().getFirst())
          .hasMessage("templatePath is not a folder: " + missing.toAbsolutePath());
    }
  }

  @Test
  void settingsOfTemplates() throws IOException {
    Files.writeString(folder.resolve("page.html"), "{{ '<' }}   {{ missing }}|");
    WireClient client =
        serve(
            Application.builder()
                .templatePath(folder)
                .autoescape("none")
                .templateWhitespace(Whitespace.SINGLE)
                .strictTemplates(false)
                .compiledTemplateCache(false)
                .route(".*", handler(handler -> handler.render("page.html"))));

    assertThat(client.get("/").body()).isEqualTo("< |");
    Files.writeString(folder.resolve("page.html"), "new");
    assertThat(client.get("/").body()).isEqualTo("new");
  }

  @Test
  void inDebugModeMissingNamesAreErrors() throws IOException {
    Files.writeString(folder.resolve("page.html"), "{{ missing }}");
    WireClient client =
        serve(
            Application.builder()
                .templatePath(folder)
                .debug(true)
                .autoreload(false)
                .strictTemplates(false)
                .route(".*", handler(handler -> handler.render("page.html"))));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").code()).isEqualTo(500);
      assertThat(log.lines().getFirst()).contains("Uncaught exception");
    }
  }

  @Test
  void textsAreReadOnce() throws IOException {
    Files.writeString(folder.resolve("page.html"), "old");
    WireClient client =
        serve(
            Application.builder()
                .templatePath(folder)
                .route(".*", handler(handler -> handler.render("page.html"))));
    client.get("/");

    Files.writeString(folder.resolve("page.html"), "new");

    assertThat(client.get("/").body()).isEqualTo("old");
  }

  @Test
  void handlerMayHaveAFolderOfItsOwn() throws IOException {
    Files.writeString(folder.resolve("page.html"), "{{ 1 }}");
    WireClient client =
        serve(
            Application.builder()
                .route(
                    ".*",
                    () ->
                        new RequestHandler() {
                          @Override
                          public void get() {
                            render("page.html");
                          }

                          @Override
                          protected @Nullable Path getTemplatePath() {
                            return folder;
                          }
                        }));

    assertThat(client.get("/").body()).isEqualTo("1");
  }

  @Test
  void pagesAfterTheEndAreRefused() throws IOException {
    templates.put("page.html", "x");
    var refused = new CompletableFuture<List<Throwable>>();
    WireClient client =
        serve(
            app(handler -> {
              handler.finish("done");
              refused.complete(
                  List.of(
                      catchThrowable(() -> handler.render("page.html")),
                      catchThrowable(() -> handler.renderStream("page.html", Map.of()))));
            }));

    assertThat(client.get("/").body()).isEqualTo("done");
    assertThat(WireServer.get(refused))
        .allSatisfy(failure ->
            assertThat(failure)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("render after finish: "));
  }
}
