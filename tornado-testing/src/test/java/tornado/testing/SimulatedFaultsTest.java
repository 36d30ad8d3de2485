// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;

/// Connections that break, and hosts that nothing reaches any more.
final class SimulatedFaultsTest extends SimulatedNetworkFixture {
  @Test
  void resetBreaksBothEnds() {
    run(() -> {
      Ends ends = connect();
      CompletableFuture<ByteString> near = ends.client().readBytes(1);
      CompletableFuture<ByteString> far = ends.server().readBytes(1);

      host().reset();

      assertThat(failure(near)).hasMessage("Connection reset");
      assertThat(failure(far)).hasMessage("Connection reset");
    });
  }

  @Test
  void resetBreaksAnAttemptToConnect() {
    run(() -> {
      host().blackhole();
      CompletableFuture<?> connected = dial();
      settle();

      host().reset();

      assertThat(failure(connected)).hasMessage("Connection reset");
    });
  }

  @Test
  void resetAfterLetsAsMuchThrough() {
    run(() -> {
      host().resetAfter(5);
      Ends ends = connect();
      CompletableFuture<ByteString> far = ends.server().readBytes(1);

      ends.server().write("Hello, world");

      assertThat(await(ends.client().readBytes(5))).isEqualTo(bytes("Hello"));
      assertThat(failure(ends.client().readBytes(1))).hasMessage("Connection reset");
      assertThat(failure(far)).hasMessage("Connection reset");
    });
  }

  @Test
  void whatTheOthersSendDoesNotCount() {
    run(() -> {
      host().resetAfter(5);
      Ends ends = connect();

      ends.client().write("Hello, world");

      assertThat(await(ends.server().readBytes(12))).isEqualTo(bytes("Hello, world"));
    });
  }

  @Test
  void endAfterLooksComplete() {
    run(() -> {
      host().endAfter(5);
      Ends ends = connect();

      ends.server().write("Hello, world");

      assertThat(await(ends.client().readUntilClose())).isEqualTo(bytes("Hello"));
      assertThat(ends.client().error()).isNull();
    });
  }

  @Test
  void corruptAtChangesOneByte() {
    run(() -> {
      host().corruptAt(1);
      Ends ends = connect();

      ends.server().write("abc");

      ByteString read = await(ends.client().readBytes(3));
      assertThat(read).isEqualTo(ByteString.of((byte) 'a', (byte) ~'b', (byte) 'c'));
    });
  }

  @Test
  void faultThatComesLateGoesForWhatIsSentFromThenOn() {
    run(() -> {
      Ends ends = connect();
      ends.server().write("Hello");
      settle();

      host().endAfter(0);
      ends.server().write(", world");

      assertThat(await(ends.client().readUntilClose())).isEqualTo(bytes("Hello"));
    });
  }

  /// Neither bytes nor a farewell: the peer looks idle for ever.
  @Test
  void hostThatVanishedSaysNothing() {
    run(() -> {
      Ends ends = connect();
      CompletableFuture<ByteString> read = ends.client().readBytes(1);

      host().vanish();
      ends.server().write("x");
      ends.server().close();
      await(Async.sleep(Duration.ofDays(1)));

      assertThat(read).isNotDone();
      assertThat(ends.client().closed()).isFalse();
    });
  }

  @Test
  void whatWasKeptArrivesWhenTheHostIsBack() {
    run(() -> {
      Ends ends = connect();
      host().vanish();
      ends.server().write("late");
      ends.server().close();
      settle();

      host().restore();

      assertThat(await(ends.client().readUntilClose())).isEqualTo(bytes("late"));
    });
  }

  @Test
  void partitionLastsUntilItHeals() {
    run(() -> {
      Ends ends = connect();
      CompletableFuture<ByteString> read = ends.server().readBytes(4);
      network().partition("localhost", HOST);
      ends.client().write("late");
      await(Async.sleep(Duration.ofHours(1)));
      assertThat(read).isNotDone();

      network().heal(HOST, "localhost");

      assertThat(await(read)).isEqualTo(bytes("late"));
    });
  }

  @Test
  void partitionIsOfTwoHosts() {
    run(() -> {
      Ends ends = connect();

      network().partition("localhost", "other.example");
      ends.client().write("x");

      assertThat(await(ends.server().readBytes(1))).isEqualTo(bytes("x"));
    });
  }
}
