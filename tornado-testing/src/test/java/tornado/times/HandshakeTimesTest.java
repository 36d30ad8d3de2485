// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLHandshakeException;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tornado.fixture.Certificates;
import tornado.ioloop.Async;
import tornado.iostream.IOStream;
import tornado.iostream.SSLIOStream;
import tornado.iostream.StreamClosedError;
import tornado.netutil.SSLOptions;
import tornado.tcpclient.ConnectOptions;
import tornado.tcpclient.TCPClient;
import tornado.tcpserver.TCPServer;
import tornado.tcpserver.TCPServerOptions;
import tornado.testing.AsyncTestCase;
import tornado.testing.ExpectLog;

/// How long a server waits for a TLS handshake.
@OnVirtualTime
final class HandshakeTimesTest extends AsyncTestCase {
  private static final Certificates CERTIFICATES = Certificates.inTemporaryFolder();
  private static final String HOST = "secure.test";
  private static final Path PEM = CERTIFICATES.make(HOST);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// Hands over the streams of its connections.
  private static final class Recorder extends TCPServer {
    private final CompletableFuture<SSLIOStream> accepted = new CompletableFuture<>();

    private Recorder(SSLOptions.Builder ssl) {
      super(TCPServerOptions.builder().ssl(ssl.certificate(PEM, PEM).build()).build());
    }

    @Override
    protected void onConnection(IOStream stream, SocketAddress address) {
      accepted.complete((SSLIOStream) stream);
    }
  }

  private TCPServer server = new TCPServer();

  @BeforeEach
  void nameHost() {
    network().host(HOST);
  }

  @AfterEach
  void stopListening() {
    server.stop();
  }

  private Recorder listen(SSLOptions.Builder ssl) {
    var recorder = new Recorder(ssl);
    recorder.listen(443, HOST);
    server = recorder;
    return recorder;
  }

  private Duration elapsed() {
    return Duration.ofNanos(ioLoop().time());
  }

  private static void assertGivenUp(SSLIOStream far, Duration limit) {
    String message = "handshake took more than %d ms".formatted(limit.toMillis());
    try (var _ = new ExpectLog("tornado.general", "SSL Error on .*: " + message)) {
      assertThatThrownBy(() -> await(far.waitForHandshake()))
          .cause()
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessage(message);
    }
    assertThat(far.closed()).isTrue();
  }

  @Test
  void handshakeTimeoutClosesWithAClearError() {
    Recorder recorder = listen(SSLOptions.server());
    IOStream silent = await(new TCPClient().connect(HOST, 443));

    assertGivenUp(await(recorder.accepted), MINUTE);

    assertThat(elapsed()).isEqualTo(MINUTE);
    silent.close();
  }

  @Test
  void timeoutCanBeSet() {
    Recorder recorder = listen(SSLOptions.server().handshakeTimeout(Duration.ofSeconds(2)));
    IOStream silent = await(new TCPClient().connect(HOST, 443));

    assertGivenUp(await(recorder.accepted), Duration.ofSeconds(2));

    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(2));
    silent.close();
  }

  /// Sends a hello, all of which is 512 bytes, at a byte a second.
  private static boolean drip(IOStream stream) {
    try {
      await(stream.write(ByteString.decodeHex("1603010200010001fc0303")));
      while (true) {
        await(Async.sleep(Duration.ofSeconds(1)));
        await(stream.write("x"));
      }
    } catch (StreamClosedError e) {
      return true;
    }
  }

  /// Bytes that keep coming don't extend the time.
  @Test
  void timeIsThatOfTheWholeHandshake() {
    Recorder recorder = listen(SSLOptions.server());
    IOStream slow = await(new TCPClient().connect(HOST, 443));
    SSLIOStream far = await(recorder.accepted);
    CompletableFuture<Boolean> dripping = Async.spawn(() -> drip(slow));

    assertGivenUp(far, MINUTE);

    assertThat(elapsed()).isEqualTo(MINUTE);
    slow.close();
    await(dripping);
  }

  @Test
  void timeoutIsOverWithTheHandshake() {
    Recorder recorder = listen(SSLOptions.server());
    SSLOptions trusting = SSLOptions.client().trust(CERTIFICATES.authority()).build();
    IOStream client =
        await(new TCPClient().connect(HOST, 443, ConnectOptions.builder().ssl(trusting).build()));
    SSLIOStream far = await(recorder.accepted);
    await(far.waitForHandshake());

    await(Async.sleep(Duration.ofHours(1)));
    await(far.write("still there"));

    assertThat(await(client.readBytes(11)).utf8()).isEqualTo("still there");
    client.close();
    far.close();
  }
}
