// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tornado.httpclient.HTTPResponse;
import tornado.testing.AsyncHTTPTestCase;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// The blog's templates where its own program, which has no login and is never without entries, does not lead.
class BlogTemplatesTest extends AsyncHTTPTestCase {
  private static final class AuthorsHandler extends RequestHandler {
    @Override
    protected String getCurrentUser() {
      return "Ann <ann@a.example>";
    }

    @Override
    public void get() {
      render("home.html", Map.of("entries", List.of()));
    }
  }

  @Override
  protected Application getApp() {
    Path blog = Path.of("demos", "blog");
    return Application.builder()
        .route("/", AuthorsHandler::new)
        .templatePath(blog.resolve("templates"))
        .staticPath(blog.resolve("static"))
        .xsrfCookies(true)
        .build();
  }

  @Test
  void authorsGetAFormWithAToken() {
    HTTPResponse page = fetch("/");

    assertThat(page.headers().get("Set-Cookie")).startsWith("_xsrf=");
    assertThat(page.text())
        .containsPattern("<input type=\"hidden\" name=\"_xsrf\" value=\"[^\"]+\"/>")
        .contains("Publish as Ann &lt;ann@a.example&gt;");
  }

  @Test
  void anEmptyBlogSaysSo() {
    assertThat(fetch("/").text()).contains("Nothing has been written yet.");
  }
}
