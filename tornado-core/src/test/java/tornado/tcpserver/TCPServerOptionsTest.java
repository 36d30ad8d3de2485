// SPDX-License-Identifier: Apache-2.0
package tornado.tcpserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tornado.iostream.IOStreamOptions;
import tornado.netutil.SSLOptions;

final class TCPServerOptionsTest {
  @Test
  void defaultIsPlainTCP() {
    TCPServerOptions options = TCPServerOptions.DEFAULT;

    assertThat(options.streamOptions()).isSameAs(IOStreamOptions.DEFAULT);
    assertThat(options.ssl()).isNull();
    assertThat(options.proxyProtocol()).isNull();
  }

  @Test
  void clientsSideOfTLSIsRefused() {
    SSLOptions client = SSLOptions.client().build();

    assertThatThrownBy(() -> TCPServerOptions.builder().ssl(client))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ssl is for clients: use SSLOptions.server()");
  }
}
