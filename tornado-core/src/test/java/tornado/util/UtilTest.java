// SPDX-License-Identifier: Apache-2.0
package tornado.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import okio.ByteString;
import org.junit.jupiter.api.Test;

class UtilTest {
  @Test
  void reUnescapeGivesBackWhatWasEscaped() {
    assertThat(Util.reUnescape("/favicon\\.ico\\/\\(x\\)\\\\")).isEqualTo("/favicon.ico/(x)\\");
    assertThat(Util.reUnescape("plain")).isEqualTo("plain");
  }

  @Test
  void reUnescapeRefusesWhatMeansMoreThanACharacter() {
    for (String pattern : new String[] {"\\d", "\\b", "\\Z", "\\1", "x\\"}) {
      assertThatThrownBy(() -> Util.reUnescape(pattern))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void websocketMaskCombinesByteByByte() {
    assertThat(
            Util.websocketMask(ByteString.encodeUtf8("abcd"), ByteString.encodeUtf8("54321"))
                .utf8())
        .isEqualTo("TVPVP");
    assertThat(
            Util.websocketMask(ByteString.encodeUtf8("ZXCV"), ByteString.encodeUtf8("98765432"))
                .utf8())
        .isEqualTo("c`t`olpd");
    assertThat(
            Util.websocketMask(
                    ByteString.decodeHex("00010203"), ByteString.decodeHex("fffbfdfcfefa"))
                .hex())
        .isEqualTo("fffafffffefb");
  }

  /// HARD-030 of the hardening list, CVE-2026-49854: a mask that is not four bytes was read out of bounds.
  @Test
  void websocketMaskRefusesMasksThatAreNotFourBytes() {
    for (String mask : new String[] {"", "abc", "abcde"}) {
      assertThatThrownBy(() -> Util.websocketMask(ByteString.encodeUtf8(mask), ByteString.EMPTY))
          .hasMessage("mask size is not 4: " + mask.length());
    }
  }
}
