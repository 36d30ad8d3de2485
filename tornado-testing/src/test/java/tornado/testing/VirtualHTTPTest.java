// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tornado.httpclient.HTTPRequest;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// A whole application and its client on virtual time, and what a test may ask for.
final class VirtualHTTPTest {
  /// Answers after an hour.
  static final class SlowHandler extends RequestHandler {
    @Override
    public void get() {
      await(Async.sleep(Duration.ofHours(1)));
      write("at last");
    }
  }

  /// A server that takes its time, on a slow line.
  @VirtualTime
  static final class Served extends AsyncHTTPTestCase {
    @Override
    protected Application getApp() {
      return Application.builder().route("/", SlowHandler::new).build();
    }

    @RepeatedTest(20)
    void answersAfterAnHour() {
      long before = ioLoop().time();
      network().host("localhost").latency(Duration.ofMillis(40)).fragmented();

      String text =
          fetch(HTTPRequest.builder(getUrl("/")).requestTimeout(Duration.ofHours(2)).build())
              .text();

      assertThat(text).isEqualTo("at last");
      assertThat(ioLoop().time() - before)
          .isBetween(TimeUnit.HOURS.toNanos(1), TimeUnit.HOURS.toNanos(1) + 2_000_000_000L);
    }
  }

  /// The same for those who don't inherit.
  @TornadoTest
  @VirtualTime
  static final class Given {
    @Test
    void networkIsTheLoops(SimulatedNetwork network, IOLoop loop) {
      assertThat(loop.sockets()).isSameAs(network);
    }
  }

  /// A test on real time that asks for the network of virtual time.
  static final class Real extends AsyncTestCase {
    @Test
    void hasNoNetwork() {
      network();
    }
  }

  @Test
  void applicationAndClientRunOnVirtualTime() {
    assumeThat(Flag.given()).as("coroutines run on the loop").isTrue();

    assertThat(RunTests.of(Served.class))
        .hasSize(20)
        .allSatisfy((_, failure) -> assertThat(failure).isNull());
  }

  @Test
  void networkIsAParameter() {
    assumeThat(Flag.given()).as("coroutines run on the loop").isTrue();

    assertThat(RunTests.of(Given.class).values()).singleElement().isNull();
  }

  @Test
  void realTimeHasNoNetwork() {
    assertThat(RunTests.of(Real.class).values())
        .singleElement()
        .satisfies(failure ->
            assertThat(failure)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@VirtualTime"));
  }
}
