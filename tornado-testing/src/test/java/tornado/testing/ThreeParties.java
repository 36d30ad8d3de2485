// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.FetchOption;
import tornado.httpclient.HTTPClientError;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.httpserver.HTTPServer;
import tornado.ioloop.Activity;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// A client on one host, which asks a server on another, which asks a stub on a third; the seed says what is wrong with that one.
final class ThreeParties {
  static final int FETCHES = 3;

  /// What came of a run.
  ///
  /// @param answers status and text of each response, in the order of the requests
  /// @param time how long it took, in the simulation
  /// @param left what was still open at the end
  record Outcome(List<String> answers, Duration time, List<String> left) {}

  /// Says in capitals what the upstream says, or 502.
  static final class ShoutHandler extends RequestHandler {
    @Override
    public void get() {
      HTTPRequest question =
          HTTPRequest.builder("http://upstream.example" + request().path())
              .requestTimeout(Duration.ofSeconds(2))
              .build();
      try {
        String text = await(AsyncHTTPClient.current().fetch(question)).text();
        write(text.toUpperCase(Locale.ROOT));
      } catch (HTTPClientError e) {
        setStatus(502);
      }
    }
  }

  private final SimulatedNetwork network;
  private final Random random;

  ThreeParties(SimulatedNetwork network, long seed) {
    this.network = network;
    this.random = new Random(seed);
  }

  Outcome run() {
    SimulatedHost app = network.host("app.example").latency(millis(0), millis(40)).fragmented();
    SimulatedHost other = network.host("upstream.example").latency(millis(0), millis(200));
    var server = new HTTPServer(Application.builder().route("/.*", ShoutHandler::new).build());
    server.listen(80, app.name());
    var upstream = new StubUpstream().listen(80, other.name());
    IntStream.range(0, FETCHES)
        .forEach(i ->
            upstream.on(
                "GET", "/" + i, StubAnswer.text("hello " + i).delay(millis(random.nextInt(900)))));
    breakSomething(other);

    List<CompletableFuture<HTTPResponse>> fetches =
        IntStream.range(0, FETCHES)
            .mapToObj(i ->
                AsyncHTTPClient.current()
                    .fetch(HTTPRequest.of("http://app.example/" + i), FetchOption.RETURN_ERRORS))
            .toList();
    List<String> answers =
        await(Async.all(fetches)).stream().map(each -> each.code() + " " + each.text()).toList();
    Duration time = Duration.ofNanos(IOLoop.current().time());

    other.restore();
    AsyncHTTPClient.current().close();
    upstream.close();
    server.stop();
    await(server.closeAllConnections());
    return new Outcome(answers, time, network.open().stream().map(Activity::state).toList());
  }

  private void breakSomething(SimulatedHost host) {
    switch (random.nextInt(8)) {
      case 0 -> host.resetAfter(random.nextInt(300));
      case 1 -> host.endAfter(random.nextInt(300));
      case 2 -> host.blackhole();
      case 3 -> host.refuse();
      case 4 -> host.byteByByte();
      case 5 -> host.bandwidth(100 + random.nextInt(1000));
      case 6 -> network.partition("localhost", host.name());
      default -> {}
    }
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
