// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.wire.WireClient;

/// Arguments, paths, redirects and reversed routes. Python: web_test, WSGISafeWebTest.
final class WSGISafeWebTest extends WebFixture {
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  /// Decodes as the query says.
  private static final class WordHandler extends RequestHandler {
    @Override
    protected String decodeArgument(ByteString value, @Nullable String name) {
      List<ByteString> encoding = request().queryArguments().get("in");
      return encoding == null
          ? value.hex()
          : value.string(Charset.forName(encoding.getFirst().utf8()));
    }

    @Override
    public void get() {
      write(pathArgs().getFirst() + " " + getArgument("also"));
    }
  }

  private static Application.Builder decoding() {
    return Application.builder()
        .route("/word/(.*)", WordHandler::new)
        .named("word")
        .route("/named/(?<word>.*)", WordHandler::new);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/word/%C3%BC?also=%C3%BC&in=utf-8",
        "/word/%FC?also=%FC&in=latin1",
        "/named/%FC?also=%FC&in=latin1"
      })
  void decodeArgument(String target) throws IOException {
    WireClient client = serve(decoding());

    assertThat(client.get(target).body()).isEqualTo("\u00c3\u00bc \u00c3\u00bc");
    assertThat(client.get("/word/%C3%BC?also=%C3%BC").body()).isEqualTo("c3bc c3bc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/word/a%2Bb%20c?also=a%2Bb%20c&in=utf-8", "/word/a+b%20c?also=a%2Bb+c&in=utf-8"})
  void decodeArgumentPlus(String target) throws IOException {
    assertThat(serve(decoding()).get(target).body()).isEqualTo("a+b c a+b c");
  }

  @Test
  void reverseUrl() {
    Application application = decoding().build();

    assertThat(application.reverseUrl("word", "wind")).isEqualTo("/word/wind");
    assertThat(application.reverseUrl("word", 7)).isEqualTo("/word/7");
    assertThat(application.reverseUrl("word", "\u00fc")).isEqualTo("/word/%C3%BC");
    assertThat(application.reverseUrl("word", "a+b c")).isEqualTo("/word/a%2Bb%20c");
  }

  @Test
  void optionalPath() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route(
                    "/maybe/(.+)?",
                    handler(handler -> handler.write("path " + handler.pathArgs().getFirst()))));

    assertThat(client.get("/maybe/x").body()).isEqualTo("path x");
    assertThat(client.get("/maybe/").body()).isEqualTo("path null");
  }

  @Test
  void webRedirect() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/permanent", () -> new RedirectHandler("/there"))
                .route("/found", () -> new RedirectHandler("/there", 302)));

    assertThat(client.get("/permanent").code()).isEqualTo(301);
    assertThat(client.get("/permanent").field("Location")).isEqualTo("/there");
    assertThat(client.get("/found").code()).isEqualTo(302);
    assertThat(client.get("/found").field("Location")).isEqualTo("/there");
  }

  @Test
  void webRedirectDoubleSlash() throws IOException {
    WireClient client =
        serve(Application.builder().route("//from", () -> new RedirectHandler("/there")));

    assertThat(client.get("//from").code()).isEqualTo(301);
    assertThat(client.get("//from").field("Location")).isEqualTo("/there");
  }

  private WireClient serveArguments() throws IOException {
    return serve(handler -> {
      String all = handler.getArgument("k", "none");
      String query = handler.getQueryArgument("k", "none");
      String body = handler.getBodyArgument("k", "none");
      handler.write(all + " " + query + " " + body + " " + handler.getArguments("k"));
    });
  }

  @Test
  void getArgument() throws IOException {
    WireClient client = serveArguments();

    assertThat(client.get("/?k=q").body()).isEqualTo("q q none [q]");
    assertThat(client.get("/?k=").body()).isEqualTo("  none []");
    assertThat(client.get("/").body()).isEqualTo("none none none []");
    assertThat(client.post("/?k=q", "k=b", FORM).body()).isEqualTo("b q b [q, b]");
  }

  @Test
  void getQueryArguments() throws IOException {
    WireClient client = serveArguments();

    assertThat(client.post("/?k=", "k=b", FORM).body()).isEqualTo("b  b [, b]");
    assertThat(client.post("/", "k=b", FORM).body()).isEqualTo("b none b [b]");
  }

  @Test
  void getBodyArguments() throws IOException {
    WireClient client = serveArguments();

    assertThat(client.post("/?k=b", "k=", FORM).body()).isEqualTo(" b  [b, ]");
    assertThat(client.post("/?k=b", "", FORM).body()).isEqualTo("b b none [b]");
  }

  @Test
  void noGzip() throws IOException {
    WireClient client = serve(handler -> handler.write("x".repeat(5000)));

    assertThat(client.get("/", "Accept-Encoding: gzip").names())
        .doesNotContain("Vary", "Content-Encoding");
  }
}
