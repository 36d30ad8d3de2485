// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;

/// The warning of certificates that are not checked.
final class UncheckedServersTest extends ClientFixture {
  private static Endpoint endpoint(String host, boolean validate) {
    return Endpoint.of(
        ClientURL.parse("https://" + host + "/"),
        new TLSKey(null, validate, null, null, null),
        null);
  }

  @Test
  void fetchFromAServerThatNobodyVouchesFor() throws Exception {
    var server = opened(new MockWebServer());
    HeldCertificate own = new HeldCertificate.Builder().commonName("nobody").build();
    server.useHttps(
        new HandshakeCertificates.Builder().heldCertificate(own).build().sslSocketFactory());
    server.start();
    server.enqueue(new MockResponse.Builder().body("ok").build());
    String url = "https://localhost:%d/".formatted(server.getPort());

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      HTTPResponse response =
          run(() ->
              await(
                  AsyncHTTPClient.current()
                      .fetch(HTTPRequest.builder(url).validateCert(false).build())));

      assertThat(response.text()).isEqualTo("ok");
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith(
              "WARN The certificate of localhost:%d is not checked".formatted(server.getPort()))
          .contains("caCerts");
    }
  }

  @Test
  void eachHostIsNamedOnce() {
    var unchecked = new UncheckedServers(loop);

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      unchecked.warnOf(endpoint("a", false));
      unchecked.warnOf(endpoint("a", false));
      unchecked.warnOf(endpoint("b", false));
      unchecked.warnOf(endpoint("c", true));

      assertThat(log.lines()).hasSize(2);
    }
  }

  @Test
  void manyHostsAreNamedOnceAMinute() {
    var unchecked = new UncheckedServers(loop);

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      for (int i = 0; i < 100; i++) {
        unchecked.warnOf(endpoint("host" + i, false));
      }
      assertThat(log.lines()).hasSize(10);
      clock.advance(Duration.ofMinutes(1));
      unchecked.warnOf(endpoint("host99", false));

      assertThat(log.lines()).hasSize(11);
    }
  }
}
