// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.fixture.ProxyHeaders.TCP4;
import static tornado.fixture.ProxyHeaders.TCP6;
import static tornado.fixture.ProxyHeaders.v2;
import static tornado.fixture.ProxyHeaders.value;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.ProxyHeaders;

final class ProxyHeaderV2Test {
  private static final int LOCAL = 0x20;
  private static final int PROXY = 0x21;
  private static final int OVER_TCP4 = 0x11;
  private static final int OVER_TCP6 = 0x21;
  private static final int OVER_UNIX = 0x31;

  private static final ProxyHeader FROM_IPV4 =
      new ProxyHeader.Proxied(address("192.0.2.1", 56324), address("198.51.100.7", 443));

  private static ProxyHeader parse(ByteString bytes) {
    return ProxyHeader.parse(bytes.asByteBuffer(), 4096);
  }

  private static InetSocketAddress address(String ip, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
  }

  private static ByteString zeros(int byteCount) {
    return ByteString.of(new byte[byteCount]);
  }

  @Test
  void readsIPv4Addresses() {
    assertThat(parse(v2(PROXY, OVER_TCP4, TCP4))).isEqualTo(FROM_IPV4);
  }

  @Test
  void readsIPv6Addresses() {
    assertThat(parse(v2(PROXY, OVER_TCP6, TCP6)))
        .isEqualTo(
            new ProxyHeader.Proxied(address("2001:db8::1", 56324), address("2001:db8::2", 443)));
  }

  @Test
  void readsUnixAddresses() {
    ProxyHeader header = parse(v2(PROXY, OVER_UNIX, ProxyHeaders.unix("/run/a", "/run/b")));

    assertThat(header)
        .isEqualTo(
            new ProxyHeader.Proxied(
                UnixDomainSocketAddress.of("/run/a"), UnixDomainSocketAddress.of("/run/b")));
  }

  @Test
  void unixAddressThatIsNoFilesIsUnnamed() {
    ProxyHeader header = parse(v2(PROXY, OVER_UNIX, ProxyHeaders.unix("", "\0abstract")));

    var unnamed = UnixDomainSocketAddress.of("");
    assertThat(header).isEqualTo(new ProxyHeader.Proxied(unnamed, unnamed));
  }

  @Test
  void unixAddressMayFillItsRoom() {
    String path = "/" + "x".repeat(107);

    ProxyHeader header = parse(v2(PROXY, OVER_UNIX, ProxyHeaders.unix(path, "")));

    assertThat(header)
        .isEqualTo(
            new ProxyHeader.Proxied(
                UnixDomainSocketAddress.of(path), UnixDomainSocketAddress.of("")));
  }

  /// The proxy's own connections have whatever family, which doesn't count.
  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x11, 0x12, 0x77})
  void localCommandIsTheProxysOwn(int family) {
    assertThat(parse(v2(LOCAL, family, TCP4))).isEqualTo(new ProxyHeader.Local());
    assertThat(parse(v2(LOCAL, family))).isEqualTo(new ProxyHeader.Local());
  }

  @Test
  void unspecifiedFamilyKeepsTheRealAddress() {
    assertThat(parse(v2(PROXY, 0x00, ByteString.encodeUtf8("whatever"))))
        .isEqualTo(new ProxyHeader.Local());
  }

  @ParameterizedTest
  @CsvSource({"0x11", "0x31", "0x22", "0x2f", "0x00"})
  void refusesAnotherVersionOrCommand(String command) {
    ProxyHeader header = parse(v2(Integer.decode(command), OVER_TCP4, TCP4));

    assertThat(header).isEqualTo(new ProxyHeader.Bad("version and command " + command));
  }

  /// Datagrams don't come over a stream.
  @ParameterizedTest
  @CsvSource({"0x01", "0x10", "0x12", "0x22", "0x32", "0x41", "0xff"})
  void refusesAnotherFamily(String family) {
    ProxyHeader header = parse(v2(PROXY, Integer.decode(family), zeros(216)));

    assertThat(header).isEqualTo(new ProxyHeader.Bad("family and protocol " + family));
  }

  @ParameterizedTest
  @CsvSource({"17, 11", "33, 35", "49, 215", "17, 0"})
  void refusesALengthWithoutRoomForTheAddresses(int family, int length) {
    ProxyHeader header = parse(v2(PROXY, family, zeros(length)));

    assertThat(header).isEqualTo(new ProxyHeader.Bad("no room for the addresses"));
  }

  @Test
  void skipsAdditionalValues() {
    ByteString authority = value(0x02, ByteString.encodeUtf8("example.com"));
    ByteString empty = value(0x04, ByteString.EMPTY);
    ByteString unknown = value(0xee, zeros(700));

    assertThat(parse(v2(PROXY, OVER_TCP4, TCP4, authority, empty, unknown))).isEqualTo(FROM_IPV4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"02", "0200", "020001", "02000441", "04000002000a41"})
  void refusesAnAdditionalValueThatIsCutOff(String hex) {
    ProxyHeader header = parse(v2(PROXY, OVER_TCP4, TCP4, ByteString.decodeHex(hex)));

    assertThat(header).isEqualTo(new ProxyHeader.Bad("additional value is cut off"));
  }

  @Test
  void checksumMayBeRight() {
    assertThat(parse(ProxyHeaders.checked())).isEqualTo(FROM_IPV4);
    assertThat(parse(ProxyHeaders.checked(value(0x01, ByteString.encodeUtf8("h2")))))
        .isEqualTo(FROM_IPV4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000", "000000", "0000000000", ""})
  void refusesAWrongChecksum(String hex) {
    ByteString checksum = value(0x03, ByteString.decodeHex(hex));

    ProxyHeader header = parse(v2(PROXY, OVER_TCP4, TCP4, checksum));

    assertThat(header).isEqualTo(new ProxyHeader.Bad("wrong checksum"));
  }

  @Test
  void checksumCoversEveryByte() {
    byte[] bytes = ProxyHeaders.checked(value(0x04, zeros(3))).toByteArray();
    bytes[16] ^= 1;

    assertThat(parse(ByteString.of(bytes))).isEqualTo(new ProxyHeader.Bad("wrong checksum"));
  }

  /// Nothing of it is read but its length.
  @Test
  void refusesAHeaderOverTheLimit() {
    ByteString header = v2(PROXY, OVER_TCP4, TCP4, value(0x04, zeros(300)));

    assertThat(ProxyHeader.parse(header.asByteBuffer(), header.size())).isEqualTo(FROM_IPV4);
    assertThat(ProxyHeader.parse(header.substring(0, 16).asByteBuffer(), header.size() - 1))
        .isEqualTo(new ProxyHeader.Bad("header of 331 bytes, over the limit of 330"));
  }

  @Test
  void refusesAnotherSignature() {
    ByteString header = ByteString.decodeHex("0d0a0d0a000d0a515549540b21110000");

    assertThat(parse(header)).isEqualTo(new ProxyHeader.Bad("no header"));
    assertThat(parse(ByteString.encodeUtf8("\r\nGET"))).isEqualTo(new ProxyHeader.Bad("no header"));
  }
}
