// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.httputil.HTTPViolation;
import tornado.testing.AsyncHTTPTestCase;
import tornado.web.Application;

/// The pages of the guide.
class GuideTest extends AsyncHTTPTestCase {
  @Override
  protected Application getApp() {
    return Main.application();
  }

  static Iterable<String> names() {
    return Guide.titles().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyPageHasATitleAndTheWayToTheOthers(String name) {
    String html = fetch("/guide/" + name).text();

    assertThat(html)
        .contains("<h1>", "<title>", "href=\"/guide/concurrency\"", "href=\"/guide/violations\"")
        .containsOnlyOnce("aria-current=\"page\"");
  }

  @Test
  void theListOfRefusalsNamesEveryViolationWithItsSection() {
    String html = fetch("/guide/violations").text();

    for (HTTPViolation violation : HTTPViolation.values()) {
      assertThat(html).contains(violation.name(), violation.rfcSection(), violation.shortText());
    }
  }

  @Test
  void chaptersAreHTMLWithinTheLayout() {
    String html = fetch("/guide/templates").text();

    assertThat(html).contains("<title>Pages and templates - Tornado for Java</title>", "<table>");
  }

  @Test
  void pagesHaveNoScriptsAndLoadNothingFromElsewhere() {
    HTTPResponse page = fetch("/guide/handlers");

    assertThat(page.headers().get("Content-Security-Policy")).isEqualTo("default-src 'self'");
    assertThat(page.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.text()).doesNotContain("<script", "<style", " style=");
  }

  @Test
  void headIsAnsweredAsGetIs() {
    HTTPRequest request = HTTPRequest.builder(getUrl("/guide/handlers")).method("HEAD").build();

    HTTPResponse head = fetch(request);

    assertThat(head.code()).isEqualTo(200);
    assertThat(head.headers().get("Content-Length"))
        .isEqualTo(fetch("/guide/handlers").headers().get("Content-Length"));
  }
}
