// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tornado.netutil.Network;

/// The addresses of the public Internet, by IANA's registries of special-purpose addresses (RFC 6890).
///
/// **Thread**: any.
final class PublicAddresses implements AddressGuard {
  private static final List<Network> SPECIAL_V4 =
      networks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // shared with a carrier's NAT
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local, and where clouds tell secrets
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // relays of 6to4
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, and broadcast

  /// All that was ever given out for the Internet; loopback, unique-local, link-local and multicast addresses are elsewhere.
  private static final Network GLOBAL_V6 = Network.parse("2000::/3");

  private static final List<Network> SPECIAL_V6 =
      networks(
          "2001::/23", // protocol assignments
          "2001:db8::/32", // documentation
          "3fff::/20"); // documentation

  private static final Network NAT64 = Network.parse("64:ff9b::/96");
  private static final Network SIX_TO_FOUR = Network.parse("2002::/16");
  private static final Network TEREDO = Network.parse("2001::/32");

  @Override
  public boolean allows(InetAddress address) {
    if (address instanceof Inet4Address) {
      return SPECIAL_V4.stream().noneMatch(network -> network.contains(address));
    }
    byte[] bytes = address.getAddress();
    if (NAT64.contains(address)) {
      return allows(v4(bytes, 12, 0));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return allows(v4(bytes, 2, 0));
    }
    if (TEREDO.contains(address)) {
      // RFC 4380 §4: the server, and the client with each bit turned over.
      return allows(v4(bytes, 4, 0)) && allows(v4(bytes, 12, 0xff));
    }
    return GLOBAL_V6.contains(address)
        && SPECIAL_V6.stream().noneMatch(network -> network.contains(address))
        && (!isIsatap(bytes) || allows(v4(bytes, 12, 0)));
  }

  @Override
  public String toString() {
    return "AddressGuard.PUBLIC_ONLY";
  }

  /// RFC 5214 §6.1: the interface is `0000:5efe` or `0200:5efe`, and an IPv4 address.
  private static boolean isIsatap(byte[] bytes) {
    return (bytes[8] & 0xfd) == 0
        && bytes[9] == 0
        && bytes[10] == 0x5e
        && (bytes[11] & 0xff) == 0xfe;
  }

  private static InetAddress v4(byte[] bytes, int from, int turned) {
    byte[] part = Arrays.copyOfRange(bytes, from, from + 4);
    for (int i = 0; i < part.length; i++) {
      part[i] ^= (byte) turned;
    }
    try {
      return InetAddress.getByAddress(part);
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(Network::parse).toList();
  }
}
