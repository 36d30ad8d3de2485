// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.web.RequestHandler;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Clients that ask too often.
final class RateLimitTest extends FilterFixture {
  private static final Consumer<RequestHandler> OK = handler -> handler.write("ok");

  private static RateLimit.Builder twoInTenSeconds() {
    return RateLimit.of(2, Duration.ofSeconds(10));
  }

  /// Asks for what is refused, and takes the warning.
  private static WireResponse refused(WireClient client, String... fields) throws IOException {
    try (LogRecorder log = warnings()) {
      WireResponse response = client.get("/", fields);
      assertThat(response.status()).isEqualTo("429 Too Many Requests");
      assertThat(log.lines()).singleElement().asString().endsWith("Rate limit default is exceeded");
      return response;
    }
  }

  @Test
  void answersSayWhatIsLeft() throws IOException {
    WireClient client = serve(twoInTenSeconds().build());

    WireResponse first = client.get("/");
    WireResponse second = client.get("/");

    assertThat(first.field("RateLimit-Policy")).isEqualTo("\"default\";q=2;w=10");
    assertThat(first.field("RateLimit")).isEqualTo("\"default\";r=1;t=5");
    assertThat(second.field("RateLimit")).isEqualTo("\"default\";r=0;t=10");
    assertThat(second.names()).doesNotContain("Retry-After");
  }

  @Test
  void oneTooManyIsRefused() throws IOException {
    WireClient client = serve(twoInTenSeconds().build());
    client.get("/");
    client.get("/");

    WireResponse response = refused(client);

    assertThat(response.field("Retry-After")).isEqualTo("5");
    assertThat(response.field("RateLimit")).isEqualTo("\"default\";r=0;t=10");
    assertThat(response.field("RateLimit-Policy")).isEqualTo("\"default\";q=2;w=10");
  }

  @Test
  void bucketFillsEvenly() throws IOException {
    WireClient client = serve(twoInTenSeconds().build());
    client.get("/");
    client.get("/");

    server().advance(clock, Duration.ofMillis(4_900));
    assertThat(refused(client).field("Retry-After")).isEqualTo("1");
    server().advance(clock, Duration.ofMillis(100));

    assertThat(client.get("/").field("RateLimit")).isEqualTo("\"default\";r=0;t=10");
    refused(client);
  }

  @Test
  void bucketNeverOverflows() throws IOException {
    WireClient client = serve(twoInTenSeconds().build());
    client.get("/");

    server().advance(clock, Duration.ofMinutes(1));

    assertThat(client.get("/").field("RateLimit")).isEqualTo("\"default\";r=1;t=5");
    assertThat(client.get("/").code()).isEqualTo(200);
    refused(client);
  }

  @Test
  void addressesHaveBucketsOfTheirOwn() throws IOException {
    WireClient client = serve(RateLimit.of(1, Duration.ofSeconds(10)).build());

    assertThat(client.get("/", "X-Real-Ip: 10.0.0.1").code()).isEqualTo(200);
    assertThat(client.get("/", "X-Real-Ip: 10.0.0.2").code()).isEqualTo(200);

    refused(client, "X-Real-Ip: 10.0.0.1");
  }

  @Test
  void addressesOfIPv6CountByNetwork() throws IOException {
    WireClient client = serve(RateLimit.of(1, Duration.ofSeconds(10)).build());

    assertThat(client.get("/", "X-Real-Ip: 2001:db8::1").code()).isEqualTo(200);
    assertThat(client.get("/", "X-Real-Ip: 2001:db8:0:1::1").code()).isEqualTo(200);

    refused(client, "X-Real-Ip: 2001:db8::ffff:2");
  }

  @Test
  void keysOfTheCaller() throws IOException {
    RateLimit filter =
        RateLimit.of(1, Duration.ofSeconds(10))
            .key(request -> request.headers().get("X-Key", ""))
            .build();
    WireClient client = serve(filter);

    assertThat(client.get("/", "X-Key: a").code()).isEqualTo(200);
    assertThat(client.get("/", "X-Key: b").code()).isEqualTo(200);

    refused(client, "X-Key: a");
  }

  @Test
  void severalPoliciesOfOneRequest() throws IOException {
    WireClient client =
        serve(
            OK,
            RateLimit.of(10, Duration.ofSeconds(1)).name("burst").build(),
            RateLimit.of(100, Duration.ofHours(1)).name("hour").build());

    WireResponse response = client.get("/");

    assertThat(response.all("RateLimit-Policy"))
        .containsExactly("\"burst\";q=10;w=1", "\"hour\";q=100;w=3600");
    assertThat(response.all("RateLimit"))
        .containsExactly("\"burst\";r=9;t=1", "\"hour\";r=99;t=36");
  }

  @Test
  void wrongOptions() {
    Duration second = Duration.ofSeconds(1);

    assertThatThrownBy(() -> RateLimit.of(0, second)).hasMessage("count < 1: 0");
    assertThatThrownBy(() -> RateLimit.of(1, Duration.ZERO))
        .hasMessage("window < 1 ms or > 1 day: PT0S");
    assertThatThrownBy(() -> RateLimit.of(1, Duration.ofDays(2)))
        .hasMessage("window < 1 ms or > 1 day: PT48H");
    assertThatThrownBy(() -> RateLimit.of(1, second).maxKeys(0)).hasMessage("maxKeys < 1: 0");
    assertThatThrownBy(() -> RateLimit.of(1, second).name("a b"))
        .hasMessage("expected a token but was 'a b'");
  }
}
