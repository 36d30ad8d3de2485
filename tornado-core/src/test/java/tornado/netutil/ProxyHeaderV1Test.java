// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.ProxyHeaders;

final class ProxyHeaderV1Test {
  private static final String LONGEST_IP = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255";

  private static ProxyHeader parse(ByteString bytes) {
    return ProxyHeader.parse(bytes.asByteBuffer(), 4096);
  }

  private static InetSocketAddress address(String ip, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
  }

  @ParameterizedTest
  @CsvSource({
    "PROXY TCP4 192.0.2.1 198.51.100.7 56324 443, 192.0.2.1, 56324, 198.51.100.7, 443",
    "PROXY TCP4 0.0.0.0 255.255.255.255 0 65535, 0.0.0.0, 0, 255.255.255.255, 65535",
    "PROXY TCP6 2001:db8::1 2001:DB8::2 1 2, 2001:db8::1, 1, 2001:db8::2, 2",
    "PROXY TCP6 :: ::1 1 2, ::, 1, ::1, 2",
    "PROXY TCP6 ::ffff:192.0.2.1 ::2 1 2, ::ffff:192.0.2.1, 1, ::2, 2",
  })
  void readsBothAddresses(String line, String source, int sourcePort, String to, int toPort) {
    ProxyHeader header = parse(ProxyHeaders.v1(line));

    assertThat(header)
        .isEqualTo(new ProxyHeader.Proxied(address(source, sourcePort), address(to, toPort)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PROXY UNKNOWN", "PROXY UNKNOWN ", "PROXY UNKNOWN ffff::1 what ever"})
  void unknownIsTheProxysOwn(String line) {
    assertThat(parse(ProxyHeaders.v1(line))).isEqualTo(new ProxyHeader.Local());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY  TCP4 192.0.2.1 198.51.100.7 1 2",
        "PROXY tcp4 192.0.2.1 198.51.100.7 1 2",
        "PROXY TCP5 192.0.2.1 198.51.100.7 1 2",
        "PROXY TCP4",
        "PROXY UNKNOWNS",
        "PROXY ",
        "PROXY UDP4 192.0.2.1 198.51.100.7 1 2"
      })
  void refusesAnUnknownProtocol(String line) {
    ProxyHeader header = parse(ProxyHeaders.v1(line));

    assertThat(header)
        .isIn(
            new ProxyHeader.Bad("unknown protocol"),
            new ProxyHeader.Bad("expected 6 fields but was 2"));
  }

  @ParameterizedTest
  @CsvSource({
    "PROXY TCP4 192.0.2.1 198.51.100.7 1, 5",
    "PROXY TCP4 192.0.2.1 198.51.100.7 1 2 3, 7",
    "PROXY TCP4 192.0.2.1 198.51.100.7 1 2' ', 7",
    "PROXY TCP4 192.0.2.1  198.51.100.7 1 2, 7",
  })
  void refusesOtherThanSixFields(String line, int count) {
    ProxyHeader header = parse(ProxyHeaders.v1(line.replace("' '", " ")));

    assertThat(header).isEqualTo(new ProxyHeader.Bad("expected 6 fields but was " + count));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TCP4 192.0.2.01 198.51.100.7",
        "TCP4 192.0.2 198.51.100.7",
        "TCP4 192.0.2.256 198.51.100.7",
        "TCP4 192.0.2.1 example.com",
        "TCP4 192.0.2.1 ::1",
        "TCP4 0x7f.0.0.1 192.0.2.1",
        "TCP4 192.0.2.1.1 192.0.2.1",
        "TCP4 +1.0.2.1 192.0.2.1",
        "TCP6 192.0.2.1 ::1",
        "TCP6 fe80::1%eth0 ::1",
        "TCP6 [::1] ::1",
        "TCP6 1::2::3 ::1",
        "TCP6 12345::1 ::1",
      })
  void refusesWhatIsNoAddressOfTheFamily(String fields) {
    ProxyHeader header = parse(ProxyHeaders.v1("PROXY " + fields + " 1 2"));

    assertThat(header).isEqualTo(new ProxyHeader.Bad("malformed address"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 65536", "01 2", "-1 2", "1 +2", "1 0x2", "1 99999", "1 \u0662"})
  void refusesWhatIsNoPort(String ports) {
    ProxyHeader header = parse(ProxyHeaders.v1("PROXY TCP4 192.0.2.1 198.51.100.7 " + ports));

    assertThat(header).isEqualTo(new ProxyHeader.Bad("malformed port"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY TCP4 192.0.2.1 198.51.100.7 1 2\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 1 2\rX",
        "PROXY UNKNOWN\r\r\n",
      })
  void refusesAnotherLineEnd(String text) {
    ProxyHeader header = parse(ByteString.encodeUtf8(text));

    assertThat(header).isEqualTo(new ProxyHeader.Bad("line does not end with CR LF"));
  }

  @Test
  void acceptsALineOf107Bytes() {
    String line = "PROXY UNKNOWN " + LONGEST_IP + " " + LONGEST_IP;

    ProxyHeader header = parse(ProxyHeaders.v1(line));

    assertThat(ProxyHeaders.v1(line).size()).isEqualTo(107);
    assertThat(header).isEqualTo(new ProxyHeader.Local());
  }

  @Test
  void refusesALineOf108Bytes() {
    ByteString header = ProxyHeaders.v1("PROXY UNKNOWN " + LONGEST_IP + " " + LONGEST_IP + "0");

    assertThat(header.size()).isEqualTo(108);
    assertThat(parse(header)).isEqualTo(new ProxyHeader.Bad("line over 107 bytes"));
    assertThat(parse(header.substring(0, 105))).isInstanceOf(ProxyHeader.Incomplete.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET / HTTP/1.1\r\n", "PRI * HTTP/2.0", "proxy TCP4 ", "PROXY\t", "\u0016"})
  void anythingElseIsNoHeader(String text) {
    assertThat(parse(ByteString.encodeUtf8(text))).isEqualTo(new ProxyHeader.Bad("no header"));
  }
}
