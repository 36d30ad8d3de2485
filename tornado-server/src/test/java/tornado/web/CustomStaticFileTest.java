// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import okio.Buffer;
import okio.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Contents that are no files, at URLs with the version within. Python: web_test, CustomStaticFileTest.
final class CustomStaticFileTest extends WebFixture {
  private static final Path FOO = Path.of("CustomStaticFileTest", "foo.txt");
  private static final int LARGE = 200_000;

  private static final class MyStaticFileHandler extends StaticFileHandler {
    MyStaticFileHandler(Path root) {
      super(root);
    }

    @Override
    protected String makeStaticUrl(Application application, String path) {
      int dot = path.lastIndexOf('.');
      String version = getVersion(application, path);
      return "/static/" + path.substring(0, dot) + "." + version + path.substring(dot);
    }

    @Override
    protected String parseUrlPath(String urlPath) {
      return urlPath.replaceFirst("\\.[^.]*(\\.[^.]*)$", "$1");
    }

    @Override
    protected Path getAbsolutePath(Path root, String path) {
      return Path.of("CustomStaticFileTest", path);
    }

    @Override
    protected Path validateAbsolutePath(Path root, Path absolutePath) {
      return absolutePath;
    }

    @Override
    protected Source getContent(Path absolutePath, long start, long end) {
      return new Buffer().writeUtf8(absolutePath.equals(FOO) ? "bar" : "x".repeat(LARGE));
    }

    @Override
    protected long getContentSize() {
      return absolutePath().equals(FOO) ? 3 : LARGE;
    }

    @Override
    protected @Nullable Instant getModifiedTime() {
      return null;
    }

    @Override
    protected String getVersion(Application application, String path) {
      return "42";
    }

    @Override
    protected void setExtraHeaders(String path) {
      setHeader("X-Path", path);
    }
  }

  private WireClient serveCustom() throws IOException {
    return serve(
        Application.builder()
            .staticPath(Path.of("unused"))
            .staticHandler(MyStaticFileHandler::new)
            .route(
                "/static_url/(.*)",
                handler(handler -> {
                  String path = handler.pathArgs().getFirst();
                  handler.write(handler.staticUrl(path == null ? "" : path));
                })));
  }

  @Test
  void serve() throws IOException {
    WireResponse response = serveCustom().get("/static/foo.42.txt");

    assertThat(response.body()).isEqualTo("bar");
    assertThat(response.field("X-Path")).isEqualTo("foo.txt");
    assertThat(response.field("Last-Modified")).isEmpty();
  }

  @Test
  void staticUrl() throws IOException {
    assertThat(serveCustom().get("/static_url/foo.txt").body()).isEqualTo("/static/foo.42.txt");
  }

  @Test
  void largeContentIsStreamed() throws IOException {
    assertThat(serveCustom().get("/static/large.42.bin").body()).isEqualTo("x".repeat(LARGE));
  }
}
