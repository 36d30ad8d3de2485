// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.AsyncHTTPClientOptions;
import tornado.httpclient.HTTPClientError;
import tornado.httpclient.HTTPRequest;
import tornado.httpserver.HTTPServerOptions;
import tornado.netutil.DefaultResolver;
import tornado.netutil.OverrideResolver;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// TLS between a test and what it tests. Python: testing_test.
final class AsyncHTTPSTestCaseTest extends AsyncHTTPSTestCase {
  /// Says how it was asked.
  static final class Protocol extends RequestHandler {
    @Override
    public void get() {
      write(request().protocol());
    }
  }

  @Override
  protected Application getApp() {
    return application();
  }

  private static Application application() {
    return Application.builder().route("/", Protocol::new).build();
  }

  /// Its server has no TLS.
  static final class Plain extends AsyncHTTPSTestCase {
    @Override
    protected Application getApp() {
      return application();
    }

    @Override
    protected HTTPServerOptions getHTTPServerOptions() {
      return HTTPServerOptions.builder().chunkSize(1000).build();
    }

    @Test
    void neverRuns() {}
  }

  @Test
  void serverSpeaksTLS() {
    String said = fetch("/").text();

    assertThat(getUrl("/")).startsWith("https://127.0.0.1:");
    assertThat(said).isEqualTo("https");
  }

  @Test
  void requestMadeElsewhereIsTrustedToo() {
    HTTPRequest request = HTTPRequest.builder(getUrl("?q")).build();

    assertThat(fetch(request).text()).isEqualTo("https");
  }

  @Test
  void certificateIsForANameToo() {
    try (AsyncHTTPClient client = namedClient("foo.example.com")) {
      String url = "https://foo.example.com:" + getHTTPPort() + "/";

      assertThat(await(client.fetch(url)).text()).isEqualTo("https");
    }
  }

  @AllowLogs
  @Test
  void certificateIsCheckedForItsHost() {
    try (AsyncHTTPClient client = namedClient("bar.example.com")) {
      String url = "https://bar.example.com:" + getHTTPPort() + "/";

      assertThatThrownBy(() -> await(client.fetch(url)))
          .isInstanceOf(HTTPClientError.class)
          .hasMessageContaining("No subject alternative DNS name matching bar.example.com found");
    }
  }

  private AsyncHTTPClient namedClient(String host) {
    var names = new OverrideResolver(new DefaultResolver(ioLoop()), Map.of(host, "127.0.0.1"));
    return new AsyncHTTPClient(
        AsyncHTTPClientOptions.builder().resolver(names).interceptor(trustServer()).build());
  }

  @Test
  void optionsWithoutTLSAreRefused() {
    var results = RunTests.of(Plain.class);

    assertThat(results.get("neverRuns()"))
        .hasMessageStartingWith("getHTTPServerOptions has no TLS");
  }
}
