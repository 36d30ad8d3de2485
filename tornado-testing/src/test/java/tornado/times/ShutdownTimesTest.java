// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tornado.httpserver.HTTPServerOptions;
import tornado.iostream.IOStream;
import tornado.iostream.StreamClosedError;

/// How long a server takes to end politely.
@OnVirtualTime
final class ShutdownTimesTest extends ServerTimesFixture {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration LAST_CALL = Duration.ofMillis(250);
  private static final String LAST_OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

  @BeforeEach
  void serve() {
    serve(HTTPServerOptions.builder());
  }

  private IOStream connectAndGet() {
    IOStream client = connect();
    send(client, GET);
    readTo(client, OK);
    return client;
  }

  private Duration ended(CompletableFuture<@Nullable Void> shutdown) {
    await(shutdown);
    return elapsed();
  }

  @Test
  void idleConnectionEndsShortly() {
    IOStream client = connectAndGet();

    var shutdown = server().shutdown(GRACE);

    assertThat(closed(client)).isEqualTo(LAST_CALL);
    assertThat(ended(shutdown)).isEqualTo(LAST_CALL);
  }

  @Test
  void runningRequestIsAnsweredAndToldThatItIsTheLast() {
    slowness(Duration.ofSeconds(9));
    IOStream client = connect();
    send(client, GET_SLOW);
    pause(Duration.ofSeconds(1));

    var shutdown = server().shutdown(GRACE);

    assertThat(await(client.readUntilClose()).utf8()).isEqualTo(LAST_OK);
    assertThat(ended(shutdown)).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void whatIsLeftAtTheDeadlineIsClosed() {
    IOStream client = connect();
    send(client, GET_SLOW);
    pause(Duration.ofSeconds(1));

    var shutdown = server().shutdown(GRACE);

    assertThat(closed(client)).isEqualTo(Duration.ofSeconds(11));
    assertThat(ended(shutdown)).isEqualTo(Duration.ofSeconds(11));
    pause(Duration.ofHours(3));
  }

  @Test
  void secondCallMayShortenTheGrace() {
    IOStream client = connect();
    send(client, GET_SLOW);
    var shutdown = server().shutdown(GRACE);
    pause(Duration.ofSeconds(3));

    server().shutdown(Duration.ofSeconds(1));

    assertThat(closed(client)).isEqualTo(Duration.ofSeconds(4));
    assertThat(ended(shutdown)).isEqualTo(Duration.ofSeconds(4));
    pause(Duration.ofHours(3));
  }

  @Test
  void requestOnItsWayIsAnswered() {
    network().host("localhost").latency(Duration.ofMillis(100));
    IOStream client = connectAndGet();
    send(client, GET);

    var shutdown = server().shutdown(GRACE);

    assertThat(await(client.readUntilClose()).utf8()).isEqualTo(LAST_OK);
    await(shutdown);
  }

  /// It comes as the last call ends: there is an answer, or none, but never half of one.
  @RepeatedTest(20)
  void requestOfTheLastMomentIsAnsweredOrNot() {
    IOStream client = connectAndGet();
    var shutdown = server().shutdown(GRACE);
    pause(LAST_CALL);

    try {
      send(client, GET);
      assertThat(await(client.readUntilClose()).utf8()).isIn("", LAST_OK);
    } catch (StreamClosedError e) {
      assertThat(elapsed()).isEqualTo(LAST_CALL);
    }

    assertThat(ended(shutdown)).isEqualTo(LAST_CALL);
    client.close();
  }
}
