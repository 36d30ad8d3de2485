// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import org.junit.jupiter.api.Test;
import tornado.netutil.SSLOptions;
import tornado.tcpclient.ConnectOptions;
import tornado.tcpclient.TCPClient;

/// Sessions that are resumed (RFC 8446 §2.2): the server shows no certificate again, which the bytes tell.
final class SSLResumptionTest extends SSLFixture {
  /// Connects, and returns how many bytes the server needed for the handshake and one byte more.
  private static long serverBytes(SSLOptions client, SSLOptions server, String protocol) {
    var between = new Between(client, server);
    between.start(Long.MAX_VALUE, Long.MAX_VALUE);
    await(between.client.waitForHandshake());
    assertThat(between.client.session().getProtocol()).isEqualTo(protocol);
    // In TLS 1.3 what a session is resumed by comes behind the handshake.
    between.server.write("x");
    await(between.client.readBytes(1));
    between.client.close();
    return between.serverBytes();
  }

  private void resumes(SSLOptions client, SSLOptions server, String protocol) {
    run(() -> {
      long first = serverBytes(client, server, protocol);

      long second = serverBytes(client, server, protocol);
      long third = serverBytes(client, server, protocol);

      assertThat(second).isLessThan(first * 2 / 3);
      assertThat(third).isLessThan(first * 2 / 3);
    });
  }

  @Test
  void resumesTLS13() {
    resumes(CERTIFICATES.client().build(), CERTIFICATES.server().build(), "TLSv1.3");
  }

  @Test
  void resumesTLS12() {
    resumes(clientOfTLS12(), CERTIFICATES.server().build(), "TLSv1.2");
  }

  @Test
  void sessionsOfOtherOptionsAreNotResumed() {
    run(() -> {
      SSLOptions server = CERTIFICATES.server().build();
      long first = serverBytes(CERTIFICATES.client().build(), server, "TLSv1.3");

      long other = serverBytes(CERTIFICATES.client().build(), server, "TLSv1.3");

      assertThat(other).isGreaterThan(first * 2 / 3);
    });
  }

  @Test
  void resumesByTheEnginesOfAnotherProvider() {
    resumes(Conscrypts.client(CERTIFICATES).build(), CERTIFICATES.server().build(), "TLSv1.3");
  }

  @Test
  void resumesAtTheEnginesOfAnotherProvider() {
    resumes(clientOfTLS12(), Conscrypts.server(CERTIFICATES).build(), "TLSv1.2");
  }

  /// A session is kept for a host and port, which startTls has to know.
  @Test
  void startTlsKnowsThePort() {
    run(() -> {
      RecordingServer server = listen(CERTIFICATES.server());
      var options = ConnectOptions.builder().ssl(CERTIFICATES.client().build()).build();

      var near = (SSLIOStream) await(new TCPClient().connect("localhost", server.port(), options));
      server.accept().write("x");
      await(near.readBytes(1));

      assertThat(near.session().getPeerPort()).isEqualTo(server.port());
    });
  }
}
