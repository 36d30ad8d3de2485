// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HTTPServerOptionsTest {
  /// A builder's setter called with one value.
  interface Setting extends UnaryOperator<HTTPServerOptions.Builder> {}

  @Test
  void defaultsAreTornados() {
    HTTPServerOptions options = HTTPServerOptions.DEFAULT;

    assertThat(options.xheaders()).isFalse();
    assertThat(options.trustedDownstream()).isEmpty();
    assertThat(options.protocol()).isNull();
    assertThat(options.tcpServerOptions().ssl()).isNull();
    assertThat(options.tcpServerOptions().proxyProtocol()).isNull();
    assertThat(options.tcpServerOptions().streamOptions().maxBufferSize()).isEqualTo(104_857_600);
    assertThat(options.connectionParameters().noKeepAlive()).isFalse();
    assertThat(options.connectionParameters().chunkSize()).isEqualTo(65_536);
    assertThat(options.connectionParameters().maxHeaderSize()).isEqualTo(65_536);
    assertThat(options.connectionParameters().headerTimeout()).isEqualTo(Duration.ofHours(1));
    assertThat(options.connectionParameters().bodyTimeout()).isNull();
    assertThat(options.connectionParameters().maxBodySize()).isEqualTo(104_857_600);
    assertThat(options.connectionParameters().decompress()).isFalse();
  }

  @Test
  void bodiesMayBeAsLargeAsTheBufferUnlessSaidOtherwise() {
    HTTPServerOptions buffer = HTTPServerOptions.builder().maxBufferSize(1000).build();
    HTTPServerOptions both =
        HTTPServerOptions.builder().maxBodySize(5000).maxBufferSize(1000).build();

    assertThat(buffer.connectionParameters().maxBodySize()).isEqualTo(1000);
    assertThat(buffer.connectionParameters().maxHeaderSize()).isEqualTo(1000);
    assertThat(buffer.connectionParameters().chunkSize()).isEqualTo(1000);
    assertThat(both.connectionParameters().maxBodySize()).isEqualTo(5000);
  }

  @Test
  void trustedAddressesAreCopied() {
    var addresses = new HashSet<String>(List.of("10.0.0.1"));
    HTTPServerOptions options = HTTPServerOptions.builder().trustedDownstream(addresses).build();

    addresses.add("10.0.0.2");

    assertThat(options.trustedDownstream()).containsExactly("10.0.0.1");
  }

  static List<Arguments> badValues() {
    return List.of(
        bad("byteCount < 1: 0", builder -> builder.chunkSize(0)),
        bad("byteCount < 1: -1", builder -> builder.maxHeaderSize(-1)),
        bad("byteCount < 0: -1", builder -> builder.maxBodySize(-1)),
        bad("byteCount <= 0: 0", builder -> builder.maxBodySize(1).maxBufferSize(0)),
        bad("timeout <= 0: PT0S", builder -> builder.idleConnectionTimeout(Duration.ZERO)),
        bad("timeout <= 0: PT-1S", builder -> builder.bodyTimeout(Duration.ofSeconds(-1))),
        bad("expected http or https but was 'ftp'", builder -> builder.protocol("ftp")),
        bad("expected http or https but was 'HTTPS'", builder -> builder.protocol("HTTPS")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badValues")
  void refusesValuesOutOfRange(String message, Setting setting) {
    HTTPServerOptions.Builder builder = HTTPServerOptions.builder();

    assertThatThrownBy(() -> setting.apply(builder).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static Arguments bad(String message, Setting setting) {
    return Arguments.of(message, setting);
  }
}
