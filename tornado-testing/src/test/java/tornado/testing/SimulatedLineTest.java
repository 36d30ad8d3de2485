// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;
import tornado.iostream.IOStream;

/// What the line of a host does to the bytes that pass.
final class SimulatedLineTest extends SimulatedNetworkFixture {
  private static final String TEXT = "a text that is long enough to be cut";

  private static List<Integer> sizes(IOStream stream, int byteCount) {
    var sizes = new ArrayList<Integer>();
    for (int left = byteCount; left > 0; left -= sizes.getLast()) {
      sizes.add(await(stream.readBytesPartial(byteCount)).size());
    }
    return sizes;
  }

  @Test
  void bytesComeTogetherWhereNothingIsSaid() {
    run(() -> {
      Ends ends = connect();

      ends.client().write(TEXT);

      assertThat(sizes(ends.server(), TEXT.length())).containsExactly(TEXT.length());
    });
  }

  @Test
  void byteByByteCutsEverywhere() {
    run(() -> {
      host().byteByByte();
      Ends ends = connect();

      ends.client().write(TEXT);

      assertThat(sizes(ends.server(), TEXT.length())).hasSize(TEXT.length()).containsOnly(1);
    });
  }

  @Test
  void fragmentedCutsHereAndThere() {
    run(() -> {
      host().fragmented();
      Ends ends = connect();

      ends.client().write(TEXT);

      assertThat(sizes(ends.server(), TEXT.length())).hasSizeBetween(2, TEXT.length() - 1);
    });
  }

  @Test
  void fragmentedLosesNothing() {
    run(() -> {
      host().fragmented().latency(Duration.ZERO, Duration.ofMillis(50)).bufferSize(1000);
      Ends ends = connect();
      String all = TEXT.repeat(1000);

      ends.client().write(all);

      assertThat(await(ends.server().readBytes(all.length())).utf8()).isEqualTo(all);
    });
  }

  @Test
  void latencyIsDrawnBetweenTheBounds() {
    run(() -> {
      Ends ends = connect();
      host().latency(Duration.ofMillis(10), Duration.ofMillis(20));
      var times = new ArrayList<Long>();
      for (int i = 0; i < 50; i++) {
        long before = elapsed().toNanos();
        ends.client().write("x");
        await(ends.server().readBytes(1));
        times.add(elapsed().toNanos() - before);
      }

      assertThat(times).allMatch(nanos -> nanos >= 10_000_000 && nanos <= 20_000_000);
      assertThat(times).doesNotHaveDuplicates();
    });
  }

  @Test
  void whatWasSentFirstArrivesFirst() {
    run(() -> {
      Ends ends = connect();
      host().latency(Duration.ofMillis(500));
      ends.client().write("first ");
      host().latency(Duration.ZERO);
      ends.client().write("second");

      assertThat(await(ends.server().readBytes(6))).isEqualTo(bytes("first "));
      assertThat(elapsed()).isEqualTo(Duration.ofMillis(500));
      assertThat(await(ends.server().readBytes(6))).isEqualTo(bytes("second"));
    });
  }

  @Test
  void bandwidthLetsBytesTrickle() {
    run(() -> {
      Ends ends = connect();
      host().bandwidth(1460);

      ends.client().write("x".repeat(14_600));
      await(ends.server().readBytes(1460));
      assertThat(elapsed()).isEqualTo(Duration.ofSeconds(1));
      await(ends.server().readBytes(13_140));

      assertThat(elapsed()).isEqualTo(Duration.ofSeconds(10));
    });
  }

  @Test
  void narrowerLineCounts() {
    run(() -> {
      Ends ends = connect();
      host().bandwidth(1000);
      network().host("localhost").bandwidth(100);

      ends.server().write("x".repeat(1000));
      await(ends.client().readBytes(1000));

      assertThat(elapsed()).isEqualTo(Duration.ofSeconds(10));
    });
  }

  @Test
  void settingsGoForWhatComesLater() {
    run(() -> {
      Ends ends = connect();
      host().latency(Duration.ofHours(1)).byteByByte().bandwidth(1).restore();

      ends.client().write(TEXT);
      await(Async.sleep(Duration.ofNanos(1)));

      assertThat(sizes(ends.server(), TEXT.length())).containsExactly(TEXT.length());
    });
  }

  @Test
  void impossibleSettingsAreRefused() {
    run(() -> {
      assertThatThrownBy(() -> host().latency(Duration.ofMillis(-1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("latency < 0: -1000000 ns");
      assertThatThrownBy(() -> host().latency(Duration.ofNanos(2), Duration.ofNanos(1)))
          .hasMessage("latency has max < min: 1 < 2 ns");
      assertThatThrownBy(() -> host().bandwidth(-1)).hasMessage("bandwidth < 0: -1");
      assertThatThrownBy(() -> host().bufferSize(0)).hasMessage("bufferSize <= 0: 0");
    });
  }
}
