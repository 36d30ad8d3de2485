// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.ExtendedSSLSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.netutil.SSLOptions;

/// Which certificate a server shows to a client that names a host (SNI, RFC 6066 §3).
final class SSLServerNamesTest extends SSLFixture {
  private static Path fallback;
  private static Path one;
  private static Path wild;

  @BeforeAll
  static void makeCertificates() {
    fallback = CERTIFICATES.make("default.test");
    one = CERTIFICATES.make("one.test");
    wild = CERTIFICATES.make("*.wild.test");
  }

  private static SSLOptions.Builder severalHosts() {
    return SSLOptions.server()
        .certificate(fallback, fallback)
        .certificateFor(List.of("one.test"), one, one)
        .certificateFor(List.of("*.Wild.Test"), wild, wild);
  }

  private static String shownTo(String host) throws Exception {
    RecordingServer server = listen(severalHosts());
    SSLOptions client = CERTIFICATES.client().uncheckedHost().build();
    return nameOf(connect(server, client, host).client());
  }

  @Test
  void showsTheCertificateOfTheNamedHost() {
    run(() -> assertThat(shownTo("one.test")).isEqualTo("one.test"));
  }

  @Test
  void namesAreCaseInsensitive() {
    run(() -> assertThat(shownTo("ONE.test")).isEqualTo("one.test"));
  }

  @Test
  void showsAWildcardToEachHostOneLabelBelow() {
    run(() -> {
      assertThat(shownTo("a.wild.test")).isEqualTo("*.wild.test");
      assertThat(shownTo("b.wild.test")).isEqualTo("*.wild.test");
    });
  }

  @Test
  void wildcardIsNotForDeeperHostsNorItsOwnParent() {
    run(() -> {
      assertThat(shownTo("a.b.wild.test")).isEqualTo("default.test");
      assertThat(shownTo("wild.test")).isEqualTo("default.test");
    });
  }

  @Test
  void showsTheDefaultToClientsThatNameAnUnknownHost() {
    run(() -> assertThat(shownTo("unknown.test")).isEqualTo("default.test"));
  }

  @Test
  void showsTheDefaultToClientsThatNameNone() {
    run(() -> assertThat(shownTo("127.0.0.1")).isEqualTo("default.test"));
  }

  @Test
  void refusesUnknownHostsIfTold() {
    run(() -> {
      RecordingServer server = listen(severalHosts().refuseUnknownHosts());
      SSLOptions options = CERTIFICATES.client().uncheckedHost().build();
      try (LogRecorder log = LogRecorder.of("tornado.general")) {

        CompletableFuture<IOStream> connecting = dial(server, options, "unknown.test");

        assertThat(failure(connecting)).hasMessageContaining("unrecognized_name");
        assertThat(failure(server.accept().waitForHandshake()))
            .hasMessageContaining("Unrecognized server name");
        assertThat(log.lines())
            .hasSize(2)
            .allMatch(line -> line.matches("WARN SSL Error on .*127.0.0.1:\\d+: .*"));
      }
    });
  }

  @Test
  void refusingUnknownHostsLetsKnownOnesAndNamelessClientsIn() {
    run(() -> {
      RecordingServer server = listen(severalHosts().refuseUnknownHosts());
      SSLOptions options = CERTIFICATES.client().uncheckedHost().build();

      String named = nameOf(connect(server, options, "one.test").client());
      String nameless = nameOf(connect(server, options, "127.0.0.1").client());

      assertThat(named).isEqualTo("one.test");
      assertThat(nameless).isEqualTo("default.test");
    });
  }

  /// JSSE sends no name without a dot by itself.
  @Test
  void clientSendsNamesWithoutADotToo() {
    run(() -> {
      RecordingServer server = listen(CERTIFICATES.server());

      SSLPair pair = connect(server, CERTIFICATES.client());

      var session = (ExtendedSSLSession) pair.server().session();
      assertThat(session.getRequestedServerNames())
          .singleElement()
          .asString()
          .contains("localhost");
    });
  }

  @Test
  void rootDotOfANameIsNeitherSentNorChecked() {
    run(() -> {
      RecordingServer server = listen(severalHosts());

      SSLPair pair = connect(server, CERTIFICATES.client().build(), "one.test.");

      assertThat(nameOf(pair.client())).isEqualTo("one.test");
    });
  }
}
