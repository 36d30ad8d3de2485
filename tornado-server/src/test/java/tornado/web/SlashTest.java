// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Slashes at the end of paths. Python: web_test, DecoratorTest.
final class SlashTest extends WebFixture {
  @AddSlash
  static final class AddHandler extends RequestHandler {
    @Override
    public void get() {
      write(request().path());
    }

    @Override
    public void post() {
      write("posted");
    }
  }

  static final class RemoveHandler extends RequestHandler {
    @Override
    @RemoveSlash
    public void get() {
      write(request().path());
    }

    @Override
    @RemoveSlash
    public void post() {
      write("posted");
    }
  }

  private WireClient adding() throws IOException {
    return serve(AddHandler::new);
  }

  private WireClient removing() throws IOException {
    return serve(RemoveHandler::new);
  }

  @ParameterizedTest
  @CsvSource({"/removeslash/, /removeslash", "/a//?foo=bar&x, /a?foo=bar&x"})
  void removeslash(String target, String location) throws IOException {
    WireClient client = removing();

    WireResponse response = client.get(target);

    assertThat(response.status()).isEqualTo("301 Moved Permanently");
    assertThat(response.field("Location")).isEqualTo(location);
    assertThat(client.head(target).code()).isEqualTo(301);
    assertThat(client.get(location).body()).isEqualTo(location.replaceFirst("\\?.*", ""));
    assertThat(client.post(target, "").code()).isEqualTo(404);
    assertThat(client.post(location, "").body()).isEqualTo("posted");
  }

  @ParameterizedTest
  @CsvSource({"/addslash, /addslash/", "/a?foo=bar, /a/?foo=bar"})
  void addslash(String target, String location) throws IOException {
    WireClient client = adding();

    WireResponse response = client.get(target);

    assertThat(response.status()).isEqualTo("301 Moved Permanently");
    assertThat(response.field("Location")).isEqualTo(location);
    assertThat(client.get(location).code()).isEqualTo(200);
    assertThat(client.post(target, "").code()).isEqualTo(404);
    assertThat(client.post(location, "").body()).isEqualTo("posted");
  }

  @Test
  void rootKeepsItsSlash() throws IOException {
    WireClient client = removing();

    assertThat(client.get("/").body()).isEqualTo("/");
    assertThat(client.post("/", "").body()).isEqualTo("posted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.com/", "/\\evil.com/"})
  void redirectDoesNotLeaveTheHost(String target) throws IOException {
    WireClient client = removing();

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      WireResponse response = client.get(target);

      assertThat(response.code()).isEqualTo(403);
      assertThat(response.names()).doesNotContain("Location");
      assertThat(log.lines())
          .singleElement()
          .asString()
          .endsWith(": redirect would lead to another host");
    }
  }

  @AddSlash
  static final class BothHandler extends RequestHandler {
    @Override
    @RemoveSlash
    public void get() {}
  }

  @Test
  void bothContradictEachOther() {
    Application.Builder builder = Application.builder().route("/", BothHandler::new);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a verb has both @AddSlash and @RemoveSlash");
  }
}
