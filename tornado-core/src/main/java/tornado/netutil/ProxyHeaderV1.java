// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import tornado.netutil.ProxyHeader.Bad;
import tornado.netutil.ProxyHeader.Incomplete;
import tornado.netutil.ProxyHeader.Local;
import tornado.netutil.ProxyHeader.Proxied;

/// Version 1 of the header: a line of text, `PROXY TCP4 192.0.2.1 198.51.100.7 56324 443`.
///
/// **Thread**: any.
final class ProxyHeaderV1 {
  /// The longest line, its end included.
  static final int MAX_SIZE = 107;

  private static final byte[] START = "PROXY ".getBytes(StandardCharsets.US_ASCII);
  private static final int SHORTEST_UNKNOWN = "PROXY UNKNOWN\r\n".length();
  private static final int FIELDS = 6;

  /// A number without leading zeros: some read those as octal.
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
  private static final Pattern PORT = Pattern.compile("0|[1-9][0-9]{0,4}");

  private ProxyHeaderV1() {}

  static ProxyHeader parse(ByteBuffer bytes) {
    if (!ProxyHeader.matches(bytes, START)) {
      return new Bad("no header");
    }
    int end = endOfText(bytes);
    if (end == MAX_SIZE - 1) {
      return new Bad("line over " + MAX_SIZE + " bytes");
    }
    if (end == bytes.limit()) {
      return new Incomplete(missing(bytes));
    }
    if (bytes.get(end) == '\r' && end + 1 == bytes.limit()) {
      return new Incomplete(1);
    }
    if (bytes.get(end) != '\r' || bytes.get(end + 1) != '\n') {
      return new Bad("line does not end with CR LF");
    }
    return ofLine(StandardCharsets.ISO_8859_1.decode(bytes.slice(0, end)).toString());
  }

  /// Returns where the line's end begins, or how far there is none.
  private static int endOfText(ByteBuffer bytes) {
    int size = Math.min(bytes.limit(), MAX_SIZE - 1);
    for (int i = 0; i < size; i++) {
      if (bytes.get(i) == '\r' || bytes.get(i) == '\n') {
        return i;
      }
    }
    return size;
  }

  private static int missing(ByteBuffer bytes) {
    int size = bytes.limit();
    if (size < ProxyHeader.SHORTEST) {
      return ProxyHeader.SHORTEST - size;
    }
    int lineEnd = 2;
    if (bytes.get(START.length) != 'T') {
      return Math.max(SHORTEST_UNKNOWN - size, lineEnd);
    }
    int fields = 1;
    for (int i = 0; i < size; i++) {
      fields += bytes.get(i) == ' ' ? 1 : 0;
    }
    // Each of the fields to come has a space before it and a character at least.
    return 2 * Math.max(FIELDS - fields, 0) + lineEnd;
  }

  private static ProxyHeader ofLine(String line) {
    String[] fields = line.split(" ", -1);
    if (fields[1].equals("UNKNOWN")) {
      return new Local();
    }
    boolean v4 = fields[1].equals("TCP4");
    if (!v4 && !fields[1].equals("TCP6")) {
      return new Bad("unknown protocol");
    }
    if (fields.length != FIELDS) {
      return new Bad("expected " + FIELDS + " fields but was " + fields.length);
    }
    if (!isAddress(fields[2], v4) || !isAddress(fields[3], v4)) {
      return new Bad("malformed address");
    }
    if (!isPort(fields[4]) || !isPort(fields[5])) {
      return new Bad("malformed port");
    }
    return new Proxied(address(fields[2], fields[4]), address(fields[3], fields[5]));
  }

  private static boolean isAddress(String text, boolean v4) {
    return v4 ? IPV4.matcher(text).matches() : text.indexOf(':') >= 0 && Netutil.isValidIp(text);
  }

  private static boolean isPort(String text) {
    return PORT.matcher(text).matches() && Integer.parseInt(text) <= 65_535;
  }

  private static InetSocketAddress address(String ip, String port) {
    return new InetSocketAddress(InetAddress.ofLiteral(ip), Integer.parseInt(port));
  }
}
