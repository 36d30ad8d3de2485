// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;

/// Status and reason phrase. Python: web_test, StatusReasonTest, SetStatusTest and others.
final class StatusTest extends WebFixture {
  @Test
  void statusHasItsUsualReason() throws IOException {
    WireClient client =
        serve(handler -> handler.setStatus(handler.getArgument("code", Integer.class, 200)));

    assertThat(client.get("/").status()).isEqualTo("200 OK");
    assertThat(client.get("/?code=201").status()).isEqualTo("201 Created");
    assertThat(client.get("/?code=418").status()).isEqualTo("418 I'm a Teapot");
    assertThat(client.get("/?code=299").status()).isEqualTo("299 Unknown");
    assertThat(client.get("/?code=682").status()).isEqualTo("682 Unknown");
  }

  @Test
  void reasonOfItsOwn() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setStatus(304, "Foo");
          handler.setStatus(299, "Bar \tb\u00e4z");
          handler.setHeader("X-Status", handler.getStatus());
        });

    var response = client.get("/");

    assertThat(response.status()).isEqualTo("299 Bar \tb\u00e4z");
    assertThat(response.field("X-Status")).isEqualTo("299");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Foo\r\nX-Evil: 1",
        "Foo\nBar",
        "\u0000",
        "a\u0008b",
        "\u007f",
        "\u4e2d",
        "<script>",
        "a<"
      })
  void reasonThatCouldDoHarmBecomesUnknown(String reason) throws IOException {
    WireClient client = serve(handler -> handler.setStatus(200, reason));

    assertThat(client.get("/").status()).isEqualTo("200 Unknown");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 99, 1000})
  void codeHasThreeDigits(int code) throws IOException {
    WireClient client = serve(handler -> handler.setStatus(code));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").status()).isEqualTo("500 Internal Server Error");
      assertThat(log.lines()).hasSize(1);
    }
  }
}
