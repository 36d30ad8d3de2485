// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.CRC32C;

/// The load of `run files`: downloads a file, or uploads it, over and over, with a connection for each time. It prints how many times
/// that was, and the nanoseconds it took.
///
/// Arguments: port, `GET` or `PUT`, path, the file that is got or sent, seconds; then `check` for comparing what is got with the file.
public final class FilesLoad {
  private static final int PIECE = 256 << 10;

  private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
  private final InetSocketAddress address;
  private final String path;
  private final FileChannel file;

  private FilesLoad(int port, String path, FileChannel file) {
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.path = path;
    this.file = file;
  }

  /// What is done once with a new connection.
  private interface Transfer {
    void run(SocketChannel channel) throws IOException;
  }

  /// Runs the load.
  public static void main(String[] args) throws IOException {
    try (FileChannel file = FileChannel.open(Path.of(args[3]))) {
      var load = new FilesLoad(Integer.parseInt(args[0]), args[2], file);
      boolean checking = args.length > 5;
      load.run(
          switch (args[1]) {
            case "GET" -> checking ? load::downloadAndCheck : load::download;
            case "PUT" -> load::upload;
            default -> throw new IllegalArgumentException("expected GET or PUT: " + args[1]);
          },
          Duration.ofMillis((long) (Double.parseDouble(args[4]) * 1000)));
    }
  }

  private void run(Transfer transfer, Duration duration) throws IOException {
    int times = 0;
    long start = System.nanoTime();
    long taken;
    do {
      try (SocketChannel channel = SocketChannel.open(address)) {
        transfer.run(channel);
      }
      times++;
      taken = System.nanoTime() - start;
    } while (taken < duration.toNanos());
    System.out.println(times + " " + taken);
  }

  private void download(SocketChannel channel) throws IOException {
    long missing = askForFile(channel) - piece.remaining();
    while (missing > 0) {
      readMore(channel);
      missing -= piece.remaining();
    }
  }

  private void downloadAndCheck(SocketChannel channel) throws IOException {
    var got = new CRC32C();
    long missing = askForFile(channel) - piece.remaining();
    got.update(piece);
    while (missing > 0) {
      readMore(channel);
      missing -= piece.remaining();
      got.update(piece);
    }
    if (missing < 0 || got.getValue() != checksum()) {
      throw new IOException("what was got is not the file");
    }
  }

  /// Returns the size of the body, whose beginning is in `piece`.
  private long askForFile(SocketChannel channel) throws IOException {
    BareHead.write(channel, head("GET", ""));
    long byteCount = readHead(channel);
    if (byteCount != file.size()) {
      throw new IOException("expected " + file.size() + " bytes but was " + byteCount);
    }
    return byteCount;
  }

  private long checksum() throws IOException {
    var sum = new CRC32C();
    file.position(0);
    while (file.read(piece.clear()) >= 0) {
      sum.update(piece.flip());
    }
    return sum.getValue();
  }

  private void upload(SocketChannel channel) throws IOException {
    long size = file.size();
    BareHead.write(channel, head("PUT", "Content-Length: " + size + "\r\n"));
    for (long sent = 0; sent < size; ) {
      sent += file.transferTo(sent, size - sent, channel);
    }
    long byteCount = readHead(channel);
    var stored = new StringBuilder().append(StandardCharsets.ISO_8859_1.decode(piece));
    while (stored.length() < byteCount) {
      readMore(channel);
      stored.append(StandardCharsets.ISO_8859_1.decode(piece));
    }
    if (!stored.toString().equals(Long.toString(size))) {
      throw new IOException("expected " + size + " bytes to be stored but was " + stored);
    }
  }

  private String head(String verb, String fields) {
    return verb
        + " "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + fields
        + "\r\n";
  }

  /// Returns the size of the answer's body, whose beginning is in `piece`.
  private long readHead(SocketChannel channel) throws IOException {
    String head = BareHead.read(channel, piece);
    if (!head.startsWith("HTTP/1.1 200 ")) {
      throw new IOException("expected 200 but was '" + head + "'");
    }
    return BareHead.contentLength(head);
  }

  private void readMore(SocketChannel channel) throws IOException {
    if (channel.read(piece.clear()) < 0) {
      throw new EOFException("the server left before its answer ended");
    }
    piece.flip();
  }
}
