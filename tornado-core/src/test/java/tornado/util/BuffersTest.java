// SPDX-License-Identifier: Apache-2.0
package tornado.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is taken off okio's buffers.
final class BuffersTest {
  private static final String TEXT = "0123456789".repeat(10_000);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8192, 32_767, 32_768, 99_999, 100_000})
  void sharedOrCopiedItIsTheSame(int byteCount) {
    var source = new Buffer().writeUtf8(TEXT);

    ByteString taken = Buffers.takeShared(source, byteCount);

    assertThat(taken.utf8()).isEqualTo(TEXT.substring(0, byteCount));
    assertThat(source.readUtf8()).isEqualTo(TEXT.substring(byteCount));
  }

  @Test
  void whatWasTakenStaysWhenTheBufferIsUsedOn() {
    var source = new Buffer().writeUtf8(TEXT);

    ByteString taken = Buffers.takeShared(source, 50_000);
    source.clear();
    source.writeUtf8("x".repeat(200_000));

    assertThat(taken.utf8()).isEqualTo(TEXT.substring(0, 50_000));
  }

  @Test
  void moreThanThereIsCantBeTaken() {
    var source = new Buffer().writeUtf8(TEXT);

    assertThatThrownBy(() -> Buffers.takeShared(source, 100_001))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("fewer than 100001 bytes buffered");
  }
}
