// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.testing.AsyncHTTPTestCase;
import tornado.testing.ExpectLog;
import tornado.web.Application;

/// Pages that fail, before their template or within it.
class SiteHandlerTest extends AsyncHTTPTestCase {
  private static final class BrokenHandler extends SiteHandler {
    @Override
    public void get() {
      throw new IllegalStateException("out of tea");
    }
  }

  /// Gives its template less than that reads.
  private static final class ForgetfulHandler extends SiteHandler {
    @Override
    public void get() {
      render("guide.html", Map.of("title", "out of tea"));
    }
  }

  @Override
  protected Application getApp() {
    return Application.builder()
        .templateLoader(Templates.loader())
        .route("/broken", BrokenHandler::new)
        .route("/forgetful", ForgetfulHandler::new)
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/broken", "/forgetful"})
  void visitorsAreToldThatButNotWhy(String path) {
    HTTPRequest request = HTTPRequest.builder(getUrl(path)).header("Accept", "text/html").build();
    HTTPResponse page;
    try (var _ = new ExpectLog("tornado.application", "Uncaught exception GET " + path)) {
      page = fetch(request);
    }

    assertThat(page.code()).isEqualTo(500);
    assertThat(page.text())
        .contains("<h1>Something broke here</h1>")
        .doesNotContain("out of tea", "Exception", "guide.html");
  }
}
