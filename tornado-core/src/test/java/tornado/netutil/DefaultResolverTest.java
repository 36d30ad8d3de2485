// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LoopFixture;
import tornado.netutil.BindOptions.Family;

/// The resolver with look-ups that the test answers. Python: netutil_test, _ResolverTestMixin and _ResolverErrorTestMixin.
final class DefaultResolverTest extends LoopFixture {
  private static final Duration TTL = Duration.ofSeconds(10);
  private static final InetAddress V4 = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress V6 = InetAddress.ofLiteral("2001:db8::1");

  private final AtomicInteger lookups = new AtomicInteger();
  private final DefaultResolver resolver = new DefaultResolver(loop, TTL, this::lookUp);

  private InetAddress[] lookUp(String host) throws UnknownHostException {
    lookups.incrementAndGet();
    if (host.endsWith("unknown.test")) {
      throw new UnknownHostException(host);
    }
    return new InetAddress[] {V6, V4};
  }

  private static InetSocketAddress address(InetAddress ip, int port) {
    return new InetSocketAddress(ip, port);
  }

  @Test
  void addressesKeepTheirOrder() {
    run(() ->
        assertThat(await(resolver.resolve("a.test", 80)))
            .containsExactly(address(V6, 80), address(V4, 80)));
  }

  @Test
  void familyChoosesAddresses() {
    run(() -> {
      assertThat(await(resolver.resolve("a.test", 80, Family.INET)))
          .containsExactly(address(V4, 80));
      assertThat(await(resolver.resolve("a.test", 81, Family.INET6)))
          .containsExactly(address(V6, 81));
    });
  }

  @Test
  void aHostWithoutAnAddressOfTheFamilyIsNamed() {
    run(() ->
        assertThatThrownBy(() -> await(resolver.resolve("192.0.2.1", 80, Family.INET6)))
            .isInstanceOf(UnresolvedHostException.class)
            .hasMessage(
                "host has no address of family INET6: '192.0.2.1' (Family.ANY takes what there"
                    + " is)"));
  }

  @Test
  void badHost() {
    run(() ->
        assertThatThrownBy(() -> await(resolver.resolve("unknown.test", 80)))
            .isInstanceOfSatisfying(
                UnresolvedHostException.class, e -> assertThat(e.host()).isEqualTo("unknown.test"))
            .hasMessage(
                "host can't be resolved: 'unknown.test' (is it spelt right, and does the name"
                    + " server answer?)")
            .hasCauseInstanceOf(UnknownHostException.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "2001:db8::1", "[2001:db8::1]", "::1"})
  void addressesStandForThemselves(String ip) {
    run(() -> {
      List<InetSocketAddress> found = await(resolver.resolve(ip, 80));

      assertThat(found)
          .containsExactly(address(InetAddress.ofLiteral(ip.replaceAll("[\\[\\]]", "")), 80));
      assertThat(lookups).hasValue(0);
    });
  }

  /// The system would take some of them for this machine, and read others up to the NUL.
  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "a.test\0", "a\0.test", "\n", "a.test\n", "\u00a0", "a\u007f"})
  void whatIsNoNameIsNotAskedFor(String host) {
    run(() -> {
      assertThatThrownBy(() -> await(resolver.resolve(host, 80)))
          .isInstanceOf(UnresolvedHostException.class)
          .hasMessageStartingWith("host is empty, or has spaces or control characters: '")
          .hasMessageNotContainingAny("\0", "\n");

      assertThat(lookups).hasValue(0);
    });
  }

  @Test
  void longHostsAreCutInMessages() {
    run(() ->
        assertThatThrownBy(() -> await(resolver.resolve("x".repeat(1000) + ".unknown.test", 80)))
            .hasMessageStartingWith("host can't be resolved: '" + "x".repeat(64) + "...'"));
  }

  @Test
  void anAnswerIsGoodForAWhile() {
    run(() -> {
      await(resolver.resolve("a.test", 80));

      clock.advance(TTL.minusNanos(1));
      await(resolver.resolve("a.test", 81));
      assertThat(lookups).hasValue(1);
      clock.advance(Duration.ofNanos(1));
      await(resolver.resolve("a.test", 80));

      assertThat(lookups).hasValue(2);
    });
  }

  @Test
  void failuresAreNotKept() {
    run(() -> {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> await(resolver.resolve("unknown.test", 80)))
            .isInstanceOf(UnresolvedHostException.class);
      }

      assertThat(lookups).hasValue(2);
    });
  }

  @Test
  void withoutATimeToLiveEveryCallAsks() {
    var asking = new DefaultResolver(loop, Duration.ZERO, this::lookUp);
    run(() -> {
      await(asking.resolve("a.test", 80));
      await(asking.resolve("a.test", 80));

      assertThat(lookups).hasValue(2);
    });
    assertThatThrownBy(() -> new DefaultResolver(loop, Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ttl < 0: PT-0.000000001S");
  }

  @Test
  void theOldestOfAThousandAnswersIsForgotten() {
    run(() -> {
      for (int i = 0; i <= 1000; i++) {
        await(resolver.resolve("a%d.test".formatted(i), 80));
      }

      await(resolver.resolve("a1.test", 80));
      assertThat(lookups).hasValue(1001);
      await(resolver.resolve("a0.test", 80));

      assertThat(lookups).hasValue(1002);
    });
  }

  /// Many ask for one host at once, and the loop goes on meanwhile.
  @Test
  void whileOneHostIsAskedForNobodyAsksAgain() {
    var release = new CountDownLatch(1);
    var slow =
        new DefaultResolver(
            loop,
            Duration.ZERO,
            host -> {
              lookups.incrementAndGet();
              assertThat(loop.inLoop()).isFalse();
              awaitLatch(release);
              return new InetAddress[] {V4};
            });
    run(() -> {
      var first = slow.resolve("a.test", 80);
      var second = slow.resolve("a.test", 81);
      var turn = new CompletableFuture<Boolean>();
      loop.addCallback(() -> turn.complete(true));
      await(turn);
      release.countDown();

      assertThat(await(first)).containsExactly(address(V4, 80));
      assertThat(await(second)).containsExactly(address(V4, 81));
      assertThat(lookups).hasValue(1);
    });
  }

  /// Whoever asks at the same time gets the answer all the same.
  @Test
  void cancellingIsOnesOwnAffair() {
    var release = new CountDownLatch(1);
    var slow =
        new DefaultResolver(
            loop,
            TTL,
            host -> {
              awaitLatch(release);
              return new InetAddress[] {V4};
            });
    run(() -> {
      var first = slow.resolve("a.test", 80);
      var second = slow.resolve("a.test", 80);

      first.cancel(true);
      release.countDown();

      assertThat(await(second)).containsExactly(address(V4, 80));
    });
  }

  @Test
  void localhost() {
    run(() ->
        assertThat(await(new DefaultResolver(loop).resolve("localhost", 80, Family.INET)))
            .contains(address(InetAddress.ofLiteral("127.0.0.1"), 80)));
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
