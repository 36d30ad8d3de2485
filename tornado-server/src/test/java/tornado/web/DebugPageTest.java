// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Error pages in debug mode.
final class DebugPageTest extends WebFixture {
  private static final String BROWSER = "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";

  private Application.Builder application() {
    return Application.builder()
        .route(
            "/fails",
            handler(_ -> {
              throw new IllegalStateException("no <b>luck</b>", new IOException("disk"));
            }))
        .route("/story/{id}", handler(handler -> handler.write("a story")))
        .named("story")
        .debug(true);
  }

  private WireResponse failure(Application.Builder application, String... fields)
      throws IOException {
    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      WireResponse response = serve(application).get("/fails", fields);
      awaitEnd();
      assertThat(log.lines()).hasSize(1);
      return response;
    }
  }

  @Test
  void exceptionAndItsCauseWithTheSourceAroundThem() throws IOException {
    WireResponse page = failure(application(), BROWSER);

    assertThat(page.code()).isEqualTo(500);
    assertThat(page.field("Content-Type")).isEqualTo("text/html; charset=UTF-8");
    assertThat(page.body())
        .contains("<h2>java.lang.IllegalStateException</h2>")
        .contains("<h2>Caused by java.io.IOException</h2>")
        .contains("throw new IllegalStateException(&quot;no &lt;b&gt;luck&lt;/b&gt;&quot;");
  }

  @Test
  void requestWithoutItsSecrets() throws IOException {
    WireResponse page =
        failure(
            application(),
            BROWSER,
            "Cookie: session=s3cret",
            "Authorization: Basic s3cret",
            "X-A: <a>");

    assertThat(page.body())
        .contains("GET /fails HTTP/1.1")
        .contains("<td>X-A</td><td>&lt;a&gt;</td>")
        .contains("<td>Cookie</td><td>(14 characters, not shown)</td>")
        .doesNotContain("s3cret");
  }

  @Test
  void routesOfWhatIsNotFound() throws IOException {
    WireClient client =
        serve(
            application()
                .host("www\\.example\\.com", new Routes().route("/", () -> new ErrorHandler(404))));

    WireResponse page = client.get("/nowhere", BROWSER);

    assertThat(page.code()).isEqualTo(404);
    assertThat(page.body())
        .contains("<td>/story/{id}</td>")
        .contains("<td>story</td>")
        .contains("<td>www\\.example\\.com</td>")
        .contains("(GET, HEAD, POST, DELETE)");
  }

  @Test
  void otherClientsGetTheTrace() throws IOException {
    WireResponse page = failure(application(), "Accept: */*");

    assertThat(page.field("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
    assertThat(page.body()).contains("Caused by: java.io.IOException: disk");
  }

  /// Fails, and fails to say so.
  private static final class FailingPages extends RequestHandler {
    @Override
    public void get() {
      throw new IllegalStateException("the first failure");
    }

    @Override
    protected void writeError(int statusCode, @Nullable Throwable cause) throws Exception {
      setHeader("Content-Type", "text/plain");
      write("half a page");
      throw new IOException("the page's failure");
    }
  }

  @Test
  void errorPageThatFails() throws IOException {
    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      WireClient client = serve(Application.builder().debug(true).route("/", FailingPages::new));

      WireResponse page = client.get("/", BROWSER);

      assertThat(page.code()).isEqualTo(500);
      assertThat(page.field("Content-Type")).isEqualTo("text/html; charset=UTF-8");
      assertThat(page.body())
          .startsWith("<!DOCTYPE html>")
          .containsSubsequence("the first failure", "The error page: java.io.IOException");
      assertThat(log.lines()).hasSize(2);
    }
  }

  @Test
  void nothingIsShownWithoutDebug() throws IOException {
    WireResponse page = failure(application().debug(false), BROWSER);

    assertThat(page.body())
        .isEqualTo(
            "<html><title>500: Internal Server Error</title>"
                + "<body>500: Internal Server Error</body></html>");
  }
}
