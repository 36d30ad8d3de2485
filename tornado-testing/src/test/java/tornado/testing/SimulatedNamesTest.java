// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tornado.tcpclient.TCPClient;

/// Hosts and their names on a simulated network.
final class SimulatedNamesTest extends SimulatedNetworkFixture {
  @Test
  void hostsAreNumbered() {
    run(() -> {
      assertThat(network().host("a.example")).hasToString("a.example (10.0.0.2)");
      assertThat(network().host("b.example")).hasToString("b.example (10.0.0.3)");
      assertThat(network().host("localhost")).hasToString("localhost (127.0.0.1)");
    });
  }

  @Test
  void hostIsTheSameInAnyCase() {
    run(() -> {
      SimulatedHost host = host();

      assertThat(network().host("PEER.example")).isSameAs(host);
      assertThat(await(network().resolve("Peer.Example"))).containsExactly(host.address());
    });
  }

  @Test
  void hostNamedByAnAddressHasIt() {
    run(() -> {
      SimulatedHost host = network().host("192.0.2.7");

      assertThat(host.address()).isEqualTo(InetAddress.ofLiteral("192.0.2.7"));
      assertThat(network().hostAt(host.address())).isSameAs(host);
    });
  }

  @Test
  void nameThatNobodyGaveIsUnknown() {
    run(() -> {
      Throwable failure = failure(new TCPClient().connect("nobody.example", PORT));

      assertThat(failure).isInstanceOf(UnknownHostException.class);
      assertThat(failure).hasMessageContaining("Name or service not known");
    });
  }

  @Test
  void hostCanBeUnknown() {
    run(() -> {
      listen();
      host().unknown();

      assertThat(failure(dial())).isInstanceOf(UnknownHostException.class);
    });
  }

  @Test
  void namesTakeTheirTime() {
    run(() -> {
      listen();
      host().lookupTime(Duration.ofSeconds(5));

      await(dial());

      assertThat(elapsed()).isEqualTo(Duration.ofSeconds(5));
    });
  }

  @Test
  void nameStandsForSeveralAddressesInOrder() {
    run(() -> {
      host().resolvesTo("fd00::2", "10.0.0.2");

      assertThat(await(network().resolve(HOST)))
          .extracting(InetAddress::getHostAddress)
          .containsExactly("fd00:0:0:0:0:0:0:2", "10.0.0.2");
      assertThat(network().hostAt(InetAddress.ofLiteral("fd00::2"))).isSameAs(host());
    });
  }
}
