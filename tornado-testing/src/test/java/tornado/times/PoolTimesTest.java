// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tornado.httpclient.AsyncHTTPClientOptions;
import tornado.ioloop.Async;
import tornado.iostream.IOStream;
import tornado.iostream.StreamClosedError;

/// How long connections are kept for the next request.
@OnVirtualTime
final class PoolTimesTest extends ClientTimesFixture {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// When each connection was closed by the client.
  private final List<Duration> ends = new ArrayList<>();

  private int connections;

  /// How long a request takes.
  private Duration slowness = Duration.ZERO;

  @BeforeEach
  void serveAll() {
    serve(this::answerAll);
  }

  private void answerAll(IOStream client) {
    connections++;
    try {
      while (true) {
        Plays.readHead(client);
        pause(slowness);
        await(client.write(OK));
      }
    } catch (StreamClosedError e) {
      ends.add(elapsed());
    }
  }

  private void get() {
    assertThat(fetch(request()).text()).isEqualTo("ok");
  }

  private static AsyncHTTPClientOptions.Builder options() {
    return AsyncHTTPClientOptions.builder();
  }

  @Test
  void idleConnectionsAreClosed() {
    var first = client().fetch(request().build());
    var second = client().fetch(request().build());
    await(Async.all(List.of(first, second)));
    pause(Duration.ofSeconds(59));
    get();

    pause(Duration.ofHours(1));

    assertThat(connections).isEqualTo(2);
    assertThat(ends).containsExactly(MINUTE, MINUTE.plusSeconds(59));
  }

  @Test
  void connectionsMayBeKeptForGood() {
    client(options().idleTimeout(Duration.ofSeconds(Long.MAX_VALUE)));
    get();

    pause(Duration.ofDays(1000));
    get();

    assertThat(connections).isEqualTo(1);
  }

  /// Not even for a request that waits in line.
  @Test
  void withoutIdleTimeNoConnectionIsKept() {
    client(options().idleTimeout(Duration.ZERO).maxConnectionsPerHost(1));

    var first = client().fetch(request().build());
    var second = client().fetch(request().build());
    await(Async.all(List.of(first, second)));

    assertThat(connections).isEqualTo(2);
  }

  @Test
  void oldConnectionsTakeNoMoreRequests() {
    client(options().maxConnectionAge(Duration.ofSeconds(30)));
    get();
    pause(Duration.ofSeconds(30).minusNanos(1));
    get();
    assertThat(connections).isEqualTo(1);

    pause(Duration.ofNanos(1));
    get();

    assertThat(connections).isEqualTo(2);
    assertThat(ends).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void connectionThatGrowsOldMeanwhileIsNotKept() {
    client(options().maxConnectionAge(Duration.ofSeconds(30)));
    slowness = Duration.ofSeconds(31);

    get();
    pause(Duration.ofNanos(1));

    assertThat(ends).containsExactly(Duration.ofSeconds(31));
  }

  @RepeatedTest(20)
  void connectionThatIsTooOldAsItIsNeededHarmsNoRequest() {
    get();

    pause(MINUTE);
    get();

    assertThat(connections).isBetween(1, 2);
  }
}
