// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.template.Loader;
import tornado.wire.WireClient;

/// Where the styles and scripts of modules go. Python: web_test, UIModuleResourceTest.
final class PageResourcesTest extends WebFixture {
  private static final String EMPTY = "<html><head></head><body></body></html>";

  /// Brings one of each.
  private static final class Everything extends UIModule {
    @Override
    public String render(Object... args) {
      return "<b>" + args[0] + "</b>";
    }

    @Override
    protected List<String> javascriptFiles() {
      return List.of("/a.js", "http://b.c/d.js", "/a.js");
    }

    @Override
    protected @Nullable String embeddedJavascript() {
      return "run()";
    }

    @Override
    protected List<String> cssFiles() {
      return List.of("/a.css?x&y");
    }

    @Override
    protected @Nullable String embeddedCss() {
      return "b {}";
    }

    @Override
    protected @Nullable String htmlHead() {
      return "<meta>";
    }

    @Override
    protected @Nullable String htmlBody() {
      return "<hr>";
    }
  }

  private WireClient page(Map<String, String> templates) throws IOException {
    return serve(
        Application.builder()
            .templateLoader(Loader.of(templates))
            .uiModule("Everything", Everything::new)
            .route(".*", handler(handler -> handler.render("page.html"))));
  }

  private String failure(Map<String, String> templates) throws IOException {
    WireClient client = page(templates);
    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").code()).isEqualTo(500);
      return String.valueOf(log.failures().getFirst().getMessage());
    }
  }

  @Test
  void uiModuleResources() throws IOException {
    String page =
        """
        <html><head></head><body>
        {% for e in 1..2 %}
        {% module Template("entry.html", entry=e) %}
        {% endfor %}
        </body></html>\
        """;
    String entry =
        """
        {{ set_resources(embedded_css=".entry { margin-bottom: 1em; }",
                         embedded_javascript="js_embed()",
                         css_files=["/base.css", "/foo.css"],
                         javascript_files="/common.js",
                         html_head="<meta>",
                         html_body='<script src="/analytics.js"/>') }}
        <div class="entry">{{ entry }}</div>
        """;

    String html = page(Map.of("page.html", page, "entry.html", entry)).get("/").body();

    assertThat(html.replaceAll("\n\\s*\n+", "\n"))
        .isEqualTo(
            """
            <html><head><link href="/base.css" type="text/css" rel="stylesheet"/><link href="/foo.css" type="text/css" rel="stylesheet"/>
            <style type="text/css">
            .entry { margin-bottom: 1em; }
            </style>
            <meta>
            </head><body>
            <div class="entry">1</div>
            <div class="entry">2</div>
            <script src="/common.js" type="text/javascript"></script>
            <script type="text/javascript">
            //<![CDATA[
            js_embed()
            //]]>
            </script>
            <script src="/analytics.js"/>
            </body></html>\
            """);
  }

  @Test
  void eachPartOfAModuleHasItsPlaceOnce() throws IOException {
    String page =
        EMPTY.replace("<body>", "<body>{% module Everything(1) %}{% module Everything(2) %}");

    assertThat(page(Map.of("page.html", page)).get("/").body())
        .isEqualTo(
            """
            <html><head><link href="/a.css?x&amp;y" type="text/css" rel="stylesheet"/>
            <style type="text/css">
            b {}
            </style>
            <meta>
            </head><body><b>1</b><b>2</b><script src="/a.js" type="text/javascript"></script><script src="http://b.c/d.js" type="text/javascript"></script>
            <script type="text/javascript">
            //<![CDATA[
            run()
            //]]>
            </script>
            <hr>
            </body></html>\
            """);
  }

  @Test
  void scriptsGoBeforeTheLastEndOfABody() throws IOException {
    String page = "<head></head>{% module Everything(1) %}<!-- </body> --></body>";

    String html = page(Map.of("page.html", page)).get("/").body();

    assertThat(html).containsSubsequence("<hr>", "</body> -->", "/a.js", "run()", "</body>");
  }

  @Test
  void pageWithoutAHeadHasNoPlace() throws IOException {
    assertThat(failure(Map.of("page.html", "<body>{% module Everything(1) %}</body>")))
        .contains("</head>");
  }

  @Test
  void templateModuleHasTheSameResourcesEachTime() throws IOException {
    String page =
        EMPTY.replace(
            "<body>", "<body>{% for i in 1..2 %}{% module Template(\"e\", i=i) %}{% endfor %}");

    assertThat(failure(Map.of("page.html", page, "e", "{{ set_resources(html_head=i) }}")))
        .contains("set_resources of e");
  }

  @Test
  void templateModuleKnowsItsResources() throws IOException {
    String page = EMPTY.replace("<body>", "<body>{% module Template(\"e\") %}");

    assertThat(failure(Map.of("page.html", page, "e", "{{ set_resources(scripts=1) }}")))
        .contains("set_resources knows no scripts");
  }

  @Test
  void moduleThatTakesNoNamesSaysSo() throws IOException {
    String page = EMPTY.replace("<body>", "<body>{% module Everything(1, x=2) %}");

    assertThat(failure(Map.of("page.html", page)))
        .contains("module Everything takes no values with names, but was given [x]");
  }

  @Test
  void unknownModuleIsNamed() throws IOException {
    assertThat(failure(Map.of("page.html", "{% module Nothing() %}"))).contains("Nothing");
  }
}
