// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Entity tags. Python: web_test, CacheTest and others.
final class EtagTest extends WebFixture {
  /// The SHA-1 of `hello`.
  private static final String HELLO = "\"aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d\"";

  private static final class TagHandler extends RequestHandler {
    private final @Nullable String tag;

    TagHandler(@Nullable String tag) {
      this.tag = tag;
    }

    @Override
    public void get() {
      write("hello");
    }

    @Override
    protected @Nullable String computeEtag() {
      return tag;
    }
  }

  @Test
  void tagIsTheHashOfTheBody() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.write("hel");
          handler.write("lo");
        });

    assertThat(client.get("/").field("Etag")).isEqualTo(HELLO);
    assertThat(client.head("/").field("Etag")).isEqualTo(HELLO);
    assertThat(client.get("/").body()).isEqualTo("hello");
  }

  @Test
  void onlySuccessfulGetAndHeadHaveOne() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setStatus(handler.getArgument("status", Integer.class, 200));
          handler.write("hello");
        });

    assertThat(client.post("/", "").names()).doesNotContain("Etag");
    assertThat(client.get("/?status=201").names()).doesNotContain("Etag");
    assertThat(client.get("/?status=404").names()).doesNotContain("Etag");
  }

  @Test
  void answerThatWasFlushedHasNone() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.write("hello");
          handler.flush();
        });

    WireResponse response = client.get("/", "If-None-Match: " + HELLO);

    assertThat(response.status()).isEqualTo("200 OK");
    assertThat(response.names()).doesNotContain("Etag");
  }

  @Test
  void tagThatWasSetIsKeptAndCompared() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setHeader("Etag", "\"own\"");
          handler.write("hello");
        });

    assertThat(client.get("/").field("Etag")).isEqualTo("\"own\"");
    assertThat(client.get("/", "If-None-Match: \"own\"").code()).isEqualTo(304);
    assertThat(client.get("/", "If-None-Match: " + HELLO).code()).isEqualTo(200);
  }

  @Test
  void computeEtagMayBeSwitchedOff() throws IOException {
    WireClient client = serve(() -> new TagHandler(null));

    WireResponse response = client.get("/", "If-None-Match: *");

    assertThat(response.names()).doesNotContain("Etag");
    assertThat(response.body()).isEqualTo("hello");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "wildcardEtag               | \"etag1\"   | *                                  | 304",
        "strongEtagMatch            | \"etag1\"   | \"etag1\"                          | 304",
        "multipleStrongEtagMatch    | \"etag2\"   | \"etag1\", \"etag2\"               | 304",
        "strongEtagNotMatch         | \"etag2\"   | \"etag1\"                          | 200",
        "multipleStrongEtagNotMatch | \"etag3\"   | \"etag1\", \"etag2\"               | 200",
        "weakEtagMatch              | \"etag1\"   | W/\"etag1\"                        | 304",
        "multipleWeakEtagMatch      | \"etag2\"   | W/\"etag1\",W/\"etag2\" , \"etag3\"| 304",
        "weakEtagNotMatch           | \"etag2\"   | W/\"etag1\"                        | 200",
        "multipleWeakEtagNotMatch   | \"etag3\"   | W/\"etag1\", W/\"etag2\"           | 200",
        "weak and strong            | W/\"etag1\" | \"etag1\"                          | 304",
        "weak and weak              | W/\"etag1\" | W/\"etag1\"                        | 304",
        "comma inside               | \"etag,1\"  | \"etag,1\"                         | 304",
        "quote not closed           | \"etag1\"   | \"etag1                            | 200",
        "no quotes                  | \"etag1\"   | etag1                              | 200",
        "parts of it                | \"etag1\"   | \"etag\", \"etag11\"               | 200",
        "wildcard behind others     | \"etag2\"   | \"etag1\", *                       | 200",
        "nothing                    | \"etag1\"   | ,                                  | 200",
      })
  void ifNoneMatch(String name, String tag, String ifNoneMatch, int status) throws IOException {
    WireClient client = serve(() -> new TagHandler(tag));

    WireResponse response = client.get("/", "If-None-Match: " + ifNoneMatch);

    assertThat(response.code()).as(name).isEqualTo(status);
    assertThat(response.field("Etag")).isEqualTo(tag);
    assertThat(response.body()).isEqualTo(status == 304 ? "" : "hello");
  }

  @Test
  void headers304() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setHeader("Content-Language", "en");
          handler.setHeader("Content-Encoding", "identity");
          handler.setHeader("Content-Length", 5);
          handler.setHeader("X-Kept", "1");
          handler.write("hello");
        });

    WireResponse response = client.get("/", "If-None-Match: " + HELLO);

    assertThat(response.status()).isEqualTo("304 Not Modified");
    assertThat(response.names()).containsExactly("Server", "Date", "X-Kept", "Etag");
  }

  @Test
  void unsafeTagIsRefused() throws IOException {
    var failure = new AtomicReference<@Nullable Throwable>();
    WireClient client =
        serve(() ->
            new RequestHandler() {
              @Override
              public void get() {
                write("hello");
              }

              @Override
              protected String computeEtag() {
                return "\"a\r\nX-Evil: 1\"";
              }

              @Override
              protected void logException(Throwable thrown) {
                failure.set(thrown);
              }
            });

    WireResponse response = client.get("/");

    assertThat(response.status()).isEqualTo("500 Internal Server Error");
    assertThat(response.names()).doesNotContain("X-Evil");
    assertThat(failure.get()).hasMessageStartingWith("Unsafe header value of Etag");
  }
}
