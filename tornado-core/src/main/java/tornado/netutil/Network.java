// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.net.InetAddress;
import okio.ByteString;

/// A block of IP addresses of one family: those that begin with the same bits (RFC 4632 §3.1, RFC 4291 §2.3).
///
/// **Thread**: any.
///
/// @param first the block's first address
/// @param bits how many bits its addresses have in common
public record Network(ByteString first, int bits) {
  /// Makes a block.
  ///
  /// @throws IllegalArgumentException if `first` is no address, or hasn't so many bits
  public Network {
    int all = first.size() * Byte.SIZE;
    if (all != 32 && all != 128) {
      throw new IllegalArgumentException("first is no address: " + first.hex());
    }
    if (bits < 0 || bits > all) {
      throw new IllegalArgumentException("bits < 0 or > " + all + ": " + bits);
    }
  }

  /// Returns the block that is written as `10.0.0.0/8`, or as a single address.
  ///
  /// @throws IllegalArgumentException if `text` is neither, or its address is not the block's first
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!Netutil.isValidIp(address)) {
      throw new IllegalArgumentException("expected a network but was '" + text + "'");
    }
    ByteString first = ByteString.of(InetAddress.ofLiteral(address).getAddress());
    int all = first.size() * Byte.SIZE;
    var network = new Network(first, slash < 0 ? all : bits(text.substring(slash + 1), all, text));
    if (network.hasBitsBeyond()) {
      throw new IllegalArgumentException(
          "expected a network's first address but was '" + text + "'");
    }
    return network;
  }

  /// Tells whether `address` is in the block.
  public boolean contains(InetAddress address) {
    ByteString other = ByteString.of(address.getAddress());
    if (other.size() != first.size()) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      if (bit(other, i) != bit(first, i)) {
        return false;
      }
    }
    return true;
  }

  private static int bits(String digits, int all, String text) {
    if (digits.matches("[0-9]{1,3}") && Integer.parseInt(digits) <= all) {
      return Integer.parseInt(digits);
    }
    throw new IllegalArgumentException("expected 0 to " + all + " bits but was '" + text + "'");
  }

  private boolean hasBitsBeyond() {
    for (int i = bits; i < first.size() * Byte.SIZE; i++) {
      if (bit(first, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean bit(ByteString address, int i) {
    return (address.getByte(i / Byte.SIZE) >> (Byte.SIZE - 1 - i % Byte.SIZE) & 1) != 0;
  }
}
