// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.ioloop.IOLoop;
import tornado.iostream.internal.MemoryTransport;
import tornado.netutil.SSLOptions;

/// Records that come after the handshake, and are none, or too many.
final class SSLRecordsTest extends SSLFixture {
  private static Between shaken() {
    var between = new Between(CERTIFICATES.client().build(), CERTIFICATES.server().build());
    between.start(Long.MAX_VALUE, Long.MAX_VALUE);
    await(between.client.waitForHandshake());
    between.client.write("good");
    assertThat(await(between.server.readBytes(4))).isEqualTo(bytes("good"));
    return between;
  }

  private void refused(String record) {
    run(() -> {
      Between between = shaken();
      CompletableFuture<ByteString> read = between.server.readBytes(1);
      turn();
      try (LogRecorder log = LogRecorder.of("tornado.general")) {

        between.inject(ByteString.decodeHex(record));

        assertThat(failure(read)).hasCauseInstanceOf(SSLException.class);
        String why = String.valueOf(Objects.requireNonNull(between.server.error()).getMessage());
        turn();
        assertThat(log.lines()).filteredOn(line -> line.endsWith(": " + why)).hasSize(1);
        failure(between.client.readBytes(1));
        turn();
      }
    });
  }

  @Test
  void forgedRecordIsRefused() {
    refused("1703030020" + "00".repeat(32));
  }

  @Test
  void oversizedRecordIsRefused() {
    refused("170303ffff");
  }

  @Test
  void unknownKindOfRecordIsRefused() {
    refused("6303030001" + "00");
  }

  /// The connection was cut off, which TLS is not asked about.
  @Test
  void truncatedRecordIsTheEnd() {
    run(() -> {
      Between between = shaken();
      CompletableFuture<ByteString> read = between.server.readBytes(1);

      between.inject(ByteString.decodeHex("1703030020" + "00".repeat(31)));
      between.cut();

      var closed = (StreamClosedError) failure(read);
      assertThat(closed.realError()).isNull();
    });
  }

  /// Each wants an answer. One who doesn't read them must not have us pile them up, nor keep the loop busy.
  @Test
  void peerThatOnlyAsksForNewKeysIsNotReadFrom() {
    run(() -> {
      MemoryTransport.Pair ends = MemoryTransport.pair(1024);
      SSLOptions options = CERTIFICATES.client().build();
      SSLEngine engine = options.newEngine("localhost", 443);
      SSLIOStream server = shakeHands(ends, engine, options);
      CompletableFuture<ByteString> read = server.readBytes(1);
      var peer = new IOStream(ends.left());

      ByteString updates = keyUpdates(engine, 5000);
      CompletableFuture<@Nullable Void> written = peer.write(updates);
      for (int i = 0; i < 2000; i++) {
        turn();
      }

      assertThat(written).isNotDone();
      await(peer.readBytes(updates.size()));
      await(written);
      peer.close();
      failure(read);
    });
  }

  /// Shakes hands, and leaves the engine and the client's end of the connection to the test.
  private SSLIOStream shakeHands(MemoryTransport.Pair ends, SSLEngine engine, SSLOptions options) {
    IOLoop current = IOLoop.current();
    var limits = IOStreamOptions.DEFAULT;
    var transport = new SSLTransport(ends.left(), engine, options);
    var client = new SSLIOStream(current, transport, limits);
    var server = SSLIOStream.server(current, ends.right(), CERTIFICATES.server().build(), limits);
    client.start();
    await(server.waitForHandshake());
    server.write("x");
    await(client.readBytes(1));
    loop.addCallback(transport::unregister);
    turn();
    return server;
  }

  private static ByteString keyUpdates(SSLEngine engine, int count) throws SSLException {
    ByteBuffer room = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    var all = new Buffer();
    for (int i = 0; i < count; i++) {
      engine.beginHandshake();
      engine.wrap(ByteBuffer.allocate(0), room.clear());
      all.write(ByteString.of(room.flip()));
    }
    return all.readByteString();
  }
}
