// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// Shows a peer's address as text.
///
/// **Thread**: any.
public final class PeerAddress {
  private static final int GROUPS = 8;

  private PeerAddress() {}

  /// Returns the IP address, an IPv6 one in its short form (RFC 5952 §4) and without its zone; `0.0.0.0` if there is none, as for a
  /// Unix socket.
  public static String ip(SocketAddress address) {
    InetAddress ip = address instanceof InetSocketAddress inet ? inet.getAddress() : null;
    return switch (ip) {
      case null -> "0.0.0.0";
      case Inet6Address v6 -> shortForm(v6.getAddress());
      default -> ip.getHostAddress();
    };
  }

  /// Returns what logs show: the IP address, or the address itself if it is none.
  public static String forLog(SocketAddress address) {
    return address instanceof InetSocketAddress ? ip(address) : address.toString();
  }

  private static String shortForm(byte[] address) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = (address[2 * i] & 0xff) << 8 | (address[2 * i + 1] & 0xff);
    }
    int from = 0;
    int to = 0;
    for (int i = 0; i < GROUPS; i++) {
      int end = endOfZeros(groups, i);
      if (end - i > Math.max(1, to - from)) {
        from = i;
        to = end;
      }
    }
    return from == to
        ? join(groups, 0, GROUPS)
        : join(groups, 0, from) + "::" + join(groups, to, GROUPS);
  }

  private static int endOfZeros(int[] groups, int from) {
    int end = from;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end;
  }

  private static String join(int[] groups, int from, int to) {
    var text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i > from ? ":" : "").append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
