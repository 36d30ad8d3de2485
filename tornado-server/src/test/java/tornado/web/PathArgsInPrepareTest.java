// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import tornado.wire.WireClient;

/// The groups of the path before the verb's method runs. Python: web_test, PathArgsInPrepareTest.
final class PathArgsInPrepareTest extends WebFixture {
  static final class PathHandler extends RequestHandler {
    @Override
    protected void prepare() {
      write(pathArgs() + " " + pathKwargs() + " ");
    }

    public void get(String path) {
      finish(path);
    }
  }

  private WireClient servePaths() throws IOException {
    return serve(
        Application.builder()
            .route("/pos/(.*)", PathHandler::new)
            .route("/kw/(?<path>.*)", PathHandler::new));
  }

  @Test
  void pos() throws IOException {
    assertThat(servePaths().get("/pos/x").body()).isEqualTo("[x] {} x");
  }

  /// Named groups are among the others here, unlike in Tornado: they are parameters too.
  @Test
  void kw() throws IOException {
    assertThat(servePaths().get("/kw/x").body()).isEqualTo("[x] {path=x} x");
  }
}
