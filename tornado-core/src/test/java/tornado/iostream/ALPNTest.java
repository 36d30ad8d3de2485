// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.netutil.SSLOptions;

/// Which protocol both sides agree on (ALPN, RFC 7301).
final class ALPNTest extends SSLFixture {
  private static SSLPair agree(SSLOptions.Builder server, SSLOptions.Builder client)
      throws Exception {
    return connect(listen(server), client);
  }

  @Test
  void agreesOnWhatTheServerWantsMost() {
    run(() -> {
      SSLPair pair =
          agree(
              CERTIFICATES.server().applicationProtocols("h2", "http/1.1"),
              CERTIFICATES.client().applicationProtocols("x", "http/1.1", "h2"));

      assertThat(pair.client().applicationProtocol()).contains("h2");
      assertThat(pair.server().applicationProtocol()).contains("h2");
    });
  }

  @Test
  void noneIsAgreedOnIfOneSideKnowsNone() {
    run(() -> {
      SSLPair deaf = agree(CERTIFICATES.server(), CERTIFICATES.client().applicationProtocols("h2"));
      SSLPair mute = agree(CERTIFICATES.server().applicationProtocols("h2"), CERTIFICATES.client());

      assertThat(deaf.client().applicationProtocol()).isEmpty();
      assertThat(deaf.server().applicationProtocol()).isEmpty();
      assertThat(mute.client().applicationProtocol()).isEmpty();
      assertThat(mute.server().applicationProtocol()).isEmpty();
    });
  }

  @Test
  void noCommonProtocolFailsTheHandshake() {
    run(() -> {
      RecordingServer server = listen(CERTIFICATES.server().applicationProtocols("h2"));
      SSLOptions options = CERTIFICATES.client().applicationProtocols("http/1.1").build();
      try (LogRecorder log = LogRecorder.of("tornado.general")) {

        CompletableFuture<IOStream> connecting = dial(server, options, "localhost");

        assertThat(failure(connecting)).hasMessageContaining("no_application_protocol");
        assertThat(failure(server.accept().waitForHandshake()))
            .hasMessageContaining("No matching application layer protocol");
        assertThat(log.lines()).hasSize(2);
      }
    });
  }
}
