// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.iostream.StreamClosedError;

/// What two ends of a simulated connection see of each other.
final class SimulatedConnectionTest extends SimulatedNetworkFixture {
  @Test
  void bytesGoBothWays() {
    run(() -> {
      Ends ends = connect();

      ends.client().write("question");
      ends.server().write("answer");

      assertThat(await(ends.server().readBytes(8))).isEqualTo(bytes("question"));
      assertThat(await(ends.client().readBytes(6))).isEqualTo(bytes("answer"));
      assertThat(elapsed()).isZero();
    });
  }

  @Test
  void latencyIsThatOfEachWay() {
    run(() -> {
      host().latency(Duration.ofMillis(80));
      Ends ends = connect();
      assertThat(elapsed()).isEqualTo(Duration.ofMillis(160));

      ends.client().write("x");
      await(ends.server().readBytes(1));

      assertThat(elapsed()).isEqualTo(Duration.ofMillis(240));
    });
  }

  @Test
  void latencyOfBothHostsAddsUp() {
    run(() -> {
      host().latency(Duration.ofMillis(80));
      network().host("localhost").latency(Duration.ofMillis(5));

      connect();

      assertThat(elapsed()).isEqualTo(Duration.ofMillis(170));
    });
  }

  @Test
  void addressesAreThoseOfTheHosts() {
    run(() -> {
      Ends ends = connect();

      var server = new InetSocketAddress("10.0.0.2", PORT);
      assertThat(ends.client().remoteAddress()).isEqualTo(server);
      assertThat(ends.server().localAddress()).isEqualTo(server);
      assertThat(ends.client().localAddress())
          .isEqualTo(new InetSocketAddress("10.0.0.1", 49_152))
          .isEqualTo(ends.server().remoteAddress());
    });
  }

  @Test
  void closeEndsTheInputBehindTheLastByte() {
    run(() -> {
      host().latency(Duration.ofMillis(80));
      Ends ends = connect();

      ends.server().write("last words");
      ends.server().close();

      assertThat(await(ends.client().readUntilClose())).isEqualTo(bytes("last words"));
      assertThat(ends.client().error()).isNull();
    });
  }

  @Test
  void closeWithUnreadInputResetsThePeer() {
    run(() -> {
      Ends ends = connect();
      ends.client().write("unread");
      settle();
      CompletableFuture<ByteString> read = ends.client().readBytes(1);

      ends.server().close();

      assertThat(failure(read)).hasMessage("Connection reset");
    });
  }

  /// The first write gets out, and is answered by a reset; only the next one fails.
  @Test
  void writesToAPeerThatClosedBreakThePipe() {
    run(() -> {
      Ends ends = connect();
      ends.server().close();
      settle();

      await(ends.client().write("lost"));
      settle();

      assertThatThrownBy(() -> await(ends.client().write("too late")))
          .isInstanceOfSatisfying(
              StreamClosedError.class,
              error -> assertThat(error.realError()).hasMessage("Broken pipe"));
    });
  }

  @Test
  void writesWaitForRoom() {
    run(() -> {
      host().bufferSize(10);
      Ends ends = connect();

      CompletableFuture<?> written = ends.client().write("twelve bytes");
      settle();
      assertThat(written).isNotDone();

      assertThat(await(ends.server().readBytes(12))).isEqualTo(bytes("twelve bytes"));
      await(written);
    });
  }

  @Test
  void nobodyListensWhereNobodyIs() {
    run(() -> {
      host().latency(Duration.ofMillis(80));

      assertThat(failure(dial()))
          .isInstanceOf(ConnectException.class)
          .hasMessage("Connection refused");
      assertThat(elapsed()).isEqualTo(Duration.ofMillis(160));
    });
  }
}
