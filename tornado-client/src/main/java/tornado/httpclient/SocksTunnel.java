// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static tornado.ioloop.Async.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import okio.Buffer;
import okio.ByteString;
import tornado.iostream.IOStream;
import tornado.netutil.BindOptions;
import tornado.netutil.Netutil;
import tornado.netutil.Resolver;

/// Asks a SOCKS proxy for a connection to a server (RFC 1928), after logging in if that was said (RFC 1929).
///
/// **Thread**: a coroutine's.
final class SocksTunnel {
  private static final int VERSION = 5;
  private static final int NO_LOGIN = 0;
  private static final int PASSWORD_LOGIN = 2;
  private static final int NO_METHOD = 0xff;
  private static final int LOGIN_VERSION = 1;
  private static final int CONNECT = 1;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;
  private static final int MAX_NAME_BYTE_COUNT = 255;

  private final IOStream stream;
  private final ProxyServer proxy;
  private final Resolver resolver;

  /// @param resolver finds the address of a server that the proxy isn't told the name of
  SocksTunnel(IOStream stream, ProxyServer proxy, Resolver resolver) {
    this.stream = stream;
    this.proxy = proxy;
    this.resolver = resolver;
  }

  /// Asks, and waits until the connection leads to the server.
  ///
  /// @throws HTTPClientError if the proxy refuses, or isn't one
  void open(Endpoint server, BindOptions.Family family) {
    Buffer request = request(server, family);
    greet();
    stream.write(request);
    ByteString answer = read(4);
    int code = answer.getByte(1) & 0xff;
    if (code != 0) {
      throw new HTTPClientError(
          "proxy %s refused to connect to %s: %s"
              .formatted(proxy, server.hostAndPort(), meaning(code)),
          null);
    }
    // Its own address and port there, which nobody needs.
    switch (answer.getByte(3)) {
      case IPV4 -> bytes(4 + 2);
      case IPV6 -> bytes(16 + 2);
      case NAME -> bytes((bytes(1).getByte(0) & 0xff) + 2);
      default -> throw broken("address of type " + answer.getByte(3));
    }
  }

  /// Agrees on a way to log in, and goes it (RFC 1928 §3).
  private void greet() {
    boolean known = proxy.username() != null;
    var greeting = new Buffer().writeByte(VERSION).writeByte(known ? 2 : 1).writeByte(NO_LOGIN);
    stream.write(known ? greeting.writeByte(PASSWORD_LOGIN) : greeting);
    int method = read(2).getByte(1) & 0xff;
    if (method == PASSWORD_LOGIN && known) {
      logIn();
    } else if (method == NO_METHOD) {
      throw new HTTPClientError(
          "proxy %s takes none of the ways to log in that were offered (%s)"
              .formatted(
                  proxy,
                  known
                      ? "none, and a password"
                      : "none; set proxyUsername and proxyPassword to offer them"),
          null);
    } else if (method != NO_LOGIN) {
      throw broken("method %d, which was not offered".formatted(method));
    }
  }

  private void logIn() {
    ByteString name = ByteString.encodeUtf8(String.valueOf(proxy.username()));
    ByteString word = ByteString.encodeUtf8(proxy.password());
    stream.write(
        new Buffer()
            .writeByte(LOGIN_VERSION)
            .writeByte(name.size())
            .write(name)
            .writeByte(word.size())
            .write(word));
    if (bytes(2).getByte(1) != 0) {
      throw new HTTPClientError(
          "proxy %s doesn't take this proxyUsername and proxyPassword".formatted(proxy), null);
    }
  }

  private Buffer request(Endpoint server, BindOptions.Family family) {
    var request = new Buffer().writeByte(VERSION).writeByte(CONNECT).writeByte(0);
    String host = server.host();
    if (Netutil.isValidIp(host)) {
      writeAddress(request, InetAddress.ofLiteral(host));
    } else if (proxy.kind() == ProxyServer.Kind.SOCKS5H) {
      ByteString name = ByteString.encodeUtf8(host);
      if (name.size() > MAX_NAME_BYTE_COUNT) {
        throw new HTTPClientError("host is longer than SOCKS has room for: " + name.size(), null);
      }
      request.writeByte(NAME).writeByte(name.size()).write(name);
    } else {
      InetSocketAddress first = await(resolver.resolve(host, server.port(), family)).getFirst();
      writeAddress(request, first.getAddress());
    }
    return request.writeShort(server.port());
  }

  private static void writeAddress(Buffer request, InetAddress address) {
    byte[] bytes = address.getAddress();
    request.writeByte(bytes.length == 4 ? IPV4 : IPV6).write(bytes);
  }

  /// Reads an answer that begins with the version.
  private ByteString read(int byteCount) {
    ByteString answer = bytes(byteCount);
    if (answer.getByte(0) != VERSION) {
      throw broken("version " + (answer.getByte(0) & 0xff) + " (is it a SOCKS 5 proxy?)");
    }
    return answer;
  }

  private ByteString bytes(int byteCount) {
    return await(stream.readBytes(byteCount));
  }

  private HTTPClientError broken(String what) {
    return new HTTPClientError("proxy %s broke the protocol: %s".formatted(proxy, what), null);
  }

  /// RFC 1928 §6.
  private static String meaning(int code) {
    return switch (code) {
      case 1 -> "general failure (its log may say more)";
      case 2 -> "not allowed by its rules";
      case 3 -> "the network can't be reached";
      case 4 -> "the host can't be reached, or isn't known";
      case 5 -> "the connection was refused";
      case 6 -> "too many hops (TTL expired)";
      case 7 -> "it doesn't know the command CONNECT";
      case 8 -> "it doesn't take this type of address (socks5h: has it resolve names)";
      default -> "for reason " + code + ", which has no meaning";
    };
  }
}
