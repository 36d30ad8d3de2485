// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The defaults and the ranges of a connection's settings.
final class HTTP1ConnectionParametersTest {
  @Test
  void defaultsAreThoseOfTheTable() {
    HTTP1ConnectionParameters defaults = HTTP1ConnectionParameters.DEFAULT;

    assertThat(defaults.noKeepAlive()).isFalse();
    assertThat(defaults.chunkSize()).isEqualTo(65_536);
    assertThat(defaults.maxHeaderSize()).isEqualTo(65_536);
    assertThat(defaults.headerTimeout()).isNull();
    assertThat(defaults.maxBodySize()).isEqualTo(104_857_600);
    assertThat(defaults.bodyTimeout()).isNull();
    assertThat(defaults.decompress()).isFalse();
  }

  @Test
  void sizesOutOfRangeAreRefused() {
    var builder = HTTP1ConnectionParameters.builder();

    assertThatThrownBy(() -> builder.chunkSize(0)).hasMessage("byteCount < 1: 0");
    assertThatThrownBy(() -> builder.maxHeaderSize(0)).hasMessage("byteCount < 1: 0");
    assertThatThrownBy(() -> builder.maxBodySize(-1)).hasMessage("byteCount < 0: -1");
  }

  @Test
  void timesOutOfRangeAreRefused() {
    var builder = HTTP1ConnectionParameters.builder();

    assertThatThrownBy(() -> builder.headerTimeout(Duration.ZERO)).hasMessage("timeout <= 0: PT0S");
    assertThatThrownBy(() -> builder.bodyTimeout(Duration.ofSeconds(-1)))
        .hasMessage("timeout <= 0: PT-1S");
  }

  @Test
  void nullIsNoTimeout() {
    HTTP1ConnectionParameters parameters =
        HTTP1ConnectionParameters.builder().headerTimeout(null).bodyTimeout(null).build();

    assertThat(parameters.headerTimeout()).isNull();
    assertThat(parameters.bodyTimeout()).isNull();
  }
}
