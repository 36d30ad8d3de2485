// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.fixture.ProxyHeaders.TCP4;
import static tornado.fixture.ProxyHeaders.TCP6;
import static tornado.fixture.ProxyHeaders.v1;
import static tornado.fixture.ProxyHeaders.v2;
import static tornado.fixture.ProxyHeaders.value;

import java.util.List;
import java.util.stream.Stream;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tornado.fixture.ProxyHeaders;

/// The parser's law: however a header comes in pieces, and whatever follows, it says the same; and who reads what it asks for reads the
/// header and nothing else.
final class ProxyHeaderLawTest {
  private static final int MAX_SIZE = 400;
  private static final ByteString WHAT_FOLLOWS = ByteString.encodeUtf8("GET / HTTP/1.1\r\n\r\n");

  static List<ByteString> good() {
    return List.of(
        v1("PROXY TCP4 192.0.2.1 198.51.100.7 56324 443"),
        v1("PROXY TCP4 1.1.1.1 2.2.2.2 3 4"),
        v1("PROXY TCP6 2001:db8::1 ::ffff:192.0.2.1 56324 443"),
        v1("PROXY TCP6 :: :: 0 0"),
        v1("PROXY UNKNOWN"),
        v1("PROXY UNKNOWN "),
        v1("PROXY UNKNOWN 1 2 3 4 5 6 7"),
        v2(0x20, 0x00),
        v2(0x20, 0x77, TCP4),
        v2(0x21, 0x00, TCP4),
        v2(0x21, 0x11, TCP4),
        v2(0x21, 0x11, TCP4, value(0x02, ByteString.encodeUtf8("example.com"))),
        v2(0x21, 0x21, TCP6),
        v2(0x21, 0x31, ProxyHeaders.unix("/run/a", "/run/b")),
        ProxyHeaders.checked(value(0x04, ByteString.encodeUtf8("pad"))));
  }

  static List<ByteString> bad() {
    return List.of(
        ByteString.encodeUtf8("GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        ByteString.encodeUtf8("PROXY TCP4 1.1.1.1 2.2.2.2 3 4\n"),
        ByteString.encodeUtf8("PROXY TCP4 1.1.1.1 2.2.2.2 3 4\r\r\n"),
        v1("PROXY"),
        v1("PROXY TCP"),
        v1("PROXY TCP4 1.1.1.1 2.2.2.2 3"),
        v1("PROXY TCP6 1.1.1.1 2.2.2.2 3 4"),
        v1("PROXY UNKNOWN " + "x".repeat(100)),
        v1("PROXY TCP6 " + "x".repeat(100)),
        ByteString.decodeHex("0d0a0d0a000d0a515549540c21110000"),
        v2(0x22, 0x11, TCP4),
        v2(0x11, 0x11, TCP4),
        v2(0x21, 0x12, TCP4),
        v2(0x21, 0x21, TCP4),
        v2(0x21, 0x11, TCP4, ByteString.decodeHex("020001")),
        v2(0x21, 0x11, TCP4, value(0x03, ByteString.decodeHex("00000000"))),
        v2(0x20, 0x11, ByteString.of(new byte[MAX_SIZE])));
  }

  static Stream<ByteString> all() {
    return Stream.concat(good().stream(), bad().stream());
  }

  private static ProxyHeader parse(ByteString bytes) {
    return ProxyHeader.parse(bytes.asByteBuffer(), MAX_SIZE);
  }

  private static ByteString join(ByteString one, ByteString other) {
    return new Buffer().write(one).write(other).readByteString();
  }

  /// No piece says anything before the one that decides, and none after says anything else.
  @ParameterizedTest
  @MethodSource("all")
  void fedWholeByteByByteAndCutAnywhere(ByteString header) {
    ByteString wire = join(header, WHAT_FOLLOWS);
    ProxyHeader whole = parse(wire);

    boolean decided = false;
    for (int size = 0; size <= wire.size(); size++) {
      ProxyHeader soFar = parse(wire.substring(0, size));
      decided |= !(soFar instanceof ProxyHeader.Incomplete);
      if (decided) {
        assertThat(soFar).as("%d bytes", size).isEqualTo(whole);
      }
    }
    assertThat(whole).isNotInstanceOf(ProxyHeader.Incomplete.class);
  }

  @ParameterizedTest
  @MethodSource("good")
  void asksForNoByteThatFollows(ByteString header) {
    for (int size = 0; size < header.size(); size++) {
      int left = header.size() - size;

      ProxyHeader soFar = parse(header.substring(0, size));

      assertThat(soFar)
          .isInstanceOfSatisfying(
              ProxyHeader.Incomplete.class, it -> assertThat(it.missing()).isBetween(1, left));
    }
  }
}
