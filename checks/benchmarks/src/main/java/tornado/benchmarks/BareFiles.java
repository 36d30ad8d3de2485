// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The floor of files: blocking channels, one connection after the other, and of HTTP only what the load asks for. A download is one
/// `transferTo`; an upload is read into a direct buffer and written from there.
public final class BareFiles {
  private static final int PIECE = 256 << 10;

  private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
  private final Path folder;

  private BareFiles(Path folder) {
    this.folder = folder;
  }

  /// Serves on the port given: the file of the folder given, and a place for another one beside it.
  public static void main(String[] args) throws IOException {
    var files = new BareFiles(Path.of(args[1]));
    var server = ServerSocketChannel.open();
    server.bind(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 1024);
    Control.start();
    while (server.isOpen()) {
      try (SocketChannel channel = server.accept()) {
        files.answer(channel);
      } catch (IOException e) {
        System.err.println("a client failed: " + e.getMessage());
      }
    }
  }

  private void answer(SocketChannel channel) throws IOException {
    String head = BareHead.read(channel, piece);
    if (head.startsWith("GET ")) {
      download(channel);
    } else {
      upload(channel, BareHead.contentLength(head));
    }
  }

  private void download(SocketChannel channel) throws IOException {
    try (FileChannel file = FileChannel.open(folder.resolve(TornadoFiles.DOWNLOAD))) {
      long size = file.size();
      BareHead.write(channel, "HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
      for (long sent = 0; sent < size; ) {
        sent += file.transferTo(sent, size - sent, channel);
      }
    }
  }

  private void upload(SocketChannel channel, long byteCount) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(TornadoFiles.UPLOAD),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      long left = byteCount - write(file);
      while (left > 0) {
        if (channel.read(piece.clear().limit((int) Math.min(left, PIECE))) < 0) {
          throw new EOFException("the body ended " + left + " bytes early");
        }
        piece.flip();
        left -= write(file);
      }
    }
    String size = Long.toString(byteCount);
    BareHead.write(
        channel, "HTTP/1.1 200 OK\r\nContent-Length: " + size.length() + "\r\n\r\n" + size);
  }

  private long write(FileChannel file) throws IOException {
    int byteCount = piece.remaining();
    while (piece.hasRemaining()) {
      file.write(piece);
    }
    return byteCount;
  }
}
