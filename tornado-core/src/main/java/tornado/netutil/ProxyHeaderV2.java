// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.zip.CRC32C;
import tornado.netutil.ProxyHeader.Bad;
import tornado.netutil.ProxyHeader.Incomplete;
import tornado.netutil.ProxyHeader.Local;
import tornado.netutil.ProxyHeader.Proxied;

/// Version 2 of the header: a signature, version and command, family, length, two addresses, and more values of types and lengths that
/// are skipped, but for a checksum.
///
/// **Thread**: any.
final class ProxyHeaderV2 {
  /// The bytes before the addresses.
  static final int FIXED_SIZE = 16;

  private static final byte[] SIGNATURE =
      "\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.US_ASCII);
  private static final int COMMAND = 12;
  private static final int FAMILY = 13;
  private static final int LENGTH = 14;

  private static final int LOCAL = 0x20;
  private static final int PROXY = 0x21;

  private static final int UNSPECIFIED = 0x00;
  private static final int TCP4 = 0x11;
  private static final int TCP6 = 0x21;
  private static final int UNIX = 0x31;

  private static final int PORTS_SIZE = 4;
  private static final int UNIX_PATH_SIZE = 108;

  /// The longest header without additional values.
  static final int MAX_PLAIN_SIZE = FIXED_SIZE + 2 * UNIX_PATH_SIZE;

  private static final int CHECKSUM = 0x03;
  private static final int VALUE_HEAD_SIZE = 3;

  private ProxyHeaderV2() {}

  static ProxyHeader parse(ByteBuffer bytes, int maxSize) {
    if (!ProxyHeader.matches(bytes, SIGNATURE)) {
      return new Bad("no header");
    }
    int size = bytes.limit();
    int command = size > COMMAND ? unsigned(bytes, COMMAND) : PROXY;
    if (command != LOCAL && command != PROXY) {
      return new Bad("version and command 0x%02x".formatted(command));
    }
    int family = size > FAMILY && command == PROXY ? unsigned(bytes, FAMILY) : UNSPECIFIED;
    int addresses = addressesSize(family);
    if (addresses < 0) {
      return new Bad("family and protocol 0x%02x".formatted(family));
    }
    if (size < FIXED_SIZE) {
      return new Incomplete((size < SIGNATURE.length ? SIGNATURE.length : FIXED_SIZE) - size);
    }
    int total = FIXED_SIZE + Short.toUnsignedInt(bytes.getShort(LENGTH));
    if (total > maxSize) {
      return new Bad("header of " + total + " bytes, over the limit of " + maxSize);
    }
    if (total < FIXED_SIZE + addresses) {
      return new Bad("no room for the addresses");
    }
    if (size < total) {
      return new Incomplete(total - size);
    }
    return addresses == 0 ? new Local() : proxied(bytes.slice(0, total), family, addresses);
  }

  /// Returns the byte count of both addresses, or -1 for a family that isn't defined or doesn't come over a stream.
  private static int addressesSize(int family) {
    return switch (family) {
      case UNSPECIFIED -> 0;
      case TCP4 -> 2 * 4 + PORTS_SIZE;
      case TCP6 -> 2 * 16 + PORTS_SIZE;
      case UNIX -> 2 * UNIX_PATH_SIZE;
      default -> -1;
    };
  }

  private static ProxyHeader proxied(ByteBuffer header, int family, int addresses) {
    String flaw = flawOfValues(header, FIXED_SIZE + addresses);
    if (!flaw.isEmpty()) {
      return new Bad(flaw);
    }
    try {
      int size = family == UNIX ? UNIX_PATH_SIZE : (addresses - PORTS_SIZE) / 2;
      int ports = FIXED_SIZE + 2 * size;
      return family == UNIX
          ? new Proxied(unix(header, FIXED_SIZE), unix(header, FIXED_SIZE + size))
          : new Proxied(
              inet(header, FIXED_SIZE, size, ports),
              inet(header, FIXED_SIZE + size, size, ports + Short.BYTES));
    } catch (InvalidPathException | UnknownHostException ignored) {
      // Says what was in the header: nothing for the log.
      return new Bad("malformed address");
    }
  }

  /// Returns what is wrong with the values that follow the addresses; empty if nothing is.
  private static String flawOfValues(ByteBuffer header, int from) {
    int end = header.limit();
    for (int at = from; at < end; ) {
      if (end - at < VALUE_HEAD_SIZE) {
        return "additional value is cut off";
      }
      int value = at + VALUE_HEAD_SIZE;
      int next = value + Short.toUnsignedInt(header.getShort(at + 1));
      if (next > end) {
        return "additional value is cut off";
      }
      if (header.get(at) == CHECKSUM
          && (next - value != Integer.BYTES
              || header.getInt(value) != checksumWithout(header, value))) {
        return "wrong checksum";
      }
      at = next;
    }
    return "";
  }

  /// Returns the CRC32C of the header with zeros for the checksum at `at`.
  private static int checksumWithout(ByteBuffer header, int at) {
    var checksum = new CRC32C();
    checksum.update(header.slice(0, at));
    checksum.update(new byte[Integer.BYTES]);
    int rest = at + Integer.BYTES;
    checksum.update(header.slice(rest, header.limit() - rest));
    return (int) checksum.getValue();
  }

  private static InetSocketAddress inet(ByteBuffer header, int at, int size, int port)
      throws UnknownHostException {
    byte[] ip = new byte[size];
    header.get(at, ip);
    return new InetSocketAddress(
        InetAddress.getByAddress(ip), Short.toUnsignedInt(header.getShort(port)));
  }

  /// An address that is no file's, such as one in Linux' abstract namespace, counts as unnamed.
  private static SocketAddress unix(ByteBuffer header, int at) {
    byte[] path = new byte[UNIX_PATH_SIZE];
    header.get(at, path);
    int end = 0;
    while (end < path.length && path[end] != 0) {
      end++;
    }
    return UnixDomainSocketAddress.of(new String(path, 0, end, StandardCharsets.UTF_8));
  }

  private static int unsigned(ByteBuffer bytes, int at) {
    return Byte.toUnsignedInt(bytes.get(at));
  }
}
