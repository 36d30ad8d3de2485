// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which addresses are those of the public Internet.
final class AddressGuardTest {
  private static boolean allows(String ip) {
    return AddressGuard.PUBLIC_ONLY.allows(InetAddress.ofLiteral(ip));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
      })
  void allowsPublicIpv4(String ip) {
    assertThat(allows(ip)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.169.254",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.0",
        "192.168.255.255",
        "198.18.0.0",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.255",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
      })
  void refusesSpecialIpv4(String ip) {
    assertThat(allows(ip)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001:4860:4860::8888",
        "2606:4700:4700::1111",
        "2a00:1450::",
        "2001:200::1",
        "3fff:1000::1",
      })
  void allowsPublicIpv6(String ip) {
    assertThat(allows(ip)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::",
        "::1",
        "100::1",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
        "64:ff9b:1::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
      })
  void refusesSpecialIpv6(String ip) {
    assertThat(allows(ip)).isFalse();
  }

  /// 127.0.0.1, 10.0.0.1 and 169.254.169.254, as mapped, compatible, 6to4, Teredo (both its addresses), NAT64 and ISATAP.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "::10.0.0.1",
        "2002:7f00:1::1",
        "2002:a00:1::",
        "2002:a9fe:a9fe::1",
        "2001:0:7f00:1::f7f7:f7f7",
        "2001:0:808:808::80ff:fffe",
        "2001:0:808:808::f5ff:fffe",
        "64:ff9b::127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "2a00:1450::5efe:10.0.0.1",
        "2a00:1450::200:5efe:10.0.0.1",
      })
  void refusesWhatWrapsUpSpecialIpv4(String ip) {
    assertThat(allows(ip)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::ffff:8.8.8.8",
        "2002:808:808::1",
        "2001:0:808:808::f7f7:f7f7",
        "64:ff9b::8.8.8.8",
        "2a00:1450::5efe:8.8.8.8",
      })
  void allowsWhatWrapsUpPublicIpv4(String ip) {
    assertThat(allows(ip)).isTrue();
  }
}
