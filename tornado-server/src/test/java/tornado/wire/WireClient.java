// SPDX-License-Identifier: Apache-2.0
package tornado.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;

/// A client that sends exact bytes and reads what comes. Texts are latin-1, a character for a byte.
public final class WireClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private WireClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /// Connects to a port of this machine.
  public static WireClient connect(int port) throws IOException {
    return new WireClient(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /// Returns the socket, to misbehave with.
  public Socket socket() {
    return socket;
  }

  /// Sends bytes.
  public void send(String latin1) throws IOException {
    out.write(latin1.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /// Sends a request and reads the response.
  public WireResponse exchange(String request) throws IOException {
    send(request);
    return read();
  }

  /// Sends a GET and reads the response.
  public WireResponse get(String target, String... fields) throws IOException {
    return exchange(request("GET", target, fields));
  }

  /// Sends a POST with a body and reads the response.
  public WireResponse post(String target, String body, String... fields) throws IOException {
    send(request("POST", target, fields).replaceFirst("\r\n\r\n$", "\r\n"));
    return exchange("Content-Length: " + body.length() + "\r\n\r\n" + body);
  }

  /// Sends a HEAD and reads the response, which has no body whatever it says.
  public WireResponse head(String target, String... fields) throws IOException {
    send(request("HEAD", target, fields));
    return WireResponse.of(readUntil("\r\n\r\n"), "");
  }

  /// Returns the head of a request.
  public static String request(String method, String target, String... fields) {
    var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: a\r\n");
    for (String field : fields) {
      head.append(field).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /// Returns a text compressed.
  public static String gzip(String latin1) throws IOException {
    var bytes = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(bytes))) {
      sink.writeString(latin1, StandardCharsets.ISO_8859_1);
    }
    return bytes.readString(StandardCharsets.ISO_8859_1);
  }

  /// Reads a response: with a Content-Length, in chunks, or to the end of the connection.
  public WireResponse read() throws IOException {
    String head = readUntil("\r\n\r\n");
    WireResponse response = WireResponse.of(head, "");
    String length = response.field("Content-Length");
    if (!length.isEmpty()) {
      return WireResponse.of(head, read(Integer.parseInt(length)));
    }
    if (!response.field("Transfer-Encoding").isEmpty()) {
      return WireResponse.of(head, readChunks());
    }
    boolean bodiless = response.code() == 204 || response.code() == 304 || response.code() < 200;
    return bodiless ? response : WireResponse.of(head, readAll());
  }

  private String readChunks() throws IOException {
    var body = new StringBuilder();
    while (true) {
      int size = Integer.parseInt(readUntil("\r\n").strip(), 16);
      body.append(read(size));
      readUntil("\r\n");
      if (size == 0) {
        return body.toString();
      }
    }
  }

  /// Reads that many bytes.
  public String read(int byteCount) throws IOException {
    byte[] bytes = in.readNBytes(byteCount);
    if (bytes.length < byteCount) {
      throw new IOException("connection ended within a body");
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /// Reads to the end of the connection.
  public String readAll() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /// Reads to the end of the connection, which may be a reset.
  public String readUntilGone() throws IOException {
    var text = new StringBuilder();
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        text.append((char) b);
      }
    } catch (SocketException e) {
      text.append("<reset>");
    }
    return text.toString();
  }

  /// Reads up to and including `end`.
  public String readUntil(String end) throws IOException {
    var text = new StringBuilder();
    while (text.length() < end.length() || text.indexOf(end, text.length() - end.length()) < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("connection ended after " + text);
      }
      text.append((char) b);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
