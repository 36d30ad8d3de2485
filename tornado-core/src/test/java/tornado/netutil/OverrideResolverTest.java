// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.netutil.BindOptions.Family;

/// Carried over from Tornado's `netutil_test.OverrideResolverTest`.
final class OverrideResolverTest {
  /// Gives what it was asked for as the answer.
  private static final Resolver ECHO =
      (host, port, family) ->
          CompletableFuture.completedFuture(
              List.of(InetSocketAddress.createUnresolved(host + " " + family, port)));

  private static void assertResolves(
      Map<String, String> mapping, String host, int port, Family family, String answer) {
    InetSocketAddress found =
        new OverrideResolver(ECHO, mapping).resolve(host, port, family).join().getFirst();

    assertThat(found.getHostString() + " " + found.getPort()).isEqualTo(answer);
  }

  @Test
  void hostIsOverriddenWhateverThePort() {
    var mapping = Map.of("google.com", "1.2.3.4");

    assertResolves(mapping, "google.com", 80, Family.ANY, "1.2.3.4 ANY 80");
    assertResolves(mapping, "google.com", 443, Family.INET, "1.2.3.4 INET 443");
    assertResolves(mapping, "www.google.com", 80, Family.ANY, "www.google.com ANY 80");
  }

  @Test
  void hostAndPortAreOverridden() {
    var mapping = Map.of("foo.test:80", "9.8.7.6:81", "foo.test:8080", "other.test");

    assertResolves(mapping, "foo.test", 80, Family.INET6, "9.8.7.6 INET6 81");
    assertResolves(mapping, "foo.test", 8080, Family.ANY, "other.test ANY 8080");
    assertResolves(mapping, "foo.test", 443, Family.ANY, "foo.test ANY 443");
  }

  @Test
  void hostPortAndFamilyAreOverridden() {
    var mapping =
        Map.of("foo.test:80/INET", "1.2.3.4:81", "foo.test:80/INET6", "[2a02:6b8:7c::1]:82");

    assertResolves(mapping, "foo.test", 80, Family.INET, "1.2.3.4 INET 81");
    assertResolves(mapping, "foo.test", 80, Family.INET6, "[2a02:6b8:7c::1] INET6 82");
    assertResolves(mapping, "foo.test", 80, Family.ANY, "foo.test ANY 80");
  }

  @Test
  void theMostExactKeyCounts() {
    var mapping =
        Map.of("a.test", "host.test", "a.test:80", "port.test", "a.test:80/INET", "family.test");

    assertResolves(mapping, "a.test", 80, Family.INET, "family.test INET 80");
    assertResolves(mapping, "a.test", 80, Family.ANY, "port.test ANY 80");
    assertResolves(mapping, "a.test", 81, Family.ANY, "host.test ANY 81");
  }

  @Test
  void anOverrideIsNotOverriddenAgain() {
    var mapping = Map.of("a.test", "b.test", "b.test", "c.test");

    assertResolves(mapping, "a.test", 80, Family.ANY, "b.test ANY 80");
  }
}
