// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import tornado.fixture.LogRecorder;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Ids of requests.
final class RequestIdTest extends FilterFixture {
  private static final RequestId OF_ANYBODY = RequestId.builder().trust(_ -> true).build();

  @Test
  void everyRequestHasAnother() throws IOException {
    WireClient client =
        serve(handler -> handler.write(RequestId.of(handler)), RequestId.builder().build());

    WireResponse first = client.get("/");

    assertThat(first.field("X-Request-Id")).matches("[0-9a-f]{32}").isEqualTo(first.body());
    assertThat(client.get("/").body()).isNotEqualTo(first.body());
    assertThat(client.get("/missing").field("X-Request-Id")).matches("[0-9a-f]{32}");
  }

  @Test
  void logLinesHaveIt() throws IOException {
    WireClient client =
        serve(handler -> handler.write(MDC.get("requestId")), RequestId.builder().build());

    WireResponse response = client.get("/");

    assertThat(response.body()).isEqualTo(response.field("X-Request-Id"));
  }

  @Test
  void idsOfStrangersAreIgnored() throws IOException {
    WireClient client = serve(RequestId.builder().build());

    assertThat(client.get("/", "X-Request-Id: theirs").field("X-Request-Id"))
        .matches("[0-9a-f]{32}");
  }

  @Test
  void idsOfThoseWeTrustAreKept() throws IOException {
    RequestId filter =
        RequestId.builder()
            .field("X-Trace")
            .trust(request -> request.remoteIp().equals("127.0.0.1"))
            .build();
    WireClient client = serve(filter);

    assertThat(client.get("/", "X-Trace: a.B_1~2+3/4=-").field("X-Trace"))
        .isEqualTo("a.B_1~2+3/4=-");
    assertThat(client.get("/", "X-Trace: theirs", "X-Real-Ip: 10.0.0.1").field("X-Trace"))
        .matches("[0-9a-f]{32}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a,b", "<b>", "\u00e9", "a\"b"})
  void whatIsNoIdIsReplaced(String id) throws IOException {
    WireClient client = serve(OF_ANYBODY);

    assertThat(client.get("/", "X-Request-Id: " + id).field("X-Request-Id"))
        .matches("[0-9a-f]{32}");
  }

  @Test
  void lengthHasALimit() throws IOException {
    WireClient client = serve(OF_ANYBODY);

    assertThat(client.get("/", "X-Request-Id: " + "a".repeat(128)).field("X-Request-Id"))
        .hasSize(128);
    assertThat(client.get("/", "X-Request-Id: " + "a".repeat(129)).field("X-Request-Id"))
        .hasSize(32);
  }

  @Test
  void withoutTheFilterThereIsNone() throws IOException {
    WireClient client = serve(handler -> handler.write(RequestId.of(handler)));

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      assertThat(client.get("/").code()).isEqualTo(500);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void fieldIsAToken() {
    assertThatThrownBy(() -> RequestId.builder().field("X Id"))
        .hasMessage("expected a token but was 'X Id'");
  }
}
