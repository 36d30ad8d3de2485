// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static tornado.ioloop.Async.await;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import tornado.iostream.IOStream;
import tornado.iostream.StreamClosedError;

/// The other end of a connection: sends exact bytes and reads what comes. It reads nothing that it wasn't asked to.
record RawPeer(IOStream stream) {
  /// As many turns as a read may take to begin and to find what is there.
  private static final int TURNS_TO_ARRIVE = 5;

  /// Sends text, a byte for each character.
  void send(String latin1) {
    await(stream.write(ByteString.encodeString(latin1, StandardCharsets.ISO_8859_1)));
  }

  /// Like [#send], without waiting until the connection took it all.
  void sendLater(String latin1) {
    stream.write(ByteString.encodeString(latin1, StandardCharsets.ISO_8859_1));
  }

  /// Ends what is sent; reading goes on.
  void end() {
    stream.shutdownOutput();
  }

  /// Reads up to and including `end`.
  String readTo(String end) {
    return text(await(stream.readUntil(end)));
  }

  /// Reads `byteCount` bytes.
  String read(long byteCount) {
    return text(await(stream.readBytes(byteCount)));
  }

  /// Reads to the end of the connection, which must not be a reset.
  String readRest() {
    return text(await(stream.readUntilClose()));
  }

  /// Returns what has arrived and not been read; empty if that is nothing.
  String readArrived() {
    CompletableFuture<ByteString> read = stream.readBytesPartial(1 << 20);
    for (int turn = 0; turn < TURNS_TO_ARRIVE && !read.isDone(); turn++) {
      takeTurn();
    }
    String arrived = read.isDone() ? text(read.resultNow()) : "";
    read.cancel(false);
    return arrived;
  }

  /// Waits until the loop has looked for input once more.
  private void takeTurn() {
    var turn = new CompletableFuture<Boolean>();
    stream.loop().addCallback(() -> turn.complete(true));
    await(turn);
  }

  /// Tells whether the connection is closed, everything before the end being read.
  boolean atEnd() {
    try {
      return await(stream.readUntilClose()).size() == 0;
    } catch (StreamClosedError e) {
      return true;
    }
  }

  private static String text(ByteString bytes) {
    return bytes.string(StandardCharsets.ISO_8859_1);
  }
}
