// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Requests without TLS.
final class HTTPSRedirectTest extends FilterFixture {
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "GET     | /             | 301 | https://a/",
        "HEAD    | /             | 301 | https://a/",
        "POST    | /             | 308 | https://a/",
        "PUT     | /x            | 308 | https://a/x",
        "GET     | /a%20b?c=d&e  | 301 | https://a/a%20b?c=d&e",
        "GET     | //b.com/c     | 301 | https://a//b.com/c",
        "GET     | http://b:80/c | 301 | https://b/c",
        "OPTIONS | *             | 308 | https://a/",
      })
  void sendsThemToTheSamePlace(String method, String target, int status, String location)
      throws IOException {
    WireClient client = serve(HTTPSRedirect.builder().build());

    client.send(WireClient.request(method, target));

    String head = client.readUntil("\r\n\r\n");
    assertThat(head).startsWith("HTTP/1.1 " + status + " ");
    assertThat(head).contains("Location: " + location + "\r\n");
  }

  @Test
  void requestsWithItPass() throws IOException {
    WireClient client = serve(HTTPSRedirect.builder().build());

    assertThat(client.get("/", "X-Forwarded-Proto: https").body()).isEqualTo("ok");
    assertThat(client.get("/", "X-Forwarded-Proto: http").code()).isEqualTo(301);
  }

  @Test
  void portOfTLS() throws IOException {
    WireClient client = serve(HTTPSRedirect.builder().port(8443).build());

    WireResponse response = client.exchange("GET /x HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n");

    assertThat(response.field("Location")).isEqualTo("https://[::1]:8443/x");
  }

  @Test
  void exceptions() throws IOException {
    WireClient client =
        serve(HTTPSRedirect.builder().except(request -> request.query().equals("well")).build());

    assertThat(client.get("/?well").body()).isEqualTo("ok");
    assertThat(client.get("/").code()).isEqualTo(301);
  }

  @Test
  void wrongPorts() {
    assertThatThrownBy(() -> HTTPSRedirect.builder().port(0)).hasMessage("port < 1 or > 65535: 0");
    assertThatThrownBy(() -> HTTPSRedirect.builder().port(65536))
        .hasMessage("port < 1 or > 65535: 65536");
  }
}
