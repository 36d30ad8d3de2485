// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.wire.Answer;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// Who the client is according to a proxy. Python: httpserver_test, XHeaderTest, ManualProtocolTest.
class ProxyHeadersTest {
  private final WireServer server =
      start(
          HTTPServerOptions.builder()
              .xheaders(true)
              .trustedDownstream(Set.of("5.5.5.5", "6.6.6.6"))
              .build());

  private static WireServer start(HTTPServerOptions options) {
    return new WireServer(
        new HTTPServer(
            request -> Answer.with(request, request.remoteIp() + " " + request.protocol()),
            options));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Nothing: 4.4.4.4                              | 127.0.0.1",
        "X-Real-Ip: 4.4.4.4                              | 4.4.4.4",
        "X-Real-Ip: 2620:0:1cfe:face:b00c::3             | 2620:0:1cfe:face:b00c::3",
        "X-Real-Ip: 4.4.4.4<script>                      | 127.0.0.1",
        "X-Real-Ip: localhost                            | 127.0.0.1",
        "X-Real-Ip:                                      | 127.0.0.1",
        "X-Forwarded-For: 4.4.4.4                        | 4.4.4.4",
        "X-Forwarded-For: 127.0.0.1, 4.4.4.4             | 4.4.4.4",
        "X-Forwarded-For: ::1, 2620:0:1cfe:face:b00c::3  | 2620:0:1cfe:face:b00c::3",
        "X-Forwarded-For: 4.4.4.4, 5.5.5.5<script>       | 127.0.0.1",
        "X-Forwarded-For: 4.4.4.4,                       | 127.0.0.1",
        "X-Forwarded-For: 127.0.0.1, 4.4.4.4, 5.5.5.5    | 4.4.4.4",
        "X-Forwarded-For: 4.4.4.4, 6.6.6.6,5.5.5.5       | 4.4.4.4",
        "X-Forwarded-For: 5.5.5.5, 4.4.4.4               | 4.4.4.4",
        "X-Forwarded-For: 6.6.6.6, 5.5.5.5               | 6.6.6.6",
      })
  void addressIsTheLastOneThatIsNotTrusted(String field, String expected) throws IOException {
    assertThat(answer(field)).isEqualTo(expected + " http");
  }

  @Test
  void realIpCountsMoreThanForwardedFor() throws IOException {
    assertThat(answer("X-Forwarded-For: 4.4.4.4", "X-Real-Ip: 7.7.7.7")).isEqualTo("7.7.7.7 http");
    assertThat(answer("X-Forwarded-For: 4.4.4.4", "X-Real-Ip: unknown"))
        .isEqualTo("127.0.0.1 http");
  }

  @Test
  void severalForwardedFieldsAreOneList() throws IOException {
    assertThat(answer("X-Forwarded-For: 4.4.4.4", "X-Forwarded-For: 5.5.5.5"))
        .isEqualTo("4.4.4.4 http");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Scheme: https               | https",
        "X-Scheme: http                | http",
        "X-Scheme: unknown             | http",
        "X-Scheme: HTTPS               | http",
        "X-Scheme:                     | http",
        "X-Forwarded-Proto: https      | https",
        "X-Forwarded-Proto: https , http | http",
        "X-Forwarded-Proto: http,https | https",
        "X-Forwarded-Proto: https,     | http",
      })
  void schemeIsTheLastOneGiven(String field, String expected) throws IOException {
    assertThat(answer(field)).isEqualTo("127.0.0.1 " + expected);
  }

  @Test
  void schemeCountsMoreThanForwardedProto() throws IOException {
    assertThat(answer("X-Forwarded-Proto: http", "X-Scheme: https")).isEqualTo("127.0.0.1 https");
  }

  @Test
  void nextRequestOnTheConnectionStartsAnew() throws IOException {
    try (WireClient client = server.connect()) {
      String proxied = client.get("/", "X-Real-Ip: 4.4.4.4", "X-Scheme: https").body();
      String direct = client.get("/").body();

      assertThat(proxied).isEqualTo("4.4.4.4 https");
      assertThat(direct).isEqualTo("127.0.0.1 http");
    }
  }

  @Test
  void fieldsMeanNothingUnlessSwitchedOn() throws IOException {
    try (WireServer plain = start(HTTPServerOptions.DEFAULT);
        WireClient client = plain.connect()) {
      assertThat(client.get("/", "X-Real-Ip: 4.4.4.4", "X-Scheme: https").body())
          .isEqualTo("127.0.0.1 http");
    }
  }

  @Test
  void protocolIsWhatTheOptionsSay() throws IOException {
    HTTPServerOptions options = HTTPServerOptions.builder().protocol("https").build();
    try (WireServer https = start(options);
        WireClient client = https.connect()) {
      assertThat(client.get("/").body()).isEqualTo("127.0.0.1 https");
    }
  }

  private String answer(String... fields) throws IOException {
    try (WireClient client = server.connect()) {
      return client.get("/", fields).body();
    }
  }
}
