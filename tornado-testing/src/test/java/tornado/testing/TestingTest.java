// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import tornado.netutil.BindFailedException;
import tornado.netutil.BindOptions;
import tornado.netutil.Netutil;

/// Ports for tests. Python: testing_test.
final class TestingTest {
  @Test
  void bindsAFreePortOfThisMachineOnly() {
    try (var socket = Testing.bindUnusedPort();
        var other = Testing.bindUnusedPort()) {
      var address = (InetSocketAddress) socket.localAddress();

      assertThat(address.getAddress().getHostAddress()).isEqualTo("127.0.0.1");
      assertThat(socket.port()).isPositive().isNotEqualTo(other.port());
    }
  }

  @Test
  void bindsAnotherAddress() {
    try (var socket = Testing.bindUnusedPort("127.0.0.2")) {
      var address = (InetSocketAddress) socket.localAddress();

      assertThat(address.getAddress().getHostAddress()).isEqualTo("127.0.0.2");
    }
  }

  @Test
  void portIsSharedOnlyIfAskedFor() {
    var shared = BindOptions.builder().reusePort(true).build();

    try (var socket = Testing.bindUnusedPort("127.0.0.1", shared);
        var own = Testing.bindUnusedPort();
        var second = Netutil.bindSockets(socket.port(), "127.0.0.1", shared).getFirst()) {
      assertThat(second.port()).isEqualTo(socket.port());
      assertThatThrownBy(() -> Netutil.bindSockets(own.port(), "127.0.0.1", shared))
          .isInstanceOf(BindFailedException.class);
    }
  }
}
