// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import okio.Buffer;
import okio.Source;
import tornado.httputil.HTTPConnection;
import tornado.ioloop.Async;

/// The body of an answer out of a file or another source. A file goes to the socket without passing through our memory, unless something
/// changes answers on their way out.
///
/// **Thread**: the handler's coroutine.
final class FileBody {
  private static final int PIECE = 64 << 10;
  private static final String DEFAULT_TYPE = "text/html; charset=UTF-8";

  private final RequestOutput handler;
  private final Response response;

  FileBody(RequestOutput handler, Response response) {
    this.handler = handler;
    this.response = response;
  }

  void send(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      long size = file.size();
      if (!response.headersSent()) {
        if (DEFAULT_TYPE.equals(response.headers().get("Content-Type"))) {
          handler.setHeader("Content-Type", ContentTypes.ofName(path));
        }
        handler.setHeader("Content-Length", response.unsentBody().size() + size);
      }
      send(file, 0, size);
    }
  }

  void send(FileChannel file, long position, long byteCount) throws IOException {
    if (position < 0 || byteCount < 0) {
      throw new IllegalArgumentException(
          "position or byteCount < 0: " + position + ", " + byteCount);
    }
    send(new FileSource(file, position, Long.MAX_VALUE), byteCount);
  }

  /// Tells whether a content goes to the socket without passing through our memory.
  boolean goesUnread(Source content) {
    return content instanceof FileSource && !response.transforming();
  }

  /// Sends so many bytes of a content, waiting for the client.
  void send(Source content, long byteCount) throws IOException {
    if (response.transforming() && !response.headersSent()) {
      // What it comes to is known to the last transform only, at the end.
      handler.clearHeader("Content-Length");
    }
    boolean toHead = handler.request().method().equals("HEAD");
    if (content instanceof FileSource source && !toHead && response.onlyHead()) {
      Async.await(handler.flush(source.file(), source.position(), byteCount));
      return;
    }
    handler.flush();
    if (toHead) {
      return;
    }
    if (content instanceof FileSource source && !response.transforming()) {
      HTTPConnection connection = handler.request().connection();
      Async.await(response.watch(connection.write(source.file(), source.position(), byteCount)));
    } else {
      sendPieces(content, byteCount);
    }
  }

  private void sendPieces(Source content, long byteCount) throws IOException {
    var piece = new Buffer();
    for (long left = byteCount; left > 0; ) {
      long read = content.read(piece, Math.min(PIECE, left));
      if (read < 0) {
        throw new IOException("content ended " + left + " bytes early");
      }
      left -= read;
      handler.write(piece.readByteString());
      Async.await(handler.flush());
    }
  }
}
