// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tornado.httpserver.HTTPServerOptions;
import tornado.iostream.IOStream;
import tornado.iostream.StreamClosedError;

/// How long a server waits for the next request. Python: httpserver_test, IdleTimeoutTest.
@OnVirtualTime
final class IdleTimesTest extends ServerTimesFixture {
  private static final Duration HOUR = Duration.ofHours(1);

  @BeforeEach
  void serve() {
    serve(HTTPServerOptions.builder());
  }

  @Test
  void unusedConnection() {
    assertThat(closed(connect())).isEqualTo(HOUR);
    assertThat(server().connectionCount()).isZero();
  }

  @Test
  void idleAfterUse() {
    IOStream client = connect();
    for (int i = 0; i < 2; i++) {
      pause(Duration.ofMinutes(50));
      send(client, GET);
      readTo(client, OK);
    }

    assertThat(closed(client)).isEqualTo(Duration.ofMinutes(160));
  }

  @Test
  void headThatDripsIsIdleTime() {
    IOStream client = connect();
    for (String each : List.of("GET", " / HT", "TP/1.1\r\nHo")) {
      pause(Duration.ofMinutes(15));
      send(client, each);
    }

    assertThat(closed(client)).isEqualTo(HOUR);
  }

  @Test
  void handlingIsNoIdleTime() {
    IOStream client = connect();
    send(client, GET_SLOW);

    readTo(client, OK);

    assertThat(elapsed()).isEqualTo(Duration.ofHours(3));
    assertThat(closed(client)).isEqualTo(Duration.ofHours(4));
  }

  @Test
  void timeCanBeSet() {
    serve(HTTPServerOptions.builder().idleConnectionTimeout(Duration.ofSeconds(10)));

    assertThat(closed(connect())).isEqualTo(Duration.ofSeconds(10));
  }

  /// The wait for the next request begins when the answer is sent, not when it was written.
  @Test
  void headerTimeoutDoesNotCutOffASlowPeer() {
    int size = 1 << 20;
    serve(request -> answer(request, "x".repeat(size)));
    IOStream client = connect();
    send(client, GET);
    pause(Duration.ofHours(20));

    readTo(client, "\r\n\r\n");

    assertThat(await(client.readBytes(size)).size()).isEqualTo(size);
    assertThat(closed(client)).isEqualTo(Duration.ofHours(21));
  }

  @Test
  void refusedPeerThatStaysIsClosedAfterASecond() {
    IOStream client = connect();
    send(client, "BAD\r\n\r\n");
    readTo(client, "\r\n\r\n");
    pause(Duration.ofMillis(999));
    assertThat(server().connectionCount()).isEqualTo(1);

    pause(Duration.ofMillis(1));
    pause(Duration.ofNanos(1));

    assertThat(server().connectionCount()).isZero();
    client.close();
  }

  /// A client that shut its side may be gone: interim responses find out.
  @Test
  void halfClosedPeerIsProbed() {
    IOStream client = connect();
    send(client, GET_SLOW);
    client.shutdownOutput();

    assertThat(readTo(client, "100 Continue\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    assertThat(elapsed()).isZero();
    readTo(client, OK);

    assertThat(closed(client)).isEqualTo(Duration.ofHours(3));
  }

  /// As the hour ends the request comes: it is answered, or the connection is closed, whichever is first.
  @RepeatedTest(20)
  void requestOfTheLastMomentIsAnsweredOrNot() {
    IOStream client = connect();
    pause(HOUR);

    try {
      send(client, GET);
      assertThat(readTo(client, "ok")).isEqualTo(OK);
    } catch (StreamClosedError e) {
      assertThat(elapsed()).isEqualTo(HOUR);
    }
    client.close();
  }
}
