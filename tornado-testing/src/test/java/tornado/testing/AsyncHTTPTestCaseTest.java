// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tornado.httpclient.FetchOption;
import tornado.httpclient.HTTPClientError;
import tornado.httpclient.HTTPRequest;
import tornado.httpserver.HTTPServer;
import tornado.httpserver.HTTPServerOptions;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// An application, its server and a client. Python: testing_test.AsyncHTTPTestCaseTest.
final class AsyncHTTPTestCaseTest extends AsyncHTTPTestCase {
  private final HTTPServer second = new HTTPServer(application("from the second server"));

  @BeforeEach
  void startSecond() {
    second.listen(0, "127.0.0.1");
  }

  @AfterEach
  void stopSecond() {
    second.stop();
    await(second.closeAllConnections());
  }

  @Override
  protected Application getApp() {
    return application("from the first server");
  }

  @Override
  protected HTTPServerOptions getHTTPServerOptions() {
    return HTTPServerOptions.builder().maxBodySize(10).build();
  }

  private static Application application(String text) {
    return Application.builder().route("/path", () -> new Saying(text)).build();
  }

  /// Says always the same.
  private static final class Saying extends RequestHandler {
    private final String text;

    private Saying(String text) {
      this.text = text;
    }

    @Override
    public void get() {
      write(text);
    }

    @Override
    public void post() {
      write(request().body());
    }
  }

  @Test
  void fetchSegment() {
    assertThat(fetch("/path").text()).isEqualTo("from the first server");
    assertThat(getUrl("/path")).isEqualTo("http://127.0.0.1:" + getHTTPPort() + "/path");
  }

  @Test
  void fetchFullHttpUrl() {
    String url = "http://127.0.0.1:" + second.port() + "/path";

    assertThat(fetch(url).text()).isEqualTo("from the second server");
  }

  @Test
  void fetchTakesARequest() {
    var request = HTTPRequest.builder(getUrl("/path")).method("POST").body("hello").build();

    assertThat(fetch(request).text()).isEqualTo("hello");
  }

  @Test
  void errorIsAResponseUnlessItIsToBeRaised() {
    assertThat(fetch("/missing").code()).isEqualTo(404);
    assertThat(fetch("/missing", raiseError(false)).code()).isEqualTo(404);
    assertThatThrownBy(() -> fetch("/missing", FetchOption.RAISE_ERRORS))
        .isInstanceOf(HTTPClientError.class)
        .hasMessage("HTTP 404: Not Found");
  }

  @Test
  void serverHasTheOptions() {
    var request = HTTPRequest.builder(getUrl("/path")).method("POST").body("hello hello").build();

    try (var log = new ExpectLog("tornado.general", ".*")) {
      assertThat(fetch(request).code()).isEqualTo(400);
      assertThat(log.matched()).isOne();
    }
  }

  @Test
  void serverIsOfTheTestAndServesIt() {
    assertThat(httpServer().port()).isEqualTo(getHTTPPort());
    assertThat(await(httpClient().fetch(getUrl("/path"))).code()).isEqualTo(200);
    assertThat(httpServer().connectionCount()).isOne();
  }
}
