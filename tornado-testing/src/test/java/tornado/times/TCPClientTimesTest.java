// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;
import tornado.iostream.IOStream;
import tornado.tcpclient.ConnectFailedException;
import tornado.tcpclient.ConnectOptions;
import tornado.tcpclient.TCPClient;
import tornado.tcpserver.TCPServer;
import tornado.testing.AsyncTestCase;
import tornado.testing.SimulatedHost;
import tornado.util.TimeoutError;

/// How long connecting takes, and may take. Python: tcpclient_test.
@OnVirtualTime
final class TCPClientTimesTest extends AsyncTestCase {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration HEAD_START = Duration.ofMillis(300);
  private static final ConnectOptions LIMITED = ConnectOptions.builder().timeout(LIMIT).build();

  private final TCPServer server = new Plays(client -> await(client.readUntilClose()));

  @BeforeEach
  void listen() {
    server.listen(80, host().name());
  }

  @AfterEach
  void stopListening() {
    server.stop();
    await(server.closeAllConnections());
  }

  private SimulatedHost host() {
    return network().host("host.test");
  }

  /// Has a name stand for two addresses: of a host of IPv6, which it returns, and of the server.
  private SimulatedHost nameTwo(String name) {
    SimulatedHost first = network().host("fd00::99");
    network().host(name).resolvesTo("fd00::99", host().address().getHostAddress());
    return first;
  }

  private static IOStream connect(String host, ConnectOptions options) {
    return await(new TCPClient().connect(host, 80, options));
  }

  private Duration elapsed() {
    return Duration.ofNanos(ioLoop().time());
  }

  private void assertTimesOut(String host) {
    assertThatThrownBy(() -> connect(host, LIMITED))
        .isInstanceOf(TimeoutError.class)
        .hasMessage("waited for a connection to %s:80 for more than 5000 ms".formatted(host));
    assertThat(elapsed()).isEqualTo(LIMIT);
  }

  @Test
  void connectTimeout() {
    host().blackhole();

    assertTimesOut("host.test");
  }

  @Test
  void addressesThatComeTooLateAreNotTried() {
    host().lookupTime(Duration.ofSeconds(6));

    assertTimesOut("host.test");

    await(Async.sleep(LIMIT));
    assertThat(network().open()).hasSize(1);
  }

  @Test
  void theLimitClosesAllAttempts() {
    nameTwo("two.test").blackhole();
    host().blackhole();

    assertTimesOut("two.test");

    await(Async.sleep(LIMIT));
    assertThat(network().open()).hasSize(1);
  }

  @Test
  void theLimitDoesNotTouchAStreamThatWasHandedOver() {
    IOStream stream = connect("host.test", LIMITED);

    await(Async.sleep(LIMIT.multipliedBy(2)));

    assertThat(stream.closed()).isFalse();
    stream.close();
  }

  @Test
  void secondFamilyBeginsAfterAHeadStart() {
    nameTwo("two.test").blackhole();
    host().latency(Duration.ofMillis(40));

    IOStream stream = connect("two.test", ConnectOptions.DEFAULT);

    assertThat(elapsed()).isEqualTo(HEAD_START.plusMillis(80));
    stream.close();
  }

  @Test
  void failureEndsTheHeadStart() {
    nameTwo("two.test").refuse().latency(Duration.ofMillis(50));

    IOStream stream = connect("two.test", ConnectOptions.DEFAULT);

    assertThat(elapsed()).isEqualTo(Duration.ofMillis(100));
    stream.close();
  }

  @Test
  void addressesOfOneFamilyWaitForEachOthersFailure() {
    network().host("10.9.9.9").refuse().latency(Duration.ofSeconds(1));
    network().host("two.test").resolvesTo("10.9.9.9", host().address().getHostAddress());

    IOStream stream = connect("two.test", ConnectOptions.DEFAULT);

    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(2));
    stream.close();
  }

  @Test
  void allThatFailAreNamed() {
    nameTwo("two.test").refuse().latency(Duration.ofMillis(100));
    host().refuse().latency(Duration.ofMillis(50));

    assertThatThrownBy(() -> connect("two.test", LIMITED))
        .isInstanceOf(ConnectFailedException.class)
        .hasMessageContaining("; ");

    assertThat(elapsed()).isEqualTo(Duration.ofMillis(300));
  }
}
