// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The blog among the demos: a database, templates, a module with a style sheet. Runs as [DemosTest] does.
class BlogDemoTest {
  private static final Pattern STYLES =
      Pattern.compile("<link href=\"(/static/entry\\.css\\?v=[0-9a-f]+)\" [^>]*/>");

  @TempDir private static Path folder;

  /// One for all tests: it takes a while to start, and none of them changes it.
  private static DemoProcess blog;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    blog = DemoProcess.startFolder("blog", folder);
  }

  @AfterAll
  static void end() {
    blog.close();
  }

  @Test
  void showsTheLatestFiveEntriesNewestFirst() throws IOException, InterruptedException {
    String page = get("/");

    assertThat(page)
        .startsWith("HTTP/1.1 200 OK\r\n")
        .containsSubsequence(
            "id=\"funnel\"",
            "id=\"reading-a-barometer\"",
            "id=\"tags-in-titles\"",
            "id=\"wind-and-rain\"",
            "id=\"what-a-front-is\"")
        .doesNotContain("first-light");
  }

  @Test
  void escapesTitlesAndPrintsTextsAsTheyAre() throws IOException, InterruptedException {
    String page = get("/");

    assertThat(page)
        .contains("How to write &lt;b&gt;bold&lt;/b&gt; in a title", "Wind &amp; rain")
        .contains("<strong>40 mm</strong>", "<em>what it likes</em>")
        .doesNotContain("<b>bold</b>", "&lt;strong&gt;");
  }

  @Test
  void linksTheStylesOfItsModuleOnceByTheirVersion() throws IOException, InterruptedException {
    String page = get("/");

    Matcher link = STYLES.matcher(page);
    assertThat(link.results().map(MatchResult::group)).hasSize(1);
    assertThat(page.indexOf("entry.css")).isLessThan(page.indexOf("</head>"));
    assertThat(link.reset().find()).isTrue();
    assertThat(get(link.group(1)))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("\r\nCache-Control: max-age=315360000\r\n", ".entry {");
  }

  @Test
  void sendsNothingToThoseWhoHaveThePage() throws IOException, InterruptedException {
    Matcher tag = Pattern.compile("\r\nEtag: (\"[^\"]+\")\r\n").matcher(get("/"));

    assertThat(tag.find()).isTrue();
    assertThat(get("/", "If-None-Match: " + tag.group(1)))
        .startsWith("HTTP/1.1 304 Not Modified\r\n")
        .endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Blog.java",
        "/schema.sql",
        "/templates/home.html",
        "/static/../schema.sql",
        "/static/%2e%2e/Blog.java",
        "/static/..%2fschema.sql",
        "/static/"
      })
  void keepsItsSourcesToItself(String path) throws IOException, InterruptedException {
    assertThat(get(path))
        .matches("(?s)HTTP/1\\.1 40[034] .*")
        .doesNotContain("create table", "cookieSecret", "61oETzKX", "jdbc:", "{% block");
  }

  private String get(String path, String... fields) throws IOException, InterruptedException {
    var request =
        new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n");
    for (String field : fields) {
      request.append(field).append("\r\n");
    }
    return blog.ask(request + "\r\n");
  }
}
