// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;

import okio.ByteString;
import tornado.http1connection.MessageParser.Role;

/// What holds for any bytes: they give events or a violation and nothing else, the same however they are cut, and no more
/// is kept or handed over than the limits allow. The last two are checked by [Transcript].
final class ParserLaw {
  /// Inputs up to this size are cut at every place.
  private static final int SHORT = 64;

  private ParserLaw() {}

  static void check(Role role, boolean toHead, byte[] input) {
    ByteString wire = ByteString.of(input);
    String whole = Transcript.of(role, toHead, wire);

    assertThat(Transcript.ofBytes(role, toHead, wire)).isEqualTo(whole);
    if (input.length > 1) {
      assertThat(Transcript.of(role, toHead, wire, cut(input, 1), cut(input, 2))).isEqualTo(whole);
    }
    for (int cut = 0; cut < input.length && input.length <= SHORT; cut++) {
      assertThat(Transcript.of(role, toHead, wire, cut)).isEqualTo(whole);
    }
  }

  /// Lets the fuzzer choose where to cut, by one of the last bytes. They are part of the message as well, so that files of
  /// the corpus are plain messages.
  private static int cut(byte[] input, int fromEnd) {
    return (input[input.length - fromEnd] & 0xff) * input.length / 256;
  }
}
