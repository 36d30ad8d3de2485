// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.template.Loader;
import tornado.wire.WireClient;

/// Pages with modules in them. Python: web_test, WSGISafeWebTest and UIModuleResourceTest.
final class ModulePagesTest extends WebFixture {
  private static final String PLACES = "<head></head><body></body>";

  @TempDir private Path folder;

  /// Renders a template of its own, and brings one file of each kind.
  private static final class EntryModule extends UIModule {
    @Override
    public String render(Object... args) {
      return renderString("entry.html", Map.of("entry", args[0]));
    }

    @Override
    protected List<String> javascriptFiles() {
      return List.of("entry.js", "https://a.b/c.js", "entry.js");
    }

    @Override
    protected String embeddedJavascript() {
      return "run()";
    }

    @Override
    protected List<String> cssFiles() {
      return List.of("entry.css");
    }

    @Override
    protected String embeddedCss() {
      return "b {}";
    }
  }

  /// Makes the tags of resources its own way.
  private static class NonceHandler extends RequestHandler {
    @Override
    public void get() {
      render("page.html");
    }

    @Override
    protected String renderLinkedJs(List<String> files) {
      return "js" + files;
    }

    @Override
    protected String renderEmbedJs(List<String> scripts) {
      return "<script nonce=\"n\">" + scripts + "</script>";
    }

    @Override
    protected String renderLinkedCss(List<String> files) {
      return "css" + files;
    }

    @Override
    protected String renderEmbedCss(List<String> styles) {
      return "<style nonce=\"n\">" + styles + "</style>";
    }
  }

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("entry.js"), "");
    Files.writeString(folder.resolve("entry.css"), "");
  }

  private WireClient page(Map<String, String> templates, Supplier<RequestHandler> handlers)
      throws IOException {
    return serve(
        Application.builder()
            .templateLoader(Loader.of(templates))
            .staticPath(folder)
            .uiModule("Entry", EntryModule::new)
            .route("/page/.*", handlers));
  }

  private WireClient page(Map<String, String> templates) throws IOException {
    return page(templates, handler(handler -> handler.render("page.html")));
  }

  @Test
  void uimoduleUnescaped() throws IOException {
    WireClient client = page(Map.of("page.html", "{% module linkify('<http://example.com>') %}"));

    assertThat(client.get("/page/1").body())
        .isEqualTo("&lt;<a href=\"http://example.com\">http://example.com</a>&gt;");
  }

  @Test
  void moduleRendersATemplateThatSeesWhatThePageSees() throws IOException {
    WireClient client =
        page(
            Map.of(
                "page.html",
                PLACES + "{% module Entry('<b>') %}",
                "entry.html",
                "[{{ entry }} {{ request.path }} {{ _('hello') }}]"));

    assertThat(client.get("/page/1").body()).contains("[&lt;b&gt; /page/1 hello]");
  }

  @Test
  void relativeFilesAreStaticFiles() throws IOException {
    WireClient client =
        page(Map.of("page.html", PLACES + "{% module Entry(1) %}", "entry.html", ""));

    String html = client.get("/page/1").body();

    assertThat(html)
        .containsPattern("<head><link href=\"/static/entry\\.css\\?v=\\w+\"")
        .containsPattern(
            "<body><script src=\"/static/entry\\.js\\?v=\\w+\" type=\"text/javascript\"></script>"
                + "<script src=\"https://a\\.b/c\\.js\" type=\"text/javascript\"></script>\n<script");
  }

  @Test
  void tagsMayBeOverridden() throws IOException {
    WireClient client =
        page(
            Map.of("page.html", PLACES + "{% module Entry(1) %}", "entry.html", ""),
            NonceHandler::new);

    assertThat(client.get("/page/1").body())
        .isEqualTo(
            """
            <head>css[entry.css]
            <style nonce="n">[b {}]</style>
            </head><body>js[entry.js, https://a.b/c.js, entry.js]
            <script nonce="n">[run()]</script>
            </body>\
            """);
  }

  @Test
  void templatesOfAModuleKeepTheirResourcesApart() throws IOException {
    String asks = "{{ set_resources(html_body=text, css_files='/same.css') }}";
    String page =
        "{% module Template('a.html', text='A') %}{% module Template('b.html', text='B') %}"
            + "{% module Template('a.html', text='A') %}";
    WireClient client = page(Map.of("page.html", PLACES + page, "a.html", asks, "b.html", asks));

    assertThat(client.get("/page/1").body())
        .containsOnlyOnce("href=\"/same.css\"")
        .contains("<body>AB\n</body>");
  }
}
