// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.testing.AsyncHTTPTestCase;
import tornado.web.Application;

/// What those see who ask for what isn't there.
class ErrorPageTest extends AsyncHTTPTestCase {
  @Override
  protected Application getApp() {
    return Main.application();
  }

  private HTTPResponse browse(String path) {
    return fetch(HTTPRequest.builder(getUrl(path)).header("Accept", "text/html,*/*;q=0.8").build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/guide/nothing", "/guide/", "/page-templates/index.html"})
  void browsersGetAPageOfTheSite(String path) {
    HTTPResponse page = browse(path);

    assertThat(page.code()).isEqualTo(404);
    assertThat(page.headers().get("Vary")).isEqualTo("Accept");
    assertThat(page.headers().get("Content-Security-Policy")).isEqualTo("default-src 'self'");
    assertThat(page.text())
        .startsWith("<!DOCTYPE html>")
        .contains("<h1>There is no page here</h1>", "href=\"/style.css\"");
  }

  @Test
  void nothingOfTheAddressComesBack() {
    HTTPResponse page = browse("/%3Cscript%3Ealert(1)%3C/script%3E?x=alert(2)");

    assertThat(page.code()).isEqualTo(404);
    assertThat(page.text()).doesNotContain("alert", "script");
  }

  @Test
  void programsGetWhatTheyRead() {
    HTTPRequest request =
        HTTPRequest.builder(getUrl("/nothing")).header("Accept", "application/json").build();

    HTTPResponse problem = fetch(request);

    assertThat(problem.code()).isEqualTo(404);
    assertThat(problem.headers().get("Content-Type")).startsWith("application/problem+json");
  }
}
