// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.AsyncHTTPClientOptions;
import tornado.httpclient.HTTPClientError;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.ioloop.Async;
import tornado.tcpserver.TCPServer;
import tornado.testing.AsyncTestCase;
import tornado.testing.SimulatedHost;
import tornado.util.TimeoutError;

/// When each timeout of the client goes off, to the nanosecond.
@OnVirtualTime
final class ClientTimesTest extends AsyncTestCase {
  private static final String HOST = "upstream.example";
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n";
  private static final Duration NEVER = Duration.ZERO;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private AsyncHTTPClient client;
  private TCPServer server;

  @BeforeEach
  void nameHost() {
    // A client belongs to the loop that it is made on.
    client = new AsyncHTTPClient(AsyncHTTPClientOptions.DEFAULT);
    server = new TCPServer();
    host();
  }

  @AfterEach
  void close() {
    client.close();
    server.stop();
    await(server.closeAllConnections());
  }

  private SimulatedHost host() {
    return network().host(HOST);
  }

  private void serve(TCPServer other) {
    server = other;
    server.listen(80, HOST);
  }

  private static HTTPRequest.Builder request() {
    return HTTPRequest.builder("http://" + HOST + "/").connectTimeout(NEVER).requestTimeout(NEVER);
  }

  /// Returns what a fetch fails with, and when.
  private String failure(HTTPRequest.Builder request) {
    return failure(client.fetch(request.build()));
  }

  private String failure(CompletableFuture<HTTPResponse> fetch) {
    try {
      return "it succeeded: " + await(fetch).code();
    } catch (HTTPClientError e) {
      return Duration.ofNanos(ioLoop().time()) + " " + e.getMessage();
    }
  }

  @Test
  void connectTimeout() {
    host().blackhole();

    assertThat(failure(request().connectTimeout(Duration.ofSeconds(20))))
        .startsWith("PT20S HTTP 599: Timeout while connecting after 20000 ms (connectTimeout)");
  }

  @Test
  void connectTimeoutCountsTheLookup() {
    host().lookupTime(Duration.ofSeconds(15)).blackhole();

    assertThat(failure(request().connectTimeout(Duration.ofSeconds(20))))
        .startsWith("PT20S HTTP 599: Timeout while connecting");
  }

  @Test
  void handshakeTimeout() {
    serve(new Says(SECOND));

    String why =
        failure(
            HTTPRequest.builder("https://" + HOST + ":80/")
                .requestTimeout(NEVER)
                .connectTimeout(Duration.ofSeconds(3)));

    assertThat(why)
        .startsWith(
            "PT3S HTTP 599: Timeout during the TLS handshake after 3000 ms (connectTimeout)");
  }

  @Test
  void firstByteTimeout() {
    serve(new Says(Duration.ofSeconds(11), HEAD));

    assertThat(failure(request().firstByteTimeout(Duration.ofSeconds(10))))
        .startsWith("PT10S HTTP 599: Timeout during request after 10000 ms (firstByteTimeout)");
  }

  @Test
  void stalledTimeoutCountsFromTheLastByte() {
    serve(new Says(Duration.ofSeconds(9), HEAD, "ab"));

    assertThat(failure(request().stalledTimeout(Duration.ofSeconds(10))))
        .startsWith("PT28S HTTP 599: Timeout during response after 10000 ms (stalledTimeout)");
  }

  @Test
  void requestTimeoutCountsAll() {
    serve(new Says(Duration.ofSeconds(9), HEAD, "a", "b", "c", "d"));

    assertThat(failure(request().requestTimeout(Duration.ofSeconds(20))))
        .startsWith("PT20S HTTP 599: Timeout during response after 20000 ms (requestTimeout)");
  }

  @Test
  void answerJustInTimeIsNoTimeout() {
    serve(new Says(Duration.ofSeconds(4), HEAD, "ab", "cd"));
    HTTPRequest request = request().requestTimeout(Duration.ofNanos(12_000_000_001L)).build();

    assertThat(await(client.fetch(request)).text()).isEqualTo("abcd");
    assertThat(ioLoop().time()).isEqualTo(Duration.ofSeconds(12).toNanos());
  }

  @Test
  void waitForAConnectionCounts() {
    serve(new Says(Duration.ofSeconds(60), HEAD));
    client = new AsyncHTTPClient(AsyncHTTPClientOptions.builder().maxClients(1).build());
    var first = client.fetch(request().build());

    String why = failure(request().requestTimeout(Duration.ofSeconds(5)));

    assertThat(why).startsWith("PT5S HTTP 599: Timeout in request queue after 5000 ms");
    first.cancel(true);
  }

  @Test
  void deadlineOfTheCallerBoundsTheFetch() {
    serve(new Says(Duration.ofSeconds(60), HEAD));

    try {
      withTimeout(Duration.ofSeconds(7), () -> await(client.fetch(request().build())));
    } catch (TimeoutError e) {
      assertThat(ioLoop().time()).isEqualTo(Duration.ofSeconds(7).toNanos());
      return;
    }
    throw new AssertionError("no timeout");
  }

  @Test
  void bodyIsSentWithoutContinueAfterAWhile() {
    serve(new Says(Duration.ofMillis(1500), HEAD, "abcd"));
    HTTPRequest request =
        request()
            .method("POST")
            .body("ping")
            .expect100Continue(true)
            .continueTimeout(SECOND)
            .build();

    assertThat(await(client.fetch(request)).text()).isEqualTo("abcd");
    assertThat(ioLoop().time()).isEqualTo(Duration.ofSeconds(3).toNanos());
  }

  @Test
  void latencyOfTheNetworkCounts() {
    host().latency(Duration.ofSeconds(2));
    serve(new Says(Duration.ZERO, HEAD + "abcd"));

    assertThat(await(client.fetch(request().build())).text()).isEqualTo("abcd");
    // There and back to connect, and again to ask.
    assertThat(ioLoop().time()).isEqualTo(Duration.ofSeconds(8).toNanos());
  }

  @Test
  void brokenFamilyCostsAHeadStart() {
    serve(new Says(Duration.ZERO, HEAD + "abcd"));
    network().host("fd00::99").blackhole();
    network().host("both.example").resolvesTo("fd00::99", host().address().getHostAddress());

    HTTPResponse response =
        await(
            client.fetch(
                HTTPRequest.builder("http://both.example/").requestTimeout(NEVER).build()));

    assertThat(response.text()).isEqualTo("abcd");
    assertThat(ioLoop().time()).isEqualTo(Duration.ofMillis(300).toNanos());
  }

  @Test
  void sleepersDontCount() {
    var sleeper = Async.spawn(() -> await(Async.sleep(Duration.ofHours(5))));
    serve(new Says(Duration.ofHours(1), HEAD, "abcd"));

    assertThat(await(client.fetch(request().build())).text()).isEqualTo("abcd");

    assertThat(sleeper).isNotDone();
    sleeper.cancel(true);
  }
}
