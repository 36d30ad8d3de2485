// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class IOStreamOptionsTest {
  @Test
  void hasTornadosDefaults() {
    IOStreamOptions options = IOStreamOptions.DEFAULT;

    assertThat(options.maxBufferSize()).isEqualTo(104_857_600);
    assertThat(options.readChunkSize()).isEqualTo(65_536);
    assertThat(options.maxWriteBufferSize()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void readChunkIsAtMostHalfTheBuffer() {
    var options = IOStreamOptions.builder().maxBufferSize(1000).readChunkSize(900).build();

    assertThat(options.readChunkSize()).isEqualTo(500);
  }

  @Test
  void rejectsSizesThatHoldNothing() {
    var builder = IOStreamOptions.builder();

    assertThatThrownBy(() -> builder.maxBufferSize(0)).hasMessage("byteCount <= 0: 0");
    assertThatThrownBy(() -> builder.readChunkSize(-1)).hasMessage("byteCount <= 0: -1");
    assertThatThrownBy(() -> builder.maxWriteBufferSize(0)).hasMessage("byteCount <= 0: 0");
  }
}
