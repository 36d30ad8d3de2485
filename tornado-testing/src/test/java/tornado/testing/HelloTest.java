// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tornado.httpclient.HTTPResponse;
import tornado.ioloop.Async;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// A test as a user writes it.
class HelloTest extends AsyncHTTPTestCase {
  static class MainHandler extends RequestHandler {
    @Override
    public void get() {
      write("Hello, world");
    }
  }

  @Override
  protected Application getApp() {
    return Application.builder().route("/", MainHandler::new).build();
  }

  @Test
  void saysHello() {
    HTTPResponse response = fetch("/");
    assertThat(response.code()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("Hello, world");
  }

  @Test
  void testsAreCoroutines() {
    await(Async.sleep(Duration.ofMillis(1)));
    assertThat(await(httpClient().fetch(getUrl("/missing"), raiseError(false))).code())
        .isEqualTo(404);
  }
}
