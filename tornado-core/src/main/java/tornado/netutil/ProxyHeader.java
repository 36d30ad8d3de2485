// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/// What the first bytes of a connection say about who is behind the proxy: a header of the
/// [PROXY protocol](https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt), version 1 or 2.
///
/// It depends on the bytes up to the header's end, or up to the first that is wrong, and on nothing else: neither on what follows nor on
/// how they came in pieces.
///
/// **Thread**: any.
sealed interface ProxyHeader {
  /// As many bytes as tell the versions apart; neither has a header that is shorter.
  int SHORTEST = 12;

  /// The header has not ended.
  ///
  /// @param missing how many more bytes it has for certain; reading those reads nothing that follows
  record Incomplete(int missing) implements ProxyHeader {}

  /// The connection is the proxy's own, such as a check of our health, or it can't tell whose.
  record Local() implements ProxyHeader {}

  /// The connection is someone else's.
  ///
  /// @param source who connected to the proxy
  /// @param destination the address that was connected to
  record Proxied(SocketAddress source, SocketAddress destination) implements ProxyHeader {}

  /// This is no header.
  ///
  /// @param reason what is wrong
  record Bad(String reason) implements ProxyHeader {}

  /// Reads the remaining bytes of `bytes`, whose position stays.
  ///
  /// @param maxSize the longest header that is accepted
  static ProxyHeader parse(ByteBuffer bytes, int maxSize) {
    ByteBuffer view = bytes.slice();
    if (!view.hasRemaining()) {
      return new Incomplete(SHORTEST);
    }
    return switch (view.get(0)) {
      case 'P' -> ProxyHeaderV1.parse(view);
      case '\r' -> ProxyHeaderV2.parse(view, maxSize);
      default -> new Bad("no header");
    };
  }

  /// Tells whether the bytes are, as far as they go, those that `expected` begins with.
  static boolean matches(ByteBuffer bytes, byte[] expected) {
    int size = Math.min(bytes.limit(), expected.length);
    for (int i = 0; i < size; i++) {
      if (bytes.get(i) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
