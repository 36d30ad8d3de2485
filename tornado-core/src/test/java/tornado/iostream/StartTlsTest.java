// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.iostream.internal.MemoryTransport;
import tornado.netutil.SSLOptions;

/// Connections that go over to TLS. Python: iostream_test, TestIOStreamStartTLS.
final class StartTlsTest extends SSLFixture {
  private final SSLOptions serverSide = CERTIFICATES.server().build();
  private final SSLOptions clientSide = CERTIFICATES.client().build();

  private record Plain(IOStream client, IOStream server) {}

  private static Plain plain() {
    MemoryTransport.Pair ends = MemoryTransport.pair();
    return new Plain(new IOStream(ends.left()), new IOStream(ends.right()));
  }

  private SSLPair secure(IOStream client, IOStream server) {
    CompletableFuture<SSLIOStream> far = server.startTls(serverSide, null);
    CompletableFuture<SSLIOStream> near = client.startTls(clientSide, "localhost");
    return new SSLPair(await(near), await(far));
  }

  private static void echo(IOStream from, IOStream to, String text) {
    from.write(text);
    assertThat(await(to.readBytes(text.length()))).isEqualTo(bytes(text));
  }

  @Test
  void startTlsSmtp() {
    run(() -> {
      Plain plain = plain();
      echo(plain.server(), plain.client(), "220 mail.test ready\r\n");
      echo(plain.client(), plain.server(), "STARTTLS\r\n");
      echo(plain.server(), plain.client(), "220 go ahead\r\n");

      SSLPair pair = secure(plain.client(), plain.server());

      echo(pair.client(), pair.server(), "EHLO again\r\n");
      echo(pair.server(), pair.client(), "250 hello\r\n");
      assertThat(plain.client().closed()).isTrue();
      assertThat(pair.client().session().getProtocol()).isEqualTo("TLSv1.3");
    });
  }

  @Test
  void closeCallbackPassesToTheNewStream() {
    run(() -> {
      Plain plain = plain();
      var closed = new CompletableFuture<Boolean>();
      plain.client().setCloseCallback(() -> closed.complete(true));

      SSLPair pair = secure(plain.client(), plain.server());
      assertThat(closed).isNotDone();
      pair.server().close();

      assertThat(await(closed)).isTrue();
      assertThat(pair.client().closed()).isTrue();
    });
  }

  /// What came in the clear must not pass for secure.
  @Test
  void refusesUnreadPlainText() {
    run(() -> {
      Plain plain = plain();
      plain.client().write("EHLO\r\nSTARTTLS\r\nMAIL injected\r\n");
      await(plain.server().readUntil("STARTTLS\r\n"));

      CompletableFuture<SSLIOStream> secure = plain.server().startTls(serverSide, null);

      assertThat(failure(secure))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("startTls on a stream that is not idle");
      assertThat(await(plain.server().readUntil("\r\n"))).isEqualTo(bytes("MAIL injected\r\n"));
    });
  }

  @Test
  void refusesAStreamThatReads() {
    run(() -> {
      Plain plain = plain();
      CompletableFuture<ByteString> read = plain.server().readBytes(1);

      CompletableFuture<SSLIOStream> secure = plain.server().startTls(serverSide, null);

      assertThat(failure(secure)).isInstanceOf(IllegalStateException.class);
      plain.client().write("x");
      assertThat(await(read)).isEqualTo(bytes("x"));
    });
  }

  @Test
  void refusesAStreamThatWrites() {
    run(() -> {
      Plain plain = plain();
      CompletableFuture<@Nullable Void> written = plain.client().write("x".repeat(1 << 20));

      CompletableFuture<SSLIOStream> secure = plain.client().startTls(clientSide, "localhost");

      assertThat(failure(secure)).isInstanceOf(IllegalStateException.class);
      assertThat(await(plain.server().readBytes(1 << 20)).size()).isEqualTo(1 << 20);
      await(written);
    });
  }

  @Test
  void refusesAClosedStream() {
    run(() -> {
      Plain plain = plain();
      plain.client().close();

      CompletableFuture<SSLIOStream> secure = plain.client().startTls(clientSide, "localhost");

      assertThat(failure(secure)).isInstanceOf(IllegalStateException.class);
    });
  }

  @Test
  void clientNeedsANameToCheck() {
    run(() ->
        assertThatThrownBy(() -> plain().client().startTls(clientSide, null))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("no server name to check the certificate with"));
  }

  /// A client that goes on in the clear is found out.
  @Test
  void handshakeWithAPeerThatGoesOnInTheClearFails() {
    run(() -> {
      Plain plain = plain();
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        CompletableFuture<SSLIOStream> secure = plain.server().startTls(serverSide, null);

        plain.client().write("MAIL FROM me\r\n");

        assertThat(failure(secure))
            .isInstanceOf(SSLException.class)
            .hasMessage("expected TLS but was 'MAIL FROM me'");
        assertThat(log.lines()).hasSize(1);
      }
    });
  }

  @Test
  void handshakeThatIsRefusedFailsWithItsReason() {
    run(() -> {
      Plain plain = plain();
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        CompletableFuture<SSLIOStream> far = plain.server().startTls(serverSide, null);
        CompletableFuture<SSLIOStream> near = plain.client().startTls(clientSide, "other.test");

        assertThat(failure(near)).isInstanceOf(SSLException.class).hasMessageContaining("other");
        assertThat(failure(far)).isInstanceOf(SSLException.class);
        assertThat(log.lines()).hasSize(2);
      }
    });
  }

  /// As through a proxy that is spoken to by TLS itself.
  @Test
  void goesOverToTLSWithinTLS() {
    run(() -> {
      SSLPair outer = connect(listen(serverSide), clientSide, "localhost");
      echo(outer.client(), outer.server(), "CONNECT\r\n");

      SSLPair inner = secure(outer.client(), outer.server());

      echo(inner.client(), inner.server(), "x".repeat(100_000));
      echo(inner.server(), inner.client(), "y".repeat(100_000));
    });
  }

  @Test
  void clientMayWriteBeforeHandsAreShaken() {
    run(() -> {
      RecordingServer server = listen(serverSide);
      SSLIOStream client = client(server, clientSide, "localhost");
      CompletableFuture<IOStream> connecting = client.connect(addressOf(server));
      CompletableFuture<?> written = client.write("early");

      SSLIOStream far = server.accept();

      assertThat(await(far.readBytes(5))).isEqualTo(bytes("early"));
      await(connecting);
      await(written);
    });
  }
}
