// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;
import tornado.iostream.internal.MemoryTransport;
import tornado.netutil.SSLOptions;
import tornado.netutil.internal.TCPTransport;

/// Handshakes in pieces, and such as break off. Python: iostream_test, TestIOStreamSSL.
final class SSLHandshakeTest extends SSLFixture {
  private static final long ALL = Long.MAX_VALUE;

  /// Options of its own for each handshake: with a session to resume it would be shorter.
  private static Between fresh(SSLOptions server) {
    return new Between(CERTIFICATES.client().build(), server);
  }

  private static CompletableFuture<Boolean> closing(IOStream stream) {
    var closed = new CompletableFuture<Boolean>();
    stream.setCloseCallback(() -> closed.complete(true));
    return closed;
  }

  @Test
  void shakesHandsByteByByte() {
    run(() -> {
      MemoryTransport.Pair ends = MemoryTransport.pair(1);
      SSLOptions options = CERTIFICATES.client().build();
      var limits = IOStreamOptions.DEFAULT;
      IOLoop current = IOLoop.current();
      var client = SSLIOStream.client(current, ends.left(), options, "localhost", -1, limits);
      var server = SSLIOStream.server(current, ends.right(), CERTIFICATES.server().build(), limits);

      client.start();
      await(client.waitForHandshake());
      server.write("hello");

      assertThat(await(client.readBytes(5))).isEqualTo(bytes("hello"));
    });
  }

  /// Its flight, what a session is resumed by, and a byte. Records sent one by one would wait for acknowledgements.
  @Test
  void serverSendsItsRecordsTogether() {
    run(() -> {
      MemoryTransport.Pair ends = MemoryTransport.pair();
      var writes = new AtomicInteger();
      SSLOptions options = CERTIFICATES.client().build();
      var limits = IOStreamOptions.DEFAULT;
      IOLoop current = IOLoop.current();
      var client = SSLIOStream.client(current, ends.left(), options, "localhost", -1, limits);
      Transport counted = counting(ends.right(), writes);
      var server = SSLIOStream.server(current, counted, CERTIFICATES.server().build(), limits);
      client.start();
      await(server.waitForHandshake());

      server.write("x");
      await(client.readBytes(1));

      assertThat(writes).hasValue(3);
    });
  }

  private static Transport counting(Transport inner, AtomicInteger writes) {
    return (Transport)
        Proxy.newProxyInstance(
            Transport.class.getClassLoader(),
            new Class<?>[] {Transport.class},
            (_, method, arguments) -> {
              if (method.getName().equals("write")) {
                writes.incrementAndGet();
              }
              return method.invoke(inner, arguments);
            });
  }

  @Test
  void sendsSmallWritesAtOnce() {
    run(() -> {
      RecordingServer server = listen(CERTIFICATES.server());
      SocketChannel channel = SocketChannel.open();
      SSLOptions options = CERTIFICATES.client().build();
      var client =
          SSLIOStream.client(new TCPTransport(channel), options, "localhost", server.port());

      await(client.connect(addressOf(server)));

      assertThat(channel.getOption(StandardSocketOptions.TCP_NODELAY)).isTrue();
      client.close();
    });
  }

  @Test
  void waitForHandshakeMayBeCalledAgain() {
    run(() -> {
      SSLPair pair = connect(listen(CERTIFICATES.server()), CERTIFICATES.client());

      SSLIOStream again = await(pair.server().waitForHandshake());

      assertThat(again).isSameAs(pair.server());
    });
  }

  /// The connection broke, which is no fault of TLS and no news.
  @Test
  void handshakeThatIsCutWhileTheClientSpeaksEndsForBoth() {
    run(() -> {
      SSLOptions server = CERTIFICATES.server().build();
      Between whole = fresh(server);
      whole.start(ALL, ALL);
      await(whole.server.waitForHandshake());
      try (LogRecorder log = LogRecorder.of("tornado.general")) {

        for (long cut = 0; cut < whole.clientBytes(); cut += 9) {
          Between between = fresh(server);
          CompletableFuture<Boolean> gone = closing(between.client);
          between.start(cut, ALL);
          assertThat(failure(between.server.waitForHandshake()))
              .isNotInstanceOf(SSLException.class);
          await(gone);
        }

        assertThat(log.lines()).isEmpty();
      }
    });
  }

  @Test
  void handshakeThatIsCutWhileTheServerSpeaksEndsForBoth() {
    run(() -> {
      SSLOptions server = CERTIFICATES.server().build();
      Between whole = fresh(server);
      whole.start(ALL, ALL);
      await(whole.client.waitForHandshake());
      long byteCount = whole.serverBytes();
      try (LogRecorder log = LogRecorder.of("tornado.general")) {

        for (long cut = 0; cut < byteCount / 2; cut += 17) {
          Between between = fresh(server);
          CompletableFuture<Boolean> gone = closing(between.server);
          between.start(ALL, cut);
          assertThat(failure(between.client.waitForHandshake()))
              .isNotInstanceOf(SSLException.class);
          await(gone);
        }

        assertThat(log.lines()).isEmpty();
      }
    });
  }

  @Test
  void closingDuringTheHandshakeIsNoNewsToThePeer() {
    run(() -> {
      RecordingServer server = listen(CERTIFICATES.server());
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        // Says nothing, so that the handshake is under way for as long as it takes to close.
        IOStream near =
            IOStream.of(
                SocketChannel.open(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())));

        SSLIOStream far = server.accept();
        far.close();

        assertThat(failure(far.waitForHandshake()))
            .isInstanceOf(SSLException.class)
            .hasMessage("closed before the end of the handshake");
        // No more than an alert (RFC 8446 §6).
        assertThat(await(near.readUntilClose()).hex()).matches("(15.*)?");
        assertThat(log.lines()).noneMatch(line -> line.contains("ERROR"));
      }
    });
  }

  @Test
  void outputThatIsEndedDuringTheHandshakeEndsBehindIt() {
    run(() -> {
      RecordingServer server = listen(CERTIFICATES.server());
      CompletableFuture<IOStream> connecting =
          dial(server, CERTIFICATES.client().build(), "localhost");
      SSLIOStream far = server.accept();

      far.shutdownOutput();
      IOStream client = await(connecting);

      assertThat(await(client.readUntilClose()).size()).isZero();
      assertThat(client.error()).isNull();
    });
  }
}
